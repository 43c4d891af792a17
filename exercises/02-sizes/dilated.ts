import {correlate1d} from "../../src/conv/correlate1d.js";
import type {Random} from "../../src/core/random.js";
import {requireAgreement, type Slip} from "../../src/exercise/agree.js";
import {type CheckContext, defineExercise} from "../../src/exercise/exercise.js";
import {integers} from "../../src/exercise/inputs.js";
import {readNumbers} from "../../src/exercise/read.js";
import {callText} from "../../src/exercise/valueText.js";

const TRIALS = 24;

export const exercise = defineExercise({
  id: "l02-dilated",
  lesson: 2,
  kind: "prop",
  points: 3,
  title: "A kernel with gaps",
  prompt:
    "Write `myDilated(signal, kernel, dilation)`: correlation with the weights `dilation` samples apart, " +
    "`sum of signal[x + j * dilation] * kernel[j]` over j, for every place x where all of it fits. The place moves by one sample. You may " +
    "put zeros between the weights and call `myCorrelate1d`; the library stays out.",
  answer: "myDilated",
  type: "(signal: number[], kernel: number[], dilation: number) => number[]",
  imports: ["NotAttempted"],
  uses: ["l01-correlate1d"],
  forbids: [{name: "correlate1d", why: "its option `dilation` is what you are asked to write"}],
  checks: [
    {
      name: "sums worked by hand",
      phase: "visible",
      expects: "Weight j meets the sample `j * dilation` after the place x.",
      run: async ({answer}) => {
        await agreeOn(answer, [1, 2, 4, 8, 16, 32, 64], [1, 10], 3);
        await agreeOn(answer, [1, 2, 4, 8, 16, 32], [1, 10, 100], 2);
      },
    },
    {
      name: "dilation 1 leaves no gaps",
      phase: "visible",
      expects: "Weights one sample apart lie side by side: plain correlation.",
      run: async ({answer}) => agreeOn(answer, [1, 2, 4, 8], [1, 10], 1),
    },
    {
      name: "one number for every place",
      expects: "The kernel reaches over (k - 1) * dilation + 1 samples; the last place where it fits counts.",
      run: async ({answer, random}) => {
        for (const extra of [0, 1, 4]) {
          const {signal, kernel, dilation} = setting(random, extra);
          await agreeOn(answer, signal, kernel, dilation);
        }
      },
    },
    {
      name: "random settings",
      expects: "The rule is one and the same for every signal, kernel and dilation.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < TRIALS; trial++) {
          const {signal, kernel, dilation} = setting(random, trial);
          await agreeOn(answer, signal, kernel, dilation);
        }
      },
    },
    {
      name: "zeros between the weights",
      expects:
        "A dilated kernel is a longer kernel with `dilation - 1` zeros between neighbouring weights, and none after the last.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < 8; trial++) {
          const {signal, kernel, dilation} = setting(random, trial);
          const expected = readNumbers(await answer.call(signal, kernel, dilation), "The result");
          const stuffed = stuff(kernel, dilation);
          requireAgreement(await answer.call(signal, stuffed, 1), expected, {
            call: `${callText("myDilated", signal, stuffed, 1)}, against ${callText("myDilated", signal, kernel, dilation)}`,
          });
        }
      },
    },
    {
      name: "keeps fractions",
      phase: "visible",
      expects: "The numbers need not be whole.",
      run: async ({answer}) => agreeOn(answer, [1, 7, 3], [0.5, 0.25], 2),
    },
  ],
  hints: [
    "Take your `myCorrelate1d`. Two things change: which sample weight j meets, and how many places there are.",
    "Weight j lies j * dilation samples after the first. The last one must still be on the signal: x + (kernel.length - 1) * dilation < signal.length.",
    "Or stuff the kernel: start with `(k - 1) * dilation + 1` zeros, set `stuffed[j * dilation] = kernel[j]`, and correlate with that.",
  ],
});

async function agreeOn(
  answer: CheckContext["answer"],
  signal: number[],
  kernel: number[],
  dilation: number,
): Promise<void> {
  requireAgreement(await answer.call(signal, kernel, dilation), correlate1d(signal, kernel, {dilation}), {
    call: callText("myDilated", signal, kernel, dilation),
    slips: slips(signal, kernel, dilation),
  });
}

function setting(random: Random, trial: number): {signal: number[]; kernel: number[]; dilation: number} {
  const kernel = integers(random, random.integer(1, 5), -4, 5);
  const dilation = random.integer(1, 4);
  const signal = integers(random, (kernel.length - 1) * dilation + 1 + (trial % 5));
  return {signal, kernel, dilation};
}

function stuff(kernel: readonly number[], dilation: number): number[] {
  const stuffed = new Array<number>((kernel.length - 1) * dilation + 1).fill(0);
  for (const [j, weight] of kernel.entries()) stuffed[j * dilation] = weight;
  return stuffed;
}

function slips(signal: readonly number[], kernel: readonly number[], dilation: number): Slip[] {
  const right = () => correlate1d(signal, kernel, {dilation});
  const reach = (kernel.length - 1) * dilation + 1;
  const wider = (kernel.length - 1) * (dilation + 1) + 1;
  return [
    {
      says: "The dilation is left out: these are the sums of plain correlation.",
      gives: () => correlate1d(signal, kernel),
    },
    {
      says: "There are `dilation` zeros between the weights. Dilation is the distance from one weight to the next: `dilation - 1` zeros.",
      gives: () =>
        wider <= signal.length ? correlate1d(signal, kernel, {dilation: dilation + 1}) : undefined,
    },
    {
      says: "Places at the end are missing: the kernel is taken for k * dilation long. There is no gap after the last weight: it reaches over (k - 1) * dilation + 1 samples.",
      gives: () => (dilation > 1 ? right().slice(0, 1 - dilation) : undefined),
    },
    {
      says: "The last place is left out. The kernel still fits where its last weight stands on the last sample.",
      gives: () => right().slice(0, -1),
    },
    {
      says: "The dilation has gone into the steps of the window. The place moves by one sample; the gaps are inside the kernel.",
      gives: () => correlate1d(signal, kernel, {stride: dilation}),
    },
    {
      says: "The gaps are right, but the place moves by `dilation` too. It moves by one sample.",
      gives: () => right().filter((_, x) => x % dilation === 0),
    },
    {
      says: "The last sums reach past the end of the signal, where there are no samples to read. Stop where the last weight still has one.",
      gives: () => [...right(), ...new Array<number>(reach - kernel.length).fill(Number.NaN)],
    },
    {
      says: "Samples past the end are read as 0. Only places where the whole kernel fits count.",
      gives: () => correlate1d(signal, kernel, {dilation, padding: [0, reach - 1]}),
    },
    {
      says: "The kernel is turned round: that is convolution. Lay it on as it is.",
      gives: () => correlate1d(signal, [...kernel].reverse(), {dilation}),
    },
  ];
}
