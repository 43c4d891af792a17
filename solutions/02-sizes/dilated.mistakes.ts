import type {Mistake} from "../../src/exercise/mistake.js";

/** A wrong answer that differs in one thing: the distance of the weights, the reach of the kernel, or the step. */
function slide({
  gap = (dilation: number) => dilation,
  reach = (taps: number, dilation: number) => (taps - 1) * dilation + 1,
  step = (_dilation: number) => 1,
}): (signal: number[], kernel: number[], dilation: number) => number[] {
  return (signal, kernel, dilation) => {
    const result: number[] = [];
    for (let x = 0; x + reach(kernel.length, dilation) <= signal.length; x += step(dilation)) {
      result.push(kernel.reduce((sum, weight, j) => sum + weight * signal[x + j * gap(dilation)], 0));
    }
    return result;
  };
}

export const mistakes: readonly Mistake[] = [
  {
    name: "leaves the dilation out",
    answer: slide({gap: () => 1, reach: taps => taps}),
    fails: "sums worked by hand",
    says: /dilation is left out/,
  },
  {
    name: "puts `dilation` zeros between the weights",
    answer: slide({
      gap: dilation => dilation + 1,
      reach: (taps, dilation) => (taps - 1) * (dilation + 1) + 1,
    }),
    fails: "sums worked by hand",
    says: /`dilation - 1` zeros/,
  },
  {
    name: "takes the kernel for k * dilation long",
    answer: slide({reach: (taps, dilation) => taps * dilation}),
    fails: "sums worked by hand",
    says: /no gap after the last weight/,
  },
  {
    name: "counts the places of the plain kernel",
    answer: slide({reach: taps => taps}),
    fails: "sums worked by hand",
    says: /no samples to read/,
  },
  {
    name: "moves the place instead of the weights",
    answer: slide({gap: () => 1, reach: taps => taps, step: dilation => dilation}),
    fails: "sums worked by hand",
    says: /gone into the steps/,
  },
  {
    name: "moves the place as well",
    answer: slide({step: dilation => dilation}),
    fails: "sums worked by hand",
    says: /moves by `dilation` too/,
  },
  {
    name: "drops the last place",
    answer: slide({reach: (taps, dilation) => (taps - 1) * dilation + 2}),
    fails: "sums worked by hand",
    says: /last place is left out/,
  },
  {
    name: "works for dilation 2 only",
    answer: slide({gap: () => 2, reach: taps => (taps - 1) * 2 + 1}),
    fails: "sums worked by hand",
    says: /must be a list of 4, but it is a list of 5/,
  },
];
