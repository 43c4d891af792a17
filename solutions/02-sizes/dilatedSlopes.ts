/**
 * The forward pass is a sum of products signal[x + j * dilation] * kernel[j]. Each hands the slope of its place to both factors,
 * times the other one, so the backward pass walks over the same x and j and collects. A sample that several windows meet, and a
 * weight, which every window uses, get contributions from all of them; a sample in a gap that no weight meets keeps 0.
 */
export function dilatedSlopes(
  signal: number[],
  kernel: number[],
  slopes: number[],
  dilation: number,
): {dSignal: number[]; dKernel: number[]} {
  const dSignal = new Array<number>(signal.length).fill(0);
  const dKernel = new Array<number>(kernel.length).fill(0);
  for (let x = 0; x < slopes.length; x++) {
    for (let j = 0; j < kernel.length; j++) {
      const at = x + j * dilation;
      dSignal[at] += slopes[x] * kernel[j];
      dKernel[j] += slopes[x] * signal[at];
    }
  }
  return {dSignal, dKernel};
}
