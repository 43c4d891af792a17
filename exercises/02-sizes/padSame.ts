import {correlate1d} from "../../src/conv/correlate1d.js";
import {paddingPixels} from "../../src/conv/outputSize.js";
import type {Random} from "../../src/core/random.js";
import {requireAgreement, type Slip} from "../../src/exercise/agree.js";
import {type CheckContext, defineExercise} from "../../src/exercise/exercise.js";
import {integers} from "../../src/exercise/inputs.js";
import {readNumbers} from "../../src/exercise/read.js";
import {callText} from "../../src/exercise/valueText.js";
import {WrongAnswer} from "../../src/exercise/wrongAnswer.js";

const TRIALS = 32;

export const exercise = defineExercise({
  id: "l02-pad-same",
  lesson: 2,
  kind: "prop",
  points: 3,
  title: "Zeros for `same`, odd or even",
  prompt:
    "Write `padSame(signal, kernel, stride)`: the signal with the zeros that padding `same` adds for a kernel of `kernel` weights. There are just as " +
    "many as `Math.ceil(signal.length / stride)` places need, never fewer than none; half of them stand before the signal, and an odd one goes after it. " +
    "So do TensorFlow and this library.",
  answer: "padSame",
  type: "(signal: number[], kernel: number, stride: number) => number[]",
  imports: ["NotAttempted"],
  checks: [
    {
      name: "an odd kernel",
      phase: "visible",
      expects: "A kernel with a middle needs as many zeros before the signal as after it.",
      run: async ({answer}) => {
        await agreeOn(answer, [1, 2, 3, 4], 3, 1);
        await agreeOn(answer, [6, 7, 8], 5, 1);
      },
    },
    {
      name: "an even kernel",
      phase: "visible",
      expects:
        "An even kernel needs an odd number of zeros with stride 1; the odd one goes after the signal.",
      run: async ({answer}) => {
        await agreeOn(answer, [1, 2, 3], 2, 1);
        await agreeOn(answer, [1, 2, 3], 4, 1);
      },
    },
    {
      name: "a stride needs fewer zeros",
      phase: "visible",
      expects:
        "ceil(n / s) places reach over (ceil(n / s) - 1) * s + k samples: with a stride, fewer zeros may do, or none.",
      run: async ({answer}) => {
        await agreeOn(answer, [1, 2, 3, 4, 5], 4, 3);
        await agreeOn(answer, [1, 2, 3, 4, 5, 6], 1, 4);
      },
    },
    {
      name: "random settings",
      expects: "The rule is one and the same for every signal, kernel and stride.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < TRIALS; trial++) {
          const {signal, kernel, stride} = setting(random, trial);
          await agreeOn(answer, signal, kernel, stride);
        }
      },
    },
    {
      name: "what the library makes of it",
      expects:
        "A kernel that slides over the padded signal, with this stride, gives what the library gives with padding `same`.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < 8; trial++) {
          const {signal, kernel, stride} = setting(random, trial);
          const padded = readNumbers(await answer.call(signal, kernel, stride), "The padded signal");
          const weights = integers(random, kernel);
          const call = callText("padSame", signal, kernel, stride);
          if (padded.length < kernel) {
            throw new WrongAnswer(`A kernel of ${kernel} weights fits nowhere on ${padded.length} samples.`, {
              call,
              expected: `${kernel} samples or more`,
              got: `${padded.length} samples`,
            });
          }
          requireAgreement(
            correlate1d(padded, weights, {stride}),
            correlate1d(signal, weights, {padding: "same", stride}),
            {call: `correlate1d of ${call} with the weights [${weights.join(", ")}] and stride ${stride}`},
          );
        }
      },
    },
  ],
  hints: [
    "Start with stride 1. A kernel of k weights on n samples has n - k + 1 places: how many samples more does it need for n places?",
    "With stride s there shall be `places = Math.ceil(n / s)`. From the first weight of the first place to the last weight of the last place they reach over (places - 1) * s + k samples.",
    "`const total = Math.max(0, (places - 1) * stride + kernel - signal.length)`; `Math.floor(total / 2)` of them before the signal, the rest after it.",
  ],
});

async function agreeOn(
  answer: CheckContext["answer"],
  signal: number[],
  kernel: number,
  stride: number,
): Promise<void> {
  const [before, after] = paddingPixels("padSame", signal.length, kernel, stride, "same");
  requireAgreement(await answer.call(signal, kernel, stride), padded(signal, before, after), {
    call: callText("padSame", signal, kernel, stride),
    slips: slips(signal, kernel, stride, before + after),
  });
}

function setting(random: Random, trial: number): {signal: number[]; kernel: number; stride: number} {
  const signal = integers(random, random.integer(1, 4 + (trial % 6)), 1, 10); // no zeros: they would hide the padding
  return {signal, kernel: random.integer(1, 7), stride: random.integer(1, 5)};
}

function padded(signal: readonly number[], before: number, after: number): number[] {
  return [...zeros(before), ...signal, ...zeros(after)];
}

function zeros(count: number): number[] {
  return new Array<number>(count).fill(0);
}

function slips(signal: readonly number[], kernel: number, stride: number, total: number): Slip[] {
  const [less, more] = [Math.floor(total / 2), Math.ceil(total / 2)];
  const [first, last] = [signal[0], signal[signal.length - 1]];
  const unstrided = kernel - 1;
  return [
    {
      says: "The odd zero stands before the signal. TensorFlow puts it after: `Math.floor(total / 2)` before, the rest after.",
      gives: () => padded(signal, more, less),
    },
    {
      says: "The edge values are repeated. Padding `same` adds zeros.",
      gives: () => [...zeros(less).fill(first), ...signal, ...zeros(more).fill(last)],
    },
    {
      says: "The stride is left out: these are the zeros for stride 1. A window that moves by more needs fewer.",
      gives: () => padded(signal, Math.floor(unstrided / 2), Math.ceil(unstrided / 2)),
    },
    {
      says: "Both sides have as many zeros as the smaller one needs, so an even kernel comes out one place short.",
      gives: () => padded(signal, less, less),
    },
    {
      says: "Both sides have as many zeros as the larger one needs: one too many in all.",
      gives: () => padded(signal, more, more),
    },
    {
      says: "Both sides have kernel / 2 zeros, rounded down: one too many in all for an even kernel.",
      gives: () => padded(signal, Math.floor(kernel / 2), Math.floor(kernel / 2)),
    },
    {
      says: "These are kernel - 1 zeros on both sides: padding `full`, where every overlap counts.",
      gives: () => padded(signal, kernel - 1, kernel - 1),
    },
    {
      says: "All zeros stand after the signal. Half of them belong before it, so that the middle of the kernel meets each sample.",
      gives: () => padded(signal, 0, total),
    },
    {
      says: "All zeros stand before the signal. Half of them belong after it.",
      gives: () => padded(signal, total, 0),
    },
    {
      says: "No zeros are added: that is padding `valid`.",
      gives: () => [...signal],
    },
    {
      says: "Samples of the signal are missing. Where a large stride leaves some over, no zeros are needed, and nothing is taken away: `Math.max(0, ...)`.",
      gives: () => (total === 0 ? signal.slice(0, reachOver(signal.length, kernel, stride)) : undefined),
    },
    {
      says: "The stride is applied to the kernel. It moves the window; the weights stay side by side.",
      gives: () => padded(signal, ...halves((kernel - 1) * stride)),
    },
  ];
}

/** Samples from the first weight of the first place to the last weight of the last one. */
function reachOver(samples: number, kernel: number, stride: number): number {
  return (Math.ceil(samples / stride) - 1) * stride + kernel;
}

function halves(total: number): [number, number] {
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}
