import {correlate2d} from "../../src/conv/correlate2d.js";
import {findPeak} from "../../src/conv/findPeak.js";
import {hiddenGlyph} from "../../src/data/glyphScene.js";
import type {Mistake} from "../../src/exercise/mistake.js";
import {glyphPlace} from "./findGlyph.js";

const {scene, glyph} = hiddenGlyph();
const [y, x] = glyphPlace;
const mean = glyph.flat().reduce((sum, value) => sum + value, 0) / glyph.flat().length;

function peakOf(map: number[][]): [number, number] {
  const peak = findPeak(map);
  return [peak.y, peak.x];
}

export const mistakes: readonly Mistake[] = [
  {name: "names the column first", answer: [x, y], fails: "the letter's place", says: /row first/},
  {
    name: "names the middle of the letter",
    answer: [y + 3, x + 2],
    fails: "the letter's place",
    says: /top left/,
  },
  {
    name: "trusts plain correlation and finds the lamp",
    answer: peakOf(correlate2d(scene, glyph)),
    fails: "the letter's place",
    says: /brightest spot/,
  },
  {
    name: "takes off the mean but not the contrast",
    answer: peakOf(
      correlate2d(
        scene,
        glyph.map(row => row.map(value => value - mean)),
      ),
    ),
    fails: "the letter's place",
    says: /contrast is highest/,
  },
  {
    name: "is one pixel off",
    answer: [y, x + 1],
    fails: "the letter's place",
    says: /does not hold the letter/,
  },
  {
    name: "gives the peak's value too",
    answer: [y, x, 0.98],
    fails: "a place in the scene",
    says: /must be \[y, x\]/,
  },
  {
    name: "gives the peak as an object",
    answer: {y, x},
    fails: "a place in the scene",
    says: /must be a list of numbers, but it is an object/,
  },
];
