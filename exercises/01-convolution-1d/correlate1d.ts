import {correlate1d} from "../../src/conv/correlate1d.js";
import {requireAgreement, type Slip} from "../../src/exercise/agree.js";
import {type CheckContext, defineExercise} from "../../src/exercise/exercise.js";
import {signalAndKernel} from "../../src/exercise/inputs.js";
import {readNumbers} from "../../src/exercise/read.js";
import {isList, type Value} from "../../src/exercise/value.js";
import {callText} from "../../src/exercise/valueText.js";

/** Random inputs a law is tried on. */
const TRIALS = 24;

export const exercise = defineExercise({
  id: "l01-correlate1d",
  lesson: 1,
  kind: "prop",
  points: 3,
  title: "Slide, multiply, sum",
  prompt:
    "Write `myCorrelate1d(signal, kernel)`: lay the kernel on every place where all of it fits, multiply each weight by the " +
    "sample under it, sum, and return one number for each place: `sum of signal[x + j] * kernel[j]` over j. Do not call the library.",
  answer: "myCorrelate1d",
  type: "(signal: number[], kernel: number[]) => number[]",
  imports: ["NotAttempted"],
  checks: [
    {
      name: "sums worked by hand",
      phase: "visible",
      expects: "Each number of the result is the sum of signal[x + j] * kernel[j] over the kernel's weights.",
      run: async ({answer}) => {
        await agreeOn(answer, [1, 2, 4, 8], [1, 10]);
        await agreeOn(answer, [3, 0, 5], [1, 10]); // a result kept from the first call would show
      },
    },
    {
      name: "one number for every place",
      expects:
        "A kernel of k weights fits a signal of n samples in n - k + 1 places: the last one counts, and none reaches past the end.",
      run: async ({answer, random}) => {
        for (const extra of [0, 1, 3]) {
          const {signal, kernel} = signalAndKernel(random, extra);
          await agreeOn(answer, signal, kernel);
        }
      },
    },
    {
      name: "keeps signs and fractions",
      phase: "visible",
      expects: "Weights may be negative or fractions, and so may the sums: they stay as they are.",
      run: async ({answer}) => {
        await agreeOn(answer, [5, 3, 0, 4], [-1, 1]);
        await agreeOn(answer, [1, 2, 5], [0.5, 0.25]);
      },
    },
    {
      name: "random signals",
      expects: "The rule is the same for every length of signal and kernel.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < TRIALS; trial++) {
          const {signal, kernel} = signalAndKernel(random, trial);
          await agreeOn(answer, signal, kernel);
        }
      },
    },
    {
      name: "an impulse reads the kernel backwards",
      expects:
        "A single 1 among zeros meets the last weight first: the result shows the kernel from its last weight to its first.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < 8; trial++) {
          const {kernel} = signalAndKernel(random, trial);
          const zeros = kernel.slice(1).map(() => 0);
          const impulse = [...zeros, 1, ...zeros];
          requireAgreement(await answer.call(impulse, kernel), [...kernel].reverse(), {
            call: callText("myCorrelate1d", impulse, kernel),
          });
        }
      },
    },
    {
      name: "linearity",
      expects: "Twice a signal plus another signal gives twice the result plus the other result.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < 8; trial++) {
          const {signal, kernel} = signalAndKernel(random, trial);
          const other = random.shuffle(signal);
          const mixed = combine(signal, other);
          const expected = combine(
            readNumbers(await answer.call(signal, kernel), "The result"),
            readNumbers(await answer.call(other, kernel), "The result"),
          );
          requireAgreement(await answer.call(mixed, kernel), expected, {
            call: callText("myCorrelate1d", mixed, kernel),
          });
        }
      },
    },
  ],
  hints: [
    "You need two loops: one chooses the place x of the result, one walks over the kernel (j).",
    "How many places fit? Two weights on four samples can start at sample 0, 1 or 2: signal.length - kernel.length + 1.",
    "Inside: `sum += signal[x + j] * kernel[j]`. Start `sum` at 0 for each place, and push it when the inner loop is done.",
  ],
});

async function agreeOn(answer: CheckContext["answer"], signal: number[], kernel: number[]): Promise<void> {
  const got = await answer.call(signal, kernel);
  requireAgreement(got, correlate1d(signal, kernel), {
    call: callText("myCorrelate1d", signal, kernel),
    slips: slips(signal, kernel, got),
  });
}

function slips(signal: readonly number[], kernel: readonly number[], got: Value): Slip[] {
  const right = () => correlate1d(signal, kernel);
  const taps = kernel.length;
  return [
    {
      says: "The kernel is read from its last weight to its first (`kernel[k - 1 - j]`): that is convolution. Here it is laid on as it is.",
      gives: () => correlate1d(signal, [...kernel].reverse()),
    },
    {
      says: "The last place is left out. The kernel still fits where x + kernel.length equals signal.length.",
      gives: () => right().slice(0, -1),
    },
    {
      says: "The last sums reach past the end of the signal, where there are no samples to read. Stop at the last place where the whole kernel fits.",
      gives: () => [...right(), ...kernel.slice(1).map(() => Number.NaN)],
    },
    {
      says: "Windows past the end are read as if zeros followed. Only places where the whole kernel fits count; zeros come in lesson 2.",
      gives: () => correlate1d(signal, kernel, {padding: [0, taps - 1]}),
    },
    {
      says: "There are sums for places where part of the kernel hangs over the ends. Only places where all of it fits count.",
      gives: () => correlate1d(signal, kernel, {padding: "full"}),
    },
    {
      says: "Sums of an earlier call are still in the result. Make the list for the result inside the function, so that every call starts with an empty one.",
      gives: () => (endsWith(got, right()) ? got : undefined),
    },
    {
      says: "`sum` goes on from one place to the next. It must start at 0 for every place.",
      gives: () => runningSums(right()),
    },
    {
      says: "The window jumps by its own length. It moves one sample at a time, so windows overlap.",
      gives: () => correlate1d(signal, kernel, {stride: taps}),
    },
    {
      says: "Negative sums are cut off at 0. The result keeps them.",
      gives: () => right().map(sum => Math.max(0, sum)),
    },
    {
      says: "The sums are cut to whole numbers, as in an Int32Array. Collect them in plain numbers.",
      gives: () => right().map(Math.trunc),
    },
    {
      says: "Each sum is divided by the number of weights. The rule is the sum; a kernel that should average carries the division in its weights.",
      gives: () => right().map(sum => sum / taps),
    },
  ];
}

/** Whether something stands before the right sums. */
function endsWith(got: Value, right: readonly number[]): boolean {
  if (!isList(got) || got.length <= right.length) return false;
  const tail = got.slice(-right.length);
  return right.every((sum, x) => sum === tail[x]);
}

function runningSums(sums: readonly number[]): number[] {
  let total = 0;
  return sums.map(sum => (total += sum));
}

function combine(twice: readonly number[], once: readonly number[]): number[] {
  return twice.map((value, x) => 2 * value + once[x]);
}
