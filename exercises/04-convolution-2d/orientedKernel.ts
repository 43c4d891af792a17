import {correlate2d} from "../../src/conv/correlate2d.js";
import type {CheckContext} from "../../src/exercise/exercise.js";
import {defineExercise} from "../../src/exercise/exercise.js";
import {readGrid} from "../../src/exercise/read.js";
import {callText, valueText} from "../../src/exercise/valueText.js";
import {WrongAnswer} from "../../src/exercise/wrongAnswer.js";

const TRIALS = 16;
/** Degrees between the edges that a kernel is tried on. */
const STEP = 1;
/** How far the strongest answer may lie from the asked direction, in degrees: weights rounded to two digits stay within. */
const OFF = 1.5;
/** How close a wrong direction must be to that of a slip to be named after it. */
const NEAR = 10;

export const exercise = defineExercise({
  id: "l04-oriented-kernel",
  lesson: 4,
  kind: "prop",
  points: 3,
  title: "A kernel for any direction",
  prompt:
    "Write `orientedKernel(degrees)`: a 3x3 kernel whose response is largest on an edge whose bright side lies in that direction. " +
    "0 is right, 90 up, 180 left, 270 down. On a flat picture it gives 0.",
  answer: "orientedKernel",
  type: "(degrees: number) => number[][]",
  imports: ["NotAttempted", "correlate2d", "prewittKernel", "sobelKernel", "transpose"],
  uses: ["l04-correlate2d"],
  checks: [
    {
      name: "three rows of three numbers",
      phase: "visible",
      expects: "A 3x3 kernel is an array of three rows of three finite numbers.",
      run: async ({answer}) => {
        for (const degrees of [0, 30]) await kernelFor(answer, degrees);
      },
    },
    {
      name: "nothing on a flat picture",
      expects: "Where the picture is flat there is no edge: the weights must sum to 0.",
      run: async ({answer, random}) => {
        for (const degrees of [0, 90, random.integer(1, 90), random.integer(91, 360)]) {
          const kernel = await kernelFor(answer, degrees);
          const sum = kernel.flat().reduce((total, weight) => total + weight, 0);
          if (Math.abs(sum) > 1e-6 * Math.max(...kernel.flat().map(Math.abs))) {
            throw new WrongAnswer(
              `On a flat picture of ones the kernel for ${degrees} degrees must give 0, but it gives ${valueText(sum)}.`,
              {
                call: callText("orientedKernel", degrees),
                expected: "nine weights that sum to 0",
                got: valueText(kernel),
              },
            );
          }
        }
      },
    },
    {
      name: "bright side right",
      phase: "visible",
      expects:
        "For 0 degrees, weights are negative on the left and positive on the right: bright right, dark left.",
      run: async ({answer}) => peaksAt(answer, 0),
    },
    {
      name: "bright side up",
      phase: "visible",
      expects:
        "For 90 degrees, weights are positive in the top row. Row 0 is the top row: y grows downwards, angles grow upwards.",
      run: async ({answer}) => peaksAt(answer, 90),
    },
    {
      name: "random directions",
      expects: "Between the axes, the two kernels are mixed: as much of each as the direction has of it.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < TRIALS; trial++) {
          // A wrong half turn, say 3.1 for Math.PI, shows most in large angles.
          await peaksAt(answer, trial === 0 ? random.integer(300, 360) : random.integer(0, 360));
        }
      },
    },
  ],
  hints: [
    "Start with 0 degrees: which three columns of weights give a large sum where the right is bright, and 0 where all is flat?",
    '90 degrees is the same kernel turned: positive weights in the top row, negative ones in the bottom row. `sobelKernel("y")` is its negative.',
    "The direction `degrees` has cos(angle) of right and sin(angle) of up, with angle = degrees * Math.PI / 180. Take that much of each of the two kernels and add them cell by cell.",
  ],
});

async function kernelFor(answer: CheckContext["answer"], degrees: number): Promise<number[][]> {
  const kernel = readGrid(await answer.call(degrees), "The kernel");
  if (kernel.length !== 3 || kernel[0].length !== 3) {
    throw new WrongAnswer(
      `The kernel must have 3 rows of 3, but it has ${kernel.length} of ${kernel[0].length}.`,
    );
  }
  return kernel;
}

/** Tries the kernel on edges of every direction; the strongest answer must come from the one that was asked for. */
async function peaksAt(answer: CheckContext["answer"], degrees: number): Promise<void> {
  const kernel = await kernelFor(answer, degrees);
  let best = {direction: 0, response: Number.NEGATIVE_INFINITY};
  for (let direction = 0; direction < 360; direction += STEP) {
    const [[response]] = correlate2d(edgePatch(direction), kernel);
    if (response > best.response + 1e-9) best = {direction, response};
  }
  const off = turnBetween(degrees, best.direction);
  const flat = Math.max(...kernel.flat().map(Math.abs)) < 1e-9;
  if (!flat && off <= OFF) return;
  throw new WrongAnswer(
    flat ? "The kernel is all zeros: it answers to nothing." : slipText(degrees, best.direction),
    {
      call: callText("orientedKernel", degrees),
      expected: `strongest where the bright side lies at ${degrees} degrees`,
      got: `${valueText(kernel)}: ${flat ? "0 everywhere" : `strongest at ${best.direction} degrees`}`,
    },
  );
}

/** A 3x3 patch that grows brighter towards one direction: dark 0, bright 1, the edge through the middle. */
function edgePatch(degrees: number): number[][] {
  const angle = (degrees * Math.PI) / 180;
  return [-1, 0, 1].map(y =>
    // Upwards is minus y on the screen.
    [-1, 0, 1].map(x => 0.5 + 0.25 * (x * Math.cos(angle) - y * Math.sin(angle))),
  );
}

function turnBetween(a: number, b: number): number {
  const turn = Math.abs(a - b) % 360;
  return Math.min(turn, 360 - turn);
}

function slipText(asked: number, found: number): string {
  const fact = `Asked for ${asked} degrees, the kernel answers most to an edge whose bright side lies at ${found} degrees.`;
  // At 90 degrees both of the first two fit; the checks have seen 0 degrees by then, so it is the y axis.
  if (turnBetween(found, 360 - asked) <= NEAR) {
    return `${fact} Up and down are exchanged: y grows downwards in a picture, so the part for "up" has its positive weights in row 0.`;
  }
  if (turnBetween(found, asked + 180) <= NEAR) {
    return `${fact} That is the opposite side: change every sign. (A kernel flipped, as convolution flips it, does the same.)`;
  }
  if (turnBetween(found, 450 - asked) <= NEAR) {
    return `${fact} Sine and cosine are exchanged: cos(angle) is the share of "right", sin(angle) the share of "up".`;
  }
  if (turnBetween(found, ((asked * 180) / Math.PI) % 360) <= NEAR) {
    return `${fact} Math.cos and Math.sin take radians: multiply degrees by Math.PI / 180.`;
  }
  return fact;
}
