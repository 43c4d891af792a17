import {requireAgreement, type Slip} from "../../src/exercise/agree.js";
import type {CheckContext} from "../../src/exercise/exercise.js";
import {defineExercise} from "../../src/exercise/exercise.js";
import {readNumbers} from "../../src/exercise/read.js";
import {callText} from "../../src/exercise/valueText.js";
import {WrongAnswer} from "../../src/exercise/wrongAnswer.js";
import {flatten, type Image, planes, randomImage, transposed} from "./pixelOrder.js";

const TRIALS = 16;

const HAND: Image = [
  [
    [1, 2],
    [3, 4],
    [5, 6],
  ],
  [
    [7, 8],
    [9, 10],
    [11, 12],
  ],
];

export const exercise = defineExercise({
  id: "l03-flatten",
  lesson: 3,
  kind: "prop",
  points: 2,
  title: "From a picture to a vector",
  prompt:
    "Write `myFlatten(image)`: `image[y][x]` is the list of a pixel's channels. Return all numbers in one list: row by row from the top, " +
    "in a row pixel by pixel from the left, in a pixel channel by channel.",
  answer: "myFlatten",
  type: "(image: number[][][]) => number[]",
  imports: ["NotAttempted"],
  checks: [
    {
      name: "a picture flattened by hand",
      expects: "Rows from the top, pixels from the left, and the channels of a pixel side by side.",
      run: async ({answer}) => agreeOn(answer, HAND),
    },
    {
      name: "one number for each",
      expects: "Flattening loses nothing and invents nothing: height times width times channels numbers.",
      run: async ({answer, random}) => {
        for (const [height, width, channels] of [
          [1, 4, 3],
          [5, 1, 2],
          [2, 3, 1],
          [1, 1, 4],
        ] as const) {
          const image = randomImage(random, height, width, channels);
          const got = readNumbers(await answer.call(image), "The vector");
          if (got.length === height * width * channels) continue;
          throw new WrongAnswer(
            `A picture of ${height} x ${width} pixels with ${channels} channels has ${height * width * channels} numbers, but the vector has ${got.length}.`,
            {
              call: callText("myFlatten", image),
              expected: `${height * width * channels} numbers`,
              got: `${got.length} numbers`,
            },
          );
        }
      },
    },
    {
      name: "numbers stay as they are",
      expects: "The vector holds the picture's own numbers: negative ones and fractions too.",
      run: async ({answer}) => agreeOn(answer, [[[-1.5, 0.25]], [[300, -0.125]]]),
    },
    {
      name: "random oblong pictures",
      expects: "The order is the same for every height, width and number of channels.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < TRIALS; trial++) {
          await agreeOn(answer, randomImage(random, ...oblong(random.integer(0, 6), trial)));
        }
      },
    },
    {
      name: "the place of a pixel",
      expects: "Channel c of pixel (y, x) stands at (y * width + x) * channels + c.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < TRIALS; trial++) {
          const [height, width, channels] = oblong(random.integer(0, 6), trial);
          const [y, x, c] = [
            random.integer(0, height),
            random.integer(0, width),
            random.integer(0, channels),
          ];
          const image = randomImage(random, height, width, channels, 0, 1);
          image[y][x][c] = 7;
          const got = readNumbers(await answer.call(image), "The vector").indexOf(7);
          const place = (y * width + x) * channels + c;
          if (got === place) continue;
          throw new WrongAnswer(
            `The only 7 is at image[${y}][${x}][${c}]. It must come to place ${place} of the vector, but it is ${got < 0 ? "nowhere" : `at place ${got}`}.`,
            {call: callText("myFlatten", image), expected: `7 at place ${place}`, got: `at ${got}`},
          );
        }
      },
    },
  ],
  hints: [
    "Three loops, one in the other: rows, pixels of the row, channels of the pixel.",
    "Start with an empty list and `push` one number at a time; the innermost loop is over the channels.",
    "`image.flat()` takes off one pair of brackets only: a picture with channels has two pairs too many.",
  ],
});

async function agreeOn(answer: CheckContext["answer"], image: Image): Promise<void> {
  requireAgreement(await answer.call(image), flatten(image), {
    call: callText("myFlatten", image),
    slips: slips(image),
  });
}

/** Lengths that all differ: on a square picture rows and columns can be exchanged unseen. */
function oblong(draw: number, trial: number): [number, number, number] {
  const grow = Math.floor(trial / 6); // small ones first: the first counter-example is the one shown
  const [height, width, channels] = [
    [2, 3, 4],
    [2, 4, 3],
    [3, 2, 4],
    [3, 4, 2],
    [4, 2, 3],
    [4, 3, 2],
  ][draw];
  return [height + grow, width + 2 * grow, channels];
}

function slips(image: Image): Slip[] {
  return [
    {
      says: "The pixels come column by column. Rows come first: the loop over y is the outer one.",
      gives: () => flatten(transposed(image)),
    },
    {
      says: "The channels come one plane after the other: all of channel 0, then all of channel 1. Here the channels of one pixel stand side by side.",
      gives: () => planes(image).flat(2),
    },
    {
      says: "Column by column, and one plane after the other: both orders are turned round. Rows, then pixels, then channels.",
      gives: () => planes(transposed(image)).flat(2),
    },
    {
      says: "Only one pair of brackets is taken off: the entries are still pixels. Every entry of the vector is one number.",
      gives: () => image.flat(),
    },
    {
      says: "The rows come from the bottom up. Row 0 is the top row and comes first.",
      gives: () => flatten([...image].reverse()),
    },
    {
      says: "The list is turned round: the top left pixel comes first.",
      gives: () => flatten(image).reverse(),
    },
    {
      says: "Only the first channel of every pixel is there. All of them are numbers that the net wants to see.",
      gives: () => image.flatMap(row => row.map(pixel => pixel[0])),
    },
    {
      says: "The channels of a pixel were mixed to one grey level. Flattening changes the order only, never a number.",
      gives: () =>
        image.flatMap(row => row.map(pixel => pixel.reduce((sum, level) => sum + level) / pixel.length)),
    },
  ];
}
