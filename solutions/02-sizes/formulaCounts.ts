const range = {input: 18, kernel: 5, stride: 6};

/**
 * The two forms never differ. Write n - k = q * s + r with a remainder r from 0 to s - 1. The first form is q + 1. The second
 * rounds up (q * s + r + 1) / s, which lies above q by at least 1 / s and at most by 1: again q + 1. Rounding to the nearest gives one more
 * as soon as r is at least half of s: the window would stand over the end.
 */
export const formulaCounts = {settings: 0, differ: 0, rounded: 0};

for (let n = 1; n <= range.input; n++) {
  for (let k = 1; k <= Math.min(n, range.kernel); k++) {
    for (let s = 1; s <= range.stride; s++) {
      const floorForm = Math.floor((n - k) / s) + 1;
      formulaCounts.settings++;
      if (floorForm !== Math.ceil((n - k + 1) / s)) formulaCounts.differ++;
      if (floorForm !== Math.round((n - k) / s) + 1) formulaCounts.rounded++;
    }
  }
}
