/**
 * Two loops. The outer one visits every place where the kernel fits: the last one is where x + kernel.length reaches the end
 * of the signal. The inner one multiplies each weight by the sample under it. `result` and `sum` are made inside, so nothing
 * is left over from an earlier call or an earlier place.
 */
export function myCorrelate1d(signal: number[], kernel: number[]): number[] {
  const result: number[] = [];
  for (let x = 0; x + kernel.length <= signal.length; x++) {
    let sum = 0;
    for (let j = 0; j < kernel.length; j++) sum += signal[x + j] * kernel[j];
    result.push(sum);
  }
  return result;
}
