/**
 * `same` promises ceil(n / s) places. From the first weight of the first place to the last weight of the last one they reach
 * over (places - 1) * s + k samples; what the signal lacks of that is made up with zeros. A large stride can reach over less
 * than the signal: then nothing is added, and nothing taken away. With an odd number of zeros the sides cannot be alike; the
 * one that is left over goes after the signal.
 */
export function padSame(signal: number[], kernel: number, stride: number): number[] {
  const places = Math.ceil(signal.length / stride);
  const total = Math.max(0, (places - 1) * stride + kernel - signal.length);
  const before = Math.floor(total / 2);
  return [...new Array<number>(before).fill(0), ...signal, ...new Array<number>(total - before).fill(0)];
}
