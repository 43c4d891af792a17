// Exercise l01-convolve1d: flip, slide, sum over every overlap
function myConvolve1d(f: number[], g: number[]): number[] {
  // TODO: out[x] is the sum of f[x - j] * g[j] over every j for which f has a sample.
  throw new NotAttempted("replace this line with your loops");
}
