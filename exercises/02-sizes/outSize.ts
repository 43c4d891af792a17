import type {Random} from "../../src/core/random.js";
import {requireAgreement, type Slip} from "../../src/exercise/agree.js";
import {type CheckContext, defineExercise} from "../../src/exercise/exercise.js";
import {callText} from "../../src/exercise/valueText.js";
import {WrongAnswer} from "../../src/exercise/wrongAnswer.js";

/** Settings drawn from the 6,480 there are in `drawn`: a wrong formula goes wrong on far more than one in ten of them. */
const TRIALS = 64;

/** Input, kernel, stride, padding on each side, dilation. */
type Setting = readonly [number, number, number, number, number];

export const exercise = defineExercise({
  id: "l02-out-size",
  lesson: 2,
  kind: "prop",
  points: 3,
  title: "How often does the window fit?",
  prompt:
    "Write `outSize(input, kernel, stride, padding, dilation)`: the number of places of a window of `kernel` weights, `dilation` samples " +
    "apart, on `input` samples with `padding` zeros on each side, when it moves by `stride`. Where it fits nowhere the answer is 0.",
  answer: "outSize",
  type: "(input: number, kernel: number, stride: number, padding: number, dilation: number) => number",
  imports: ["NotAttempted"],
  forbids: [{name: "outputSize", why: "it is what you are asked to write"}],
  checks: [
    {
      name: "sizes worked by hand",
      phase: "visible",
      expects:
        "The window starts at the first sample and moves until its last weight stands on the last one.",
      run: async ({answer}) => {
        await agreeOn(answer, [7, 3, 1, 0, 1]);
        await agreeOn(answer, [11, 3, 2, 0, 1]);
      },
    },
    {
      name: "padding on both sides",
      phase: "visible",
      expects: "`padding` zeros stand before the input and as many after it.",
      run: async ({answer}) => {
        await agreeOn(answer, [7, 3, 1, 3, 1]);
        await agreeOn(answer, [6, 5, 1, 2, 1]);
      },
    },
    {
      name: "a step that does not come out even",
      phase: "visible",
      expects: "A last step that would carry the window over the end is not taken, however short the way.",
      run: async ({answer}) => {
        await agreeOn(answer, [8, 3, 4, 0, 1]); // a quarter of a step is left: only rounding up goes wrong
        await agreeOn(answer, [8, 3, 2, 0, 1]);
        await agreeOn(answer, [10, 3, 4, 0, 1]);
      },
    },
    {
      name: "a dilated window",
      phase: "visible",
      expects:
        "Dilation pulls the weights apart: between k of them there are k - 1 gaps, and none after the last.",
      run: async ({answer}) => {
        await agreeOn(answer, [14, 4, 1, 0, 3]);
        await agreeOn(answer, [10, 1, 1, 0, 3]);
      },
    },
    {
      name: "a window that fits nowhere",
      phase: "visible",
      expects: "A window longer than the padded input has no place at all, whatever the formula says.",
      run: async ({answer}) => {
        await agreeOn(answer, [3, 5, 1, 0, 1]);
        await agreeOn(answer, [4, 3, 2, 0, 4]);
        await agreeOn(answer, [5, 6, 2, 0, 1]);
      },
    },
    {
      name: "every setting",
      expects: "The rule is one and the same for all inputs, kernels, strides, paddings and dilations.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < TRIALS; trial++) await agreeOn(answer, drawn(random));
      },
    },
    {
      name: "one stride more",
      expects: "An input that is longer by one stride has room for one more place.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < 8; trial++) {
          const setting = drawn(random);
          const [input, kernel, stride, padding, dilation] = setting;
          if (counted(setting) === 0) continue;
          const before = await answer.call(...setting);
          const longer: Setting = [input + stride, kernel, stride, padding, dilation];
          const expected = typeof before === "number" ? before + 1 : before;
          requireAgreement(await answer.call(...longer), expected, {call: callText("outSize", ...longer)});
        }
      },
    },
  ],
  hints: [
    "Draw 7 samples and a window of 3. Where does it start first, where last? Count the starts, then do it again with stride 2.",
    "First the two lengths: the padded input has input + 2 * padding samples, the window reaches over (kernel - 1) * dilation + 1.",
    "The first place is free; every further one costs a stride. `Math.floor((padded - reach) / stride) + 1`, and 0 where reach is larger than padded.",
  ],
});

async function agreeOn(answer: CheckContext["answer"], setting: Setting): Promise<void> {
  const got = await answer.call(...setting);
  const call = callText("outSize", ...setting);
  const [input, kernel, stride, padding, dilation] = setting;
  const expected = counted(setting);
  if (expected === 0 && got !== 0 && typeof got === "number") {
    const reach = (kernel - 1) * dilation + 1;
    throw new WrongAnswer(
      `The window reaches over ${reach} samples, the padded input has ${input + 2 * padding}: it fits nowhere, so the answer is 0. Ask for that first; dividing and rounding a negative number gives anything.`,
      {call, expected: "0", got: String(got)},
    );
  }
  requireAgreement(got, expected, {call, slips: slips(input, kernel, stride, padding, dilation)});
}

/** The places of the window, counted by moving it. */
function counted([input, kernel, stride, padding, dilation]: Setting): number {
  let places = 0;
  const end = input + padding;
  for (let x = -padding; x + (kernel - 1) * dilation < end; x += stride) places++;
  return places;
}

function drawn(random: Random): Setting {
  return [
    random.integer(1, 19),
    random.integer(1, 7),
    random.integer(1, 5),
    random.integer(0, 5),
    random.integer(1, 4),
  ];
}

function slips(
  input: number,
  kernel: number,
  stride: number,
  padding: number,
  dilation: number,
): readonly Slip[] {
  const padded = input + 2 * padding;
  const reach = (kernel - 1) * dilation + 1;
  const steps = (room: number) => Math.floor(room / stride);
  return [
    {
      says: "The first place is missing: count the steps and add 1 for the place where the window starts.",
      gives: () => steps(padded - reach),
    },
    {
      says: "The quotient is not rounded. There is no part of a place: a step that does not fit is not taken (`Math.floor`).",
      gives: () => (padded - reach) / stride + 1,
    },
    {
      says: "The quotient is rounded to the nearest number. A step that does not fit whole is not taken: `Math.floor`, never up.",
      gives: () => Math.round((padded - reach) / stride) + 1,
    },
    {
      says: "The quotient is rounded up. A step that does not fit whole is not taken: `Math.floor`.",
      gives: () => Math.ceil((padded - reach) / stride) + 1,
    },
    {
      says: "The dilated window is taken for kernel * dilation long. There is no gap after the last weight: it reaches over (kernel - 1) * dilation + 1 samples.",
      gives: () => steps(padded - kernel * dilation) + 1,
    },
    {
      says: "Dilation is the distance from one weight to the next, not the number of samples left out: the window reaches over (kernel - 1) * dilation + 1 samples.",
      gives: () => steps(padded - (kernel - 1) * (dilation + 1) - 1) + 1,
    },
    {
      says: "The dilation is left out: the window counts as if its weights stood side by side.",
      gives: () => steps(padded - kernel) + 1,
    },
    {
      says: "The padding is counted once. It stands on both sides: 2 * padding samples more.",
      gives: () => steps(padded - padding - reach) + 1,
    },
    {
      says: "The padding is left out. It makes the input longer by 2 * padding samples.",
      gives: () => steps(input - reach) + 1,
    },
    {
      says: "The stride has gone into the window. It is the way from one place to the next; inside the window only the dilation counts.",
      gives: () => padded - ((kernel - 1) * stride + 1) + 1,
    },
    {
      says: "The stride is left out: these are the places for steps of one sample.",
      gives: () => padded - reach + 1,
    },
    {
      says: "These are the places that start on a sample, also those whose window hangs over the end. The whole window must fit.",
      gives: () => Math.ceil(padded / stride),
    },
  ];
}
