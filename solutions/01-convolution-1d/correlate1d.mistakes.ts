import type {Mistake} from "../../src/exercise/mistake.js";

export const mistakes: readonly Mistake[] = [
  {
    name: "turns the kernel, as convolution does",
    code: `function myCorrelate1d(signal: number[], kernel: number[]): number[] {
  const result: number[] = [];
  for (let x = 0; x + kernel.length <= signal.length; x++) {
    let sum = 0;
    for (let j = 0; j < kernel.length; j++) sum += signal[x + j] * kernel[kernel.length - 1 - j];
    result.push(sum);
  }
  return result;
}`,
    fails: "sums worked by hand",
    says: /that is convolution/,
  },
  {
    name: "drops the last window",
    code: `function myCorrelate1d(signal: number[], kernel: number[]): number[] {
  const result: number[] = [];
  for (let x = 0; x < signal.length - kernel.length; x++) {
    let sum = 0;
    for (let j = 0; j < kernel.length; j++) sum += signal[x + j] * kernel[j];
    result.push(sum);
  }
  return result;
}`,
    fails: "sums worked by hand",
    says: /The last place is left out/,
  },
  {
    name: "reads samples past the end as 0",
    code: `function myCorrelate1d(signal: number[], kernel: number[]): number[] {
  return signal.map((_, x) =>
    kernel.reduce((sum, weight, j) => sum + weight * (signal[x + j] ?? 0), 0),
  );
}`,
    fails: "sums worked by hand",
    says: /as if zeros followed/,
  },
  {
    name: "reads past the end",
    code: `function myCorrelate1d(signal: number[], kernel: number[]): number[] {
  return signal.map((_, x) => {
    let sum = 0;
    for (let j = 0; j < kernel.length; j++) sum += signal[x + j] * kernel[j];
    return sum;
  });
}`,
    fails: "sums worked by hand",
    says: /no samples to read/,
  },
  {
    name: "keeps one list for the results of all calls",
    code: `const result: number[] = [];
function myCorrelate1d(signal: number[], kernel: number[]): number[] {
  for (let x = 0; x + kernel.length <= signal.length; x++) {
    let sum = 0;
    for (let j = 0; j < kernel.length; j++) sum += signal[x + j] * kernel[j];
    result.push(sum);
  }
  return result;
}`,
    fails: "sums worked by hand",
    says: /an earlier call/,
  },
  {
    name: "never sets the sum back to 0",
    code: `function myCorrelate1d(signal: number[], kernel: number[]): number[] {
  const result: number[] = [];
  let sum = 0;
  for (let x = 0; x + kernel.length <= signal.length; x++) {
    for (let j = 0; j < kernel.length; j++) sum += signal[x + j] * kernel[j];
    result.push(sum);
  }
  return result;
}`,
    fails: "sums worked by hand",
    says: /start at 0 for every place/,
  },
  {
    name: "cuts negative sums off",
    code: `function myCorrelate1d(signal: number[], kernel: number[]): number[] {
  const result: number[] = [];
  for (let x = 0; x + kernel.length <= signal.length; x++) {
    let sum = 0;
    for (let j = 0; j < kernel.length; j++) sum += signal[x + j] * kernel[j];
    result.push(Math.max(sum, 0));
  }
  return result;
}`,
    fails: "one number for every place",
    says: /cut off at 0/,
  },
  {
    name: "collects the sums in whole numbers",
    code: `function myCorrelate1d(signal: number[], kernel: number[]): number[] {
  const result = new Int32Array(signal.length - kernel.length + 1);
  for (let x = 0; x < result.length; x++) {
    let sum = 0;
    for (let j = 0; j < kernel.length; j++) sum += signal[x + j] * kernel[j];
    result[x] = sum;
  }
  return Array.from(result);
}`,
    fails: "keeps signs and fractions",
    says: /cut to whole numbers/,
  },
];
