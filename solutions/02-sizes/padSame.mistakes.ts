import type {Mistake} from "../../src/exercise/mistake.js";

/** Zeros in all, as `same` asks for them. */
function totalOf(n: number, kernel: number, stride: number): number {
  return Math.max(0, (Math.ceil(n / stride) - 1) * stride + kernel - n);
}

function pad(signal: number[], before: number, after: number): number[] {
  return [...new Array<number>(before).fill(0), ...signal, ...new Array<number>(after).fill(0)];
}

export const mistakes: readonly Mistake[] = [
  {
    name: "puts the odd zero before the signal",
    answer: (signal: number[], kernel: number, stride: number) => {
      const total = totalOf(signal.length, kernel, stride);
      return pad(signal, Math.ceil(total / 2), Math.floor(total / 2));
    },
    fails: "an even kernel",
    says: /TensorFlow puts it after/,
  },
  {
    name: "repeats the edge values",
    answer: (signal: number[], kernel: number, stride: number) => {
      const total = totalOf(signal.length, kernel, stride);
      const before = Math.floor(total / 2);
      return [
        ...new Array<number>(before).fill(signal[0]),
        ...signal,
        ...new Array<number>(total - before).fill(signal[signal.length - 1]),
      ];
    },
    fails: "an odd kernel",
    says: /edge values are repeated/,
  },
  {
    name: "forgets the stride",
    answer: (signal: number[], kernel: number) =>
      pad(signal, Math.floor((kernel - 1) / 2), Math.ceil((kernel - 1) / 2)),
    fails: "a stride needs fewer zeros",
    says: /stride is left out/,
  },
  {
    name: "applies the stride to the kernel",
    answer: (signal: number[], kernel: number, stride: number) => {
      const total = (kernel - 1) * stride;
      return pad(signal, Math.floor(total / 2), Math.ceil(total / 2));
    },
    fails: "a stride needs fewer zeros",
    says: /stride is applied to the kernel/,
  },
  {
    name: "puts half the kernel on both sides",
    answer: (signal: number[], kernel: number) => pad(signal, Math.floor(kernel / 2), Math.floor(kernel / 2)),
    fails: "an even kernel",
    says: /one too many in all/,
  },
  {
    name: "puts (kernel - 1) / 2 on both sides, rounded down",
    answer: (signal: number[], kernel: number) =>
      pad(signal, Math.floor((kernel - 1) / 2), Math.floor((kernel - 1) / 2)),
    fails: "an even kernel",
    says: /one place short/,
  },
  {
    name: "cuts the signal where a large stride leaves samples over",
    answer: (signal: number[], kernel: number, stride: number) => {
      const total = (Math.ceil(signal.length / stride) - 1) * stride + kernel - signal.length;
      return total < 0
        ? signal.slice(0, total)
        : pad(signal, Math.floor(total / 2), total - Math.floor(total / 2));
    },
    fails: "a stride needs fewer zeros",
    says: /nothing is taken away/,
  },
  {
    name: "pads as for full",
    answer: (signal: number[], kernel: number) => pad(signal, kernel - 1, kernel - 1),
    fails: "an odd kernel",
    says: /padding `full`/,
  },
];
