import type {Slip} from "../../src/exercise/agree.js";
import type {Answer} from "../../src/exercise/answer.js";
import {defineExercise, type Given} from "../../src/exercise/exercise.js";
import {readFields, readNumber} from "../../src/exercise/read.js";
import {requireNumber} from "../../src/exercise/requireNumber.js";

const FIELDS = ["settings", "differ", "rounded"] as const;

export const exercise = defineExercise({
  id: "l02-formula-counts",
  lesson: 2,
  kind: "val",
  points: 3,
  title: "Two formulas for one size",
  prompt:
    "Some books write `Math.floor((n - k) / s) + 1`, others `Math.ceil((n - k + 1) / s)`. Go through every n from 1 to `range.input`, k " +
    "from 1 to `range.kernel` that is not longer than n, and s from 1 to `range.stride`. Count all `settings`; those in which the two forms " +
    "`differ`; and those in which `Math.round((n - k) / s) + 1` differs from the first form: `rounded`.",
  answer: "formulaCounts",
  imports: ["todo"],
  partial: true,
  variant: {
    name: "range",
    values: random => ({
      input: random.integer(10, 25),
      kernel: random.integer(4, 9),
      stride: random.integer(3, 7),
    }),
  },
  checks: [
    {
      name: "how many settings there are",
      phase: "visible",
      expects: "Every n, k and s counts, the last of each range too, as long as the kernel fits: k <= n.",
      run: async ({answer, given}) =>
        agreeOn(answer, "settings", counts(given).settings, [
          {
            says: "Settings are counted in which the kernel is longer than the input. It fits nowhere there: stop k at n.",
            gives: () => counts(given, {fits: false}).settings,
          },
          ...rangeSlips(given, "settings"),
        ]),
    },
    {
      name: "where the two forms differ",
      phase: "visible",
      expects:
        "Both forms divide whole numbers: look at the remainder of n - k by s, and at what each form makes of it.",
      run: async ({answer, given}) => {
        const {differ, settings} = counts(given);
        await agreeOn(answer, "differ", differ, [
          {
            says: "The second form is `Math.ceil((n - k + 1) / s)`: the + 1 stands under the line, before the division.",
            gives: () => counts(given, {second: (n, k, s) => Math.ceil((n - k) / s) + 1}).differ,
          },
          {
            says: "The second form is `Math.ceil((n - k + 1) / s)`. Without the + 1 it counts steps, not places.",
            gives: () => counts(given, {second: (n, k, s) => Math.ceil((n - k) / s)}).differ,
          },
          {
            says: "The first form is `Math.floor((n - k) / s) + 1`. Without the + 1 it counts steps, not places.",
            gives: () => counts(given, {first: (n, k, s) => Math.floor((n - k) / s)}).differ,
          },
          {
            says: "That is the number of settings in which the two forms agree. Count those in which they differ.",
            gives: () => settings,
          },
        ]);
      },
    },
    {
      name: "where rounding to the nearest goes wrong",
      phase: "visible",
      expects:
        "Rounding to the nearest takes a step that does not fit whenever at least half a stride is left over.",
      run: async ({answer, given}) => {
        const {rounded, settings} = counts(given);
        await agreeOn(answer, "rounded", rounded, [
          {
            says: "These are the settings in which `Math.ceil((n - k) / s) + 1` differs. The question is about Math.round.",
            gives: () => counts(given, {third: (n, k, s) => Math.ceil((n - k) / s) + 1}).rounded,
          },
          {
            says: "That is the number of settings in which rounding is right. Count those in which it goes wrong.",
            gives: () => settings - rounded,
          },
          {
            says: "Settings are counted in which the kernel is longer than the input. It fits nowhere there: stop k at n.",
            gives: () => counts(given, {fits: false}).rounded,
          },
          {
            says: "The quotient (n - k) / s is compared without the + 1 on both sides, or with it on one side only.",
            gives: () => counts(given, {third: (n, k, s) => Math.round((n - k) / s)}).rounded,
          },
          ...rangeSlips(given, "rounded"),
        ]);
      },
    },
  ],
  hints: [
    "Three loops, one in another: n from 1, k from 1, s from 1. The inner body works out three sizes and compares them.",
    "`for (let k = 1; k <= Math.min(n, range.kernel); k++)` leaves out the kernels that do not fit.",
    "`settings++` for every setting, `if (floorForm !== ceilForm) differ++`, `if (floorForm !== roundForm) rounded++`.",
  ],
});

type Form = (n: number, k: number, s: number) => number;

interface Ways {
  readonly first?: Form;
  readonly second?: Form;
  readonly third?: Form;
  /** Whether kernels longer than the input are left out. */
  readonly fits?: boolean;
  /** Where the loops begin. */
  readonly from?: number;
  /** Whether the loops stop before the ends of the ranges. */
  readonly short?: boolean;
}

/** What the loops count; with options, what they count when something in them is wrong. */
function counts(given: Given, ways: Ways = {}): Record<(typeof FIELDS)[number], number> {
  const {
    first = (n, k, s) => Math.floor((n - k) / s) + 1,
    second = (n, k, s) => Math.ceil((n - k + 1) / s),
    third = (n, k, s) => Math.round((n - k) / s) + 1,
    fits = true,
    from = 1,
    short = false,
  } = ways;
  const found = {settings: 0, differ: 0, rounded: 0};
  const [longest, widest, fastest] = [given.input, given.kernel, given.stride].map(
    end => Number(end) - (short ? 1 : 0),
  );
  for (let n = from; n <= longest; n++) {
    for (let k = from; k <= (fits ? Math.min(n, widest) : widest); k++) {
      for (let s = 1; s <= fastest; s++) {
        found.settings++;
        if (first(n, k, s) !== second(n, k, s)) found.differ++;
        if (first(n, k, s) !== third(n, k, s)) found.rounded++;
      }
    }
  }
  return found;
}

function rangeSlips(given: Given, name: "settings" | "rounded"): Slip[] {
  return [
    {
      says: "The loops stop before the ends of the ranges. The last n, k and s count too: `<=`.",
      gives: () => counts(given, {short: true})[name],
    },
    {
      says: "The loops begin at 0. Inputs and kernels have at least one sample: begin at 1.",
      gives: () => counts(given, {from: 0})[name],
    },
  ];
}

async function agreeOn(
  answer: Answer,
  name: (typeof FIELDS)[number],
  expected: number,
  slips: readonly Slip[],
): Promise<void> {
  const fields = readFields(await answer.value(), "formulaCounts", FIELDS);
  const got = readNumber(fields[name], `formulaCounts.${name}`);
  requireNumber(got, expected, {what: `formulaCounts.${name}`, slips});
}
