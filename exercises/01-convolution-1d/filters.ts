import {requireAgreement} from "../../src/exercise/agree.js";
import type {Answer} from "../../src/exercise/answer.js";
import {defineExercise, type Given} from "../../src/exercise/exercise.js";
import {readFields, readNumbers} from "../../src/exercise/read.js";

/** Weights this near to the right ones are the right ones, rounded by hand. */
const ROUNDED = 0.01;

export const exercise = defineExercise({
  id: "l01-filters",
  lesson: 1,
  kind: "val",
  points: 2,
  title: "An average and a difference",
  prompt:
    "Write two kernels for `correlate1d`. `average` gives the mean of `asked.window` neighbouring samples. `difference` gives " +
    "`signal[x + asked.gap] - signal[x]`: how much the signal has grown. Each kernel is no longer than it must be.",
  answer: "myFilters",
  imports: ["todo", "correlate1d", "convolve1d"],
  partial: true,
  variant: {
    name: "asked",
    values: random => ({window: random.pick([3, 4, 5, 6, 7]), gap: random.pick([2, 3, 4])}),
  },
  checks: [
    {
      name: "the moving average",
      phase: "visible",
      expects:
        "In a mean every sample of the window counts the same, and the weights sum to 1, so that a flat signal stays as it is.",
      run: async ({answer, given}) => {
        const {window} = numbers(given);
        const average = await kernelOf(answer, "average");
        const right = new Array<number>(window).fill(1 / window);
        const isRounded =
          average.length === window && average.every(weight => Math.abs(weight - 1 / window) < ROUNDED);
        requireAgreement(average, right, {
          call: "myFilters.average",
          isSecret: true,
          slips: [
            {
              says: `This kernel has a weight too many or too few: ${average.length}. A mean of ${window} samples has one for each of them.`,
              gives: () => (average.length === window ? undefined : average),
            },
            {
              says: "These weights add up the window. A mean divides by the number of samples, and the kernel carries that division.",
              gives: () => right.map(() => 1),
            },
            {
              says: `The weights are rounded, so a flat signal comes out a little off. Write \`1 / ${window}\` and let the computer divide.`,
              gives: () => (isRounded ? average : undefined),
            },
          ],
        });
      },
    },
    {
      name: "the difference",
      phase: "visible",
      expects:
        "The first weight meets signal[x], the last one the sample `gap` further on; between them nothing counts.",
      run: async ({answer, given}) => {
        const {gap} = numbers(given);
        const between = (zeros: number) => new Array<number>(zeros).fill(0);
        const right = [-1, ...between(gap - 1), 1];
        requireAgreement(await kernelOf(answer, "difference"), right, {
          call: "myFilters.difference",
          isSecret: true,
          slips: [
            {
              says: "This kernel gives signal[x] - signal[x + gap], a fall where the signal grows. correlate1d does not turn the kernel: the weight of the later sample stands last.",
              gives: () => [...right].reverse(),
            },
            {
              says: "The two weights stand `gap - 1` samples apart. From signal[x] to signal[x + gap] the kernel spans gap + 1 samples.",
              gives: () => [-1, ...between(gap - 2), 1],
            },
            {
              says: "The two weights stand `gap + 1` samples apart: there are `gap - 1` zeros between samples x and x + gap.",
              gives: () => [-1, ...between(gap), 1],
            },
            {
              says: "These are neighbours. The samples to compare lie `gap` apart; weights of 0 skip what is between them.",
              gives: () => [-1, 1],
            },
            {
              says: "This is the growth per sample. The difference itself is not divided by the gap.",
              gives: () => right.map(weight => weight / gap),
            },
          ],
        });
      },
    },
  ],
  hints: [
    "A kernel of one weight, [1], leaves a signal as it is. What must [w, w] have for w so that a flat signal stays as it is?",
    "A mean of n samples is their sum times 1 / n: n weights, each 1 / n.",
    "For the difference, lay the kernel on sample x: its first weight meets signal[x] and must be -1. Which weight meets signal[x + gap]?",
  ],
});

async function kernelOf(answer: Answer, name: "average" | "difference"): Promise<number[]> {
  const fields = readFields(await answer.value(), "myFilters", ["average", "difference"]);
  return readNumbers(fields[name], `myFilters.${name}`);
}

function numbers(given: Given): {window: number; gap: number} {
  const {window, gap} = given;
  if (typeof window === "number" && typeof gap === "number") return {window, gap};
  throw new TypeError(`l01-filters: given must have numbers window and gap, got ${window} and ${gap}`);
}
