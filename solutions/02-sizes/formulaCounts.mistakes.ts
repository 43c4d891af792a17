import type {Mistake} from "../../src/exercise/mistake.js";

/** The right loops with other limits or other forms. */
function cell({
  start = 1,
  until = "<=",
  widest = "Math.min(n, range.kernel)",
  second = "Math.ceil((n - k + 1) / s)",
  third = "Math.round((n - k) / s) + 1",
}): string {
  return `const range = {input: 18, kernel: 5, stride: 6};
const formulaCounts = {settings: 0, differ: 0, rounded: 0};
for (let n = ${start}; n ${until} range.input; n++) {
  for (let k = ${start}; k ${until} ${widest}; k++) {
    for (let s = 1; s ${until} range.stride; s++) {
      const first = Math.floor((n - k) / s) + 1;
      formulaCounts.settings++;
      if (first !== ${second}) formulaCounts.differ++;
      if (first !== ${third}) formulaCounts.rounded++;
    }
  }
}`;
}

export const mistakes: readonly Mistake[] = [
  {
    name: "counts kernels that do not fit",
    code: cell({widest: "range.kernel"}),
    fails: "how many settings there are",
    says: /kernel is longer than the input/,
  },
  {
    name: "stops before the ends of the ranges",
    code: cell({until: "<", widest: "Math.min(n + 1, range.kernel)"}),
    fails: "how many settings there are",
    says: /stop before the ends/,
  },
  {
    name: "begins at 0",
    code: cell({start: 0}),
    fails: "how many settings there are",
    says: /begin at 0/,
  },
  {
    name: "adds 1 after rounding up",
    code: cell({second: "Math.ceil((n - k) / s) + 1"}),
    fails: "where the two forms differ",
    says: /before the division/,
  },
  {
    name: "rounds up without the 1",
    code: cell({second: "Math.ceil((n - k) / s)"}),
    fails: "where the two forms differ",
    says: /Without the \+ 1 it counts steps/,
  },
  {
    name: "compares with rounding up instead of to the nearest",
    code: cell({third: "Math.ceil((n - k) / s) + 1"}),
    fails: "where rounding to the nearest goes wrong",
    says: /The question is about Math\.round/,
  },
  {
    name: "counts the settings in which rounding is right",
    code: `${cell({})}\nformulaCounts.rounded = formulaCounts.settings - formulaCounts.rounded;`,
    fails: "where rounding to the nearest goes wrong",
    says: /in which rounding is right/,
  },
];
