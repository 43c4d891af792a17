import type {Mistake} from "../../src/exercise/mistake.js";

type Sizes = readonly [input: number, kernel: number, stride: number, padding: number, dilation: number];

/** A wrong answer that differs in one thing from the right formula. */
function formula({
  padded = ([input, , , padding]: Sizes) => input + 2 * padding,
  reach = ([, kernel, , , dilation]: Sizes) => (kernel - 1) * dilation + 1,
  round = Math.floor as (x: number) => number,
  first = 1,
  isChecked = true,
}): (...sizes: Sizes) => number {
  return (...sizes) => {
    const room = padded(sizes) - reach(sizes);
    return room < 0 && isChecked ? 0 : round(room / sizes[2]) + first;
  };
}

export const mistakes: readonly Mistake[] = [
  {
    name: "forgets the first place",
    answer: formula({first: 0}),
    fails: "sizes worked by hand",
    says: /The first place is missing/,
  },
  {
    name: "rounds to the nearest number",
    answer: formula({round: Math.round}),
    fails: "a step that does not come out even",
    says: /rounded to the nearest/,
  },
  {
    name: "rounds up",
    answer: formula({round: Math.ceil}),
    fails: "a step that does not come out even",
    says: /rounded up/,
  },
  {
    name: "does not round",
    answer: formula({round: x => x}),
    fails: "a step that does not come out even",
    says: /not rounded/,
  },
  {
    name: "takes a dilated window for kernel * dilation long",
    answer: formula({reach: ([, kernel, , , dilation]) => kernel * dilation}),
    fails: "a dilated window",
    says: /no gap after the last weight/,
  },
  {
    name: "reads dilation as samples left out",
    answer: formula({reach: ([, kernel, , , dilation]) => kernel + (kernel - 1) * dilation}),
    fails: "sizes worked by hand",
    says: /not the number of samples left out/,
  },
  {
    name: "counts the padding once",
    answer: formula({padded: ([input, , , padding]) => input + padding}),
    fails: "padding on both sides",
    says: /counted once/,
  },
  {
    name: "applies the stride to the kernel",
    answer: (input: number, kernel: number, stride: number, padding: number) =>
      input + 2 * padding - ((kernel - 1) * stride + 1) + 1,
    fails: "sizes worked by hand",
    says: /stride has gone into the window/,
  },
  {
    name: "trusts the formula where nothing fits",
    answer: formula({isChecked: false}),
    fails: "a window that fits nowhere",
    says: /fits nowhere, so the answer is 0/,
  },
  {
    name: "cuts off towards 0 and trusts that",
    answer: formula({round: Math.trunc, isChecked: false}),
    fails: "a window that fits nowhere",
    says: /fits nowhere, so the answer is 0/,
  },
];
