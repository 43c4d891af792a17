import {Random} from "../../src/core/random.js";
import {defineExercise, type Given} from "../../src/exercise/exercise.js";
import {readNumber, readNumbers} from "../../src/exercise/read.js";
import {requireNumber} from "../../src/exercise/requireNumber.js";
import type {Value} from "../../src/exercise/value.js";
import {WrongAnswer} from "../../src/exercise/wrongAnswer.js";
import {trainLinearHead} from "../../src/nn/linearHead.js";
import {centredDigits, moved, SIDE, VARIETY} from "./movedDigits.js";

const SEED = 7;
const TRAIN = 400;
const TEST = 200;
/** A plot is read to about two percent. */
const READING = {atol: 0.02, rtol: 0};

// The first draw of the course's seed is 3 pixels to the right.
const MOVES = [
  [3, 0],
  [-3, 0],
  [0, 3],
  [0, -3],
] as const;

export const exercise = defineExercise({
  id: "l03-read-shift",
  lesson: 3,
  kind: "read",
  points: 2,
  partial: true,
  title: "Read off what three pixels cost",
  prompt:
    `\`digits\` are ${TRAIN + TEST} digits in the middle, \`labelOf(n)\` is the label of the n-th, and \`flatHead\` was trained on the first ${TRAIN} of them, ` +
    `flattened. Take the last ${TEST}, which it has not seen. Put two accuracies from 0 to 1 in \`shiftReading\`: where the digits stand, and when each has ` +
    "moved `move.down` pixels down and `move.right` pixels to the right (negative: up, left), with paper (0) coming in. Read them off your plot of " +
    "accuracy, or compute them; two hundredths off is fine.",
  answer: "shiftReading",
  type: "number[]",
  imports: ["NotAttempted", "todo", "Random", "strokeDigit", "trainLinearHead"],
  prelude: [
    `const flatRandom = new Random(${SEED});`,
    "const labelOf = (n: number) => n % 10;",
    `const digits = Array.from({length: ${TRAIN + TEST}}, (_, n) => strokeDigit(labelOf(n), flatRandom, {size: ${SIDE}, variety: ${VARIETY}}));`,
    "const flatHead = trainLinearHead(",
    `  digits.slice(0, ${TRAIN}).map(digit => digit.flat()),`,
    `  digits.slice(0, ${TRAIN}).map((_, n) => labelOf(n)),`,
    "  {random: flatRandom},",
    ");",
  ].join("\n"),
  variant: {
    name: "move",
    values: random => {
      const [down, right] = random.pick(MOVES);
      return {down, right};
    },
  },
  checks: [
    {
      name: "where the digits stand",
      expects: "The accuracy counts digits that the net has not seen in its training.",
      phase: "visible",
      run: async ({answer}) => {
        const [still] = readAccuracies(await answer.value());
        const {accuracy} = measure();
        requireNumber(still, accuracy(0, 0), {
          what: "The accuracy where the digits stand",
          tolerance: READING,
          slips: [
            {
              says: `That is the accuracy on the digits that the net was trained on. Take the last ${TEST}.`,
              gives: () => accuracy(0, 0, "train"),
            },
            {
              says: "That is the share of digits that are not found: 1 less the accuracy.",
              gives: () => 1 - accuracy(0, 0),
            },
          ],
        });
      },
    },
    {
      name: "after the move",
      expects: "The net is the same, the digits are the same, and only their place is another.",
      phase: "visible",
      run: async ({answer, given}) => {
        const [, after] = readAccuracies(await answer.value());
        const {accuracy} = measure();
        const [down, right] = moveOf(given);
        requireNumber(after, accuracy(down, right), {
          what: "The accuracy after the move",
          tolerance: READING,
          slips: [
            {
              says: "That is the accuracy before the move. Move every digit, then flatten it.",
              gives: () => accuracy(0, 0),
            },
            {
              says: "The digits went the opposite way: the pixel at (y, x) of the moved picture was at (y - down, x - right) before.",
              gives: () => accuracy(-down, -right),
            },
            {
              says: "Down and right are exchanged: `down` belongs to y, `right` to x.",
              gives: () => accuracy(right, down),
            },
            {
              says: "That is after a move by one pixel. Make all the steps of `move`.",
              gives: () => accuracy(Math.sign(down), Math.sign(right)),
            },
            {
              says: "That is the share of digits that are not found: 1 less the accuracy.",
              gives: () => 1 - accuracy(down, right),
            },
          ],
        });
      },
    },
  ],
  hints: [
    `\`digits.slice(${TRAIN})\` are the unseen ones. \`flatHead.accuracy(vectors, labels)\` is the share that it finds.`,
    "Moved: `digit.map((row, y) => row.map((_, x) => digit[y - move.down]?.[x - move.right] ?? 0))`. Then `.flat()`.",
    "The second number is small: not much more than guessing gives.",
  ],
});

function readAccuracies(value: Value): number[] {
  const read = readNumbers(value, "shiftReading");
  if (read.length !== 2) {
    throw new WrongAnswer(`shiftReading must be two numbers, but it has ${read.length}.`);
  }
  const percent = read.find(number => number > 1 || number < 0);
  if (percent !== undefined) {
    throw new WrongAnswer(
      `An accuracy is a share from 0 to 1, but one is ${percent}. From percent, divide by 100.`,
    );
  }
  return read;
}

function moveOf(given: Given): [number, number] {
  return [readNumber(given.down, "move.down"), readNumber(given.right, "move.right")];
}

type Accuracy = (down: number, right: number, part?: "train" | "test") => number;
let measured: {readonly accuracy: Accuracy} | undefined;

/** The net of the prelude, trained once. */
function measure(): {readonly accuracy: Accuracy} {
  measured ??= (() => {
    const random = new Random(SEED);
    const {images, labels} = centredDigits(TRAIN + TEST, random);
    const head = trainLinearHead(
      images.slice(0, TRAIN).map(image => image.flat()),
      labels.slice(0, TRAIN),
      {random},
    );
    return {
      accuracy: (down, right, part = "test") => {
        const range = part === "test" ? ([TRAIN] as const) : ([0, TRAIN] as const);
        return head.accuracy(
          images.slice(...range).map(image => moved(image, down, right).flat()),
          labels.slice(...range),
        );
      },
    };
  })();
  return measured;
}
