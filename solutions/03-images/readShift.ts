import {Random} from "../../src/core/random.js";
import {strokeDigit} from "../../src/data/generated/strokeDigit.js";
import {trainLinearHead} from "../../src/nn/linearHead.js";

const move = {down: 0, right: 3};
const flatRandom = new Random(7);
const labelOf = (n: number) => n % 10;
const digits = Array.from({length: 600}, (_, n) =>
  strokeDigit(labelOf(n), flatRandom, {size: 16, variety: 0.7}),
);
const flatHead = trainLinearHead(
  digits.slice(0, 400).map(digit => digit.flat()),
  digits.slice(0, 400).map((_, n) => labelOf(n)),
  {random: flatRandom},
);

const accuracy = (down: number, right: number) =>
  flatHead.accuracy(
    digits
      .slice(400)
      .map(digit => digit.flatMap((row, y) => row.map((_, x) => digit[y - down]?.[x - right] ?? 0))),
    digits.slice(400).map((_, n) => labelOf(n)),
  );

/**
 * The same net and the same digits, and only their place has changed: from nine in ten to hardly more than guessing finds. To
 * a dense layer a moved digit is ink on other inputs, with weights that learned other strokes.
 */
export const shiftReading: number[] = [accuracy(0, 0), accuracy(move.down, move.right)];
