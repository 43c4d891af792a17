import type {Mistake} from "../../src/exercise/mistake.js";

/** The right loops with other lines inside. */
function cell(inner: string, before = "", after = ""): string {
  return `function dilatedSlopes(
  signal: number[],
  kernel: number[],
  slopes: number[],
  dilation: number,
): {dSignal: number[]; dKernel: number[]} {
  const dSignal = new Array<number>(signal.length).fill(0);
  const dKernel = new Array<number>(kernel.length).fill(0);
  ${before}
  for (let x = 0; x < slopes.length; x++) {
    for (let j = 0; j < kernel.length; j++) {
      ${inner}
    }
  }
  ${after}
  return {dSignal, dKernel};
}`;
}

const SIGNAL = "dSignal[x + j * dilation] += slopes[x] * kernel[j];";
const KERNEL = "dKernel[j] += slopes[x] * signal[x + j * dilation];";

export const mistakes: readonly Mistake[] = [
  {
    name: "forgets the gaps in dSignal",
    code: cell(`dSignal[x + j] += slopes[x] * kernel[j]; ${KERNEL}`),
    fails: "slopes worked by hand, with gaps",
    says: /dSignal is found without the gaps/,
  },
  {
    name: "forgets the gaps in dKernel",
    code: cell(`${SIGNAL} dKernel[j] += slopes[x] * signal[x + j];`),
    fails: "slopes worked by hand, with gaps",
    says: /dKernel is found without the gaps/,
  },
  {
    name: "replaces instead of collecting",
    code: cell(`dSignal[x + j * dilation] = slopes[x] * kernel[j]; ${KERNEL}`),
    fails: "slopes worked by hand, without gaps",
    says: /collects from all of them/,
  },
  {
    name: "counts the last place only in dKernel",
    code: cell(`${SIGNAL} dKernel[j] = slopes[x] * signal[x + j * dilation];`),
    fails: "slopes worked by hand, without gaps",
    says: /only the last place counts/,
  },
  {
    name: "leaves the slopes of the outputs out",
    code: cell(`dSignal[x + j * dilation] += kernel[j]; ${KERNEL}`),
    fails: "slopes worked by hand, without gaps",
    says: /do not go into dSignal/,
  },
  {
    name: "turns the kernel round",
    code: cell(`dSignal[x + j * dilation] += slopes[x] * kernel[kernel.length - 1 - j]; ${KERNEL}`),
    fails: "slopes worked by hand, without gaps",
    says: /wrong way round in dSignal/,
  },
  {
    name: "averages over the places",
    code: cell(`${SIGNAL} ${KERNEL}`, "", "for (const j of dKernel.keys()) dKernel[j] /= slopes.length;"),
    fails: "slopes worked by hand, without gaps",
    says: /divided by the number of places/,
  },
  {
    name: "makes dSignal as long as the slopes",
    code: cell(`${SIGNAL} ${KERNEL}`, "", "dSignal.length = slopes.length;"),
    fails: "one slope for each number",
    says: /Samples that no weight meets have a slope too/,
  },
  {
    name: "returns the two as a list",
    answer: (signal: number[], kernel: number[]) => [signal, kernel],
    fails: "one slope for each number",
    says: /must be an object \{dSignal, dKernel\}/,
  },
];
