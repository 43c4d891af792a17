import type {Mistake} from "../../src/exercise/mistake.js";
import {shiftReading} from "./readShift.js";

const [still, after] = shiftReading;

export const mistakes: readonly Mistake[] = [
  {
    name: "scores the digits of the training",
    answer: [1, after],
    fails: "where the digits stand",
    says: /that the net was trained on/,
  },
  {
    name: "gives the share of errors",
    answer: [1 - still, 1 - after],
    fails: "where the digits stand",
    says: /1 less the accuracy/,
  },
  {
    name: "does not move the digits",
    answer: [still, still],
    fails: "after the move",
    says: /accuracy before the move/,
  },
  {
    name: "writes percent",
    answer: [100 * still, 100 * after],
    fails: "where the digits stand",
    says: /divide by 100/,
  },
  {
    name: "gives the accuracy after the move alone",
    answer: [after],
    fails: "where the digits stand",
    says: /must be two numbers, but it has 1/,
  },
];
