/**
 * Correlation with two changes: weight j meets the sample j * dilation after the place, and so the kernel reaches over
 * (k - 1) * dilation + 1 samples, which decides where the last place is. The same numbers come from a kernel with
 * dilation - 1 zeros between its weights; this way nothing is multiplied by those zeros.
 */
export function myDilated(signal: number[], kernel: number[], dilation: number): number[] {
  const last = signal.length - 1 - (kernel.length - 1) * dilation;
  const result: number[] = [];
  for (let x = 0; x <= last; x++) {
    let sum = 0;
    for (let j = 0; j < kernel.length; j++) sum += signal[x + j * dilation] * kernel[j];
    result.push(sum);
  }
  return result;
}
