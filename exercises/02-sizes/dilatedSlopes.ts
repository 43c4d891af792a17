import {correlate1d} from "../../src/conv/correlate1d.js";
import {correlate1dBackward} from "../../src/conv/correlate1dBackward.js";
import type {Random} from "../../src/core/random.js";
import {requireAgreement, type Slip} from "../../src/exercise/agree.js";
import {type CheckContext, defineExercise} from "../../src/exercise/exercise.js";
import {integers} from "../../src/exercise/inputs.js";
import {readFields, readNumbers} from "../../src/exercise/read.js";
import {measuredSlopes} from "../../src/exercise/slopes.js";
import {callText} from "../../src/exercise/valueText.js";

const TRIALS = 12;

/** What the answer is called with. */
interface Pass {
  readonly signal: number[];
  readonly kernel: number[];
  readonly slopes: number[];
  readonly dilation: number;
}

export const exercise = defineExercise({
  id: "l02-dilated-slopes",
  lesson: 2,
  kind: "grad",
  points: 4,
  title: "Slopes of a dilated correlation",
  prompt:
    "TensorFlow.js has no gradient for dilated convolution, so write it. A loss depends on `out = myDilated(signal, kernel, dilation)`, and " +
    "`slopes[x]` says how much it grows when `out[x]` grows by one. Write `dilatedSlopes(signal, kernel, slopes, dilation)`: how much the loss grows with each sample, " +
    "`dSignal`, and with each weight, `dKernel`, as `{dSignal, dKernel}`. Your slopes are held against measured ones.",
  answer: "dilatedSlopes",
  type: "(signal: number[], kernel: number[], slopes: number[], dilation: number) => {dSignal: number[]; dKernel: number[]}",
  imports: ["NotAttempted"],
  uses: ["l01-correlate1d", "l01-convolve1d", "l02-dilated"],
  forbids: [{name: "correlate1dBackward", why: "it is what you are asked to write"}],
  checks: [
    {
      name: "one slope for each number",
      phase: "visible",
      expects:
        "dSignal has one slope for each sample, also for those that no weight meets; dKernel one for each weight.",
      run: async ({answer}) => {
        const {dSignal, dKernel} = await slopesOf(answer, {
          signal: [1, 2, 4, 8, 16],
          kernel: [3, 5],
          slopes: [1, 10],
          dilation: 3,
        });
        requireAgreement([dSignal.length, dKernel.length], [5, 2], {
          call: "dilatedSlopes([1, 2, 4, 8, 16], [3, 5], [1, 10], 3), the lengths of dSignal and dKernel",
          slips: [
            {
              says: "dSignal ends before the signal does. Samples that no weight meets have a slope too: 0.",
              gives: () => (dSignal.length < 5 ? [dSignal.length, dKernel.length] : undefined),
            },
          ],
        });
      },
    },
    {
      name: "slopes worked by hand, without gaps",
      phase: "visible",
      expects:
        "Each product signal[x + j] * kernel[j] hands slopes[x] to both factors, times the other one; a sample that several windows meet collects from all of them.",
      run: async ({answer}) =>
        agreeOn(answer, {signal: [1, 2, 4], kernel: [3, 5], slopes: [1, 10], dilation: 1}),
    },
    {
      name: "slopes worked by hand, with gaps",
      phase: "visible",
      expects:
        "With gaps the product is signal[x + j * dilation] * kernel[j]: the same gaps on the way back.",
      run: async ({answer}) =>
        agreeOn(answer, {signal: [1, 2, 4, 8], kernel: [3, 5], slopes: [1, 10], dilation: 2}),
    },
    {
      name: "slopes by the kernel, measured",
      expects:
        "Moving one weight a little changes the loss by its slope: the sum over all places of slopes[x] times the sample it meets there.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < TRIALS; trial++) {
          const pass = drawn(random, trial);
          const measured = measuredSlopes(kernel => loss({...pass, kernel}), pass.kernel);
          agree(pass, "dKernel", (await slopesOf(answer, pass)).dKernel, measured);
        }
      },
    },
    {
      name: "slopes by the signal, measured",
      expects:
        "Moving one sample a little changes the loss by its slope: the sum over all weights that meet it, each with the slope of its place.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < TRIALS; trial++) {
          const pass = drawn(random, trial);
          const measured = measuredSlopes(signal => loss({...pass, signal}), pass.signal);
          agree(pass, "dSignal", (await slopesOf(answer, pass)).dSignal, measured);
        }
      },
    },
  ],
  hints: [
    "Write the forward pass as two loops over x and j. One line inside multiplies signal[x + j * dilation] by kernel[j]. What does the loss gain when one of the two grows by a little?",
    "Start both lists with zeros, one for each sample and one for each weight, and walk over the same x and j as the forward pass. x runs over the slopes.",
    "Inside: `dSignal[x + j * dilation] += slopes[x] * kernel[j]` and `dKernel[j] += slopes[x] * signal[x + j * dilation]`.",
  ],
});

/** A loss with the given slopes by each output. */
function loss({signal, kernel, slopes, dilation}: Pass): number {
  return correlate1d(signal, kernel, {dilation}).reduce((sum, value, x) => sum + slopes[x] * value, 0);
}

function callOf({signal, kernel, slopes, dilation}: Pass): string {
  return callText("dilatedSlopes", signal, kernel, slopes, dilation);
}

async function slopesOf(
  answer: CheckContext["answer"],
  {signal, kernel, slopes, dilation}: Pass,
): Promise<{dSignal: number[]; dKernel: number[]}> {
  const result = await answer.call(signal, kernel, slopes, dilation);
  const fields = readFields(result, "The result", ["dSignal", "dKernel"]);
  return {
    dSignal: readNumbers(fields.dSignal, "dSignal"),
    dKernel: readNumbers(fields.dKernel, "dKernel"),
  };
}

async function agreeOn(answer: CheckContext["answer"], pass: Pass): Promise<void> {
  const got = await slopesOf(answer, pass);
  agree(
    pass,
    "dSignal",
    got.dSignal,
    measuredSlopes(signal => loss({...pass, signal}), pass.signal),
  );
  agree(
    pass,
    "dKernel",
    got.dKernel,
    measuredSlopes(kernel => loss({...pass, kernel}), pass.kernel),
  );
}

function agree(pass: Pass, name: "dSignal" | "dKernel", got: number[], expected: number[]): void {
  requireAgreement(got, expected, {
    call: `${callOf(pass)}.${name}`,
    slips: name === "dSignal" ? signalSlips(pass) : kernelSlips(pass),
  });
}

function drawn(random: Random, trial: number): Pass {
  const kernel = integers(random, random.integer(1, 5), -4, 5);
  const dilation = random.integer(1, 4);
  const places = 1 + (trial % 5);
  const signal = integers(random, (kernel.length - 1) * dilation + places);
  return {signal, kernel, slopes: integers(random, places, -4, 5), dilation};
}

function signalSlips({signal, kernel, slopes, dilation}: Pass): Slip[] {
  const backward = (weights: readonly number[], from: readonly number[], gap = dilation) =>
    correlate1dBackward(signal, weights, from, {dilation: gap}).dSignal;
  const plain = () => {
    const found = signal.map(() => 0);
    for (const [x, slope] of slopes.entries()) {
      for (const [j, weight] of kernel.entries()) found[x + j] += slope * weight;
    }
    return found;
  };
  return [
    {
      says: "dSignal is found without the gaps. Weight j met the sample x + j * dilation, so its slope goes back there.",
      gives: plain,
    },
    {
      says: "In dSignal a later slope replaces an earlier one. A sample that several windows meet collects from all of them: `+=`.",
      gives: () => {
        const found = signal.map(() => 0);
        for (const [x, slope] of slopes.entries()) {
          for (const [j, weight] of kernel.entries()) found[x + j * dilation] = slope * weight;
        }
        return found;
      },
    },
    {
      says: "The slopes of the outputs do not go into dSignal. What a sample owes is weighed with slopes[x].",
      gives: () =>
        backward(
          kernel,
          slopes.map(() => 1),
        ),
    },
    {
      says: "The kernel stands the wrong way round in dSignal. Walk the forward pass: the product at place x and weight j belongs to sample x + j * dilation.",
      gives: () => backward([...kernel].reverse(), slopes),
    },
    {
      says: "The signs of dSignal are turned. These are slopes of the loss, not steps down.",
      gives: () => backward(kernel, slopes).map(slope => -slope),
    },
  ];
}

function kernelSlips({signal, kernel, slopes, dilation}: Pass): Slip[] {
  const right = () => correlate1dBackward(signal, kernel, slopes, {dilation}).dKernel;
  return [
    {
      says: "dKernel is found without the gaps. Weight j met the sample x + j * dilation.",
      gives: () => kernel.map((_, j) => slopes.reduce((sum, slope, x) => sum + slope * signal[x + j], 0)),
    },
    {
      says: "In dKernel only the last place counts. A weight is used at every place and collects from all of them: `+=`.",
      gives: () => kernel.map((_, j) => slopes[slopes.length - 1] * signal[slopes.length - 1 + j * dilation]),
    },
    {
      says: "The slopes of the outputs do not go into dKernel. What a weight owes is weighed with slopes[x].",
      gives: () =>
        correlate1dBackward(
          signal,
          kernel,
          slopes.map(() => 1),
          {dilation},
        ).dKernel,
    },
    {
      says: "dKernel is divided by the number of places. The loss sums over places, so its slope does too.",
      gives: () => right().map(slope => slope / slopes.length),
    },
    {
      says: "dKernel stands the wrong way round: its first slope belongs to kernel[0].",
      gives: () => right().reverse(),
    },
    {
      says: "The signs of dKernel are turned. These are slopes of the loss, not steps down.",
      gives: () => right().map(slope => -slope),
    },
  ];
}
