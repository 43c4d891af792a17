import type {Mistake} from "../../src/exercise/mistake.js";

export const mistakes: readonly Mistake[] = [
  {
    name: "does not turn g round",
    code: `function myConvolve1d(f: number[], g: number[]): number[] {
  const zeros = new Array<number>(g.length - 1).fill(0);
  return myCorrelate1d([...zeros, ...f, ...zeros], g);
}`,
    fails: "sums worked by hand",
    says: /that is correlation/,
  },
  {
    name: "keeps to the places where g fits",
    code: `function myConvolve1d(f: number[], g: number[]): number[] {
  return myCorrelate1d(f, [...g].reverse());
}`,
    fails: "sums worked by hand",
    says: /over every overlap/,
  },
  {
    name: "is correlation under another name",
    code: `function myConvolve1d(f: number[], g: number[]): number[] {
  return myCorrelate1d(f, g);
}`,
    fails: "sums worked by hand",
    says: /as it is, and only where all of it fits/,
  },
  {
    name: "puts zeros before f only",
    code: `function myConvolve1d(f: number[], g: number[]): number[] {
  const zeros = new Array<number>(g.length - 1).fill(0);
  return myCorrelate1d([...zeros, ...f], [...g].reverse());
}`,
    fails: "sums worked by hand",
    says: /(last overlap is left out|only as many sums as f)/,
  },
  {
    name: "puts one zero on both ends, whatever the length of g",
    code: `function myConvolve1d(f: number[], g: number[]): number[] {
  return myCorrelate1d([0, ...f, 0], [...g].reverse());
}`,
    fails: "sums worked by hand",
    says: /Only one zero stands on each end/,
  },
  {
    name: "turns both round",
    code: `function myConvolve1d(f: number[], g: number[]): number[] {
  const zeros = new Array<number>(g.length - 1).fill(0);
  return myCorrelate1d([...zeros, ...[...f].reverse(), ...zeros], g);
}`,
    fails: "sums worked by hand",
    says: /last one first/,
  },
  {
    name: "overwrites instead of adding",
    code: `function myConvolve1d(f: number[], g: number[]): number[] {
  const out = new Array<number>(f.length + g.length - 1).fill(0);
  for (let i = 0; i < f.length; i++) {
    for (let j = 0; j < g.length; j++) out[i + j] = f[i] * g[j];
  }
  return out;
}`,
    fails: "sums worked by hand",
    says: /replaces the earlier ones/,
  },
];
