import type {Mistake} from "../../src/exercise/mistake.js";
import {seenShifts} from "./shiftPooled.js";

export const mistakes: readonly Mistake[] = [
  {
    name: "takes pooling for blind to shifts",
    answer: [],
    fails: "the shifts that show",
    says: /not blind to shifts/,
  },
  {
    name: "thinks that every shift shows",
    answer: ["up", "down", "left", "right"],
    fails: "the shifts that show",
    says: /Not every shift shows/,
  },
  {
    name: "names the shifts that do not show",
    answer: ["up", "down", "left", "right"].filter(shift => !seenShifts.some(seen => seen === shift)),
    fails: "the shifts that show",
    says: /do not show/,
  },
  {
    name: "moves the windows in place of the bar",
    answer: ["up", "down", "left"],
    fails: "the shifts that show",
    says: /exchanged with its opposite/,
  },
  {
    name: "exchanges rows and columns",
    answer: ["left", "right", "down"],
    fails: "the shifts that show",
    says: /Rows and columns are exchanged/,
  },
  {
    name: "looks at the top left corner alone",
    answer: ["down", "right"],
    fails: "the shifts that show",
    says: /bar of one pixel/,
  },
  {
    name: "gives one word, not a list",
    answer: "right",
    fails: "a list of directions",
    says: /must be a list such as \["up", "left"\], but it is a text/,
  },
  {
    name: "counts how many show",
    answer: 3,
    fails: "a list of directions",
    says: /but it is the number 3/,
  },
];
