/**
 * Read `out[x] = sum of f[x - j] * g[j]` from the side of the products: f[i] * g[j] belongs to the sum with x = i + j. So two
 * loops over both lists hand out every product once, and no place needs to be tested for an overlap. Nothing in this tells f
 * from g, which is why they may change places.
 */
export function myConvolve1d(f: number[], g: number[]): number[] {
  const out = new Array<number>(f.length + g.length - 1).fill(0);
  for (let i = 0; i < f.length; i++) {
    for (let j = 0; j < g.length; j++) out[i + j] += f[i] * g[j];
  }
  return out;
}
