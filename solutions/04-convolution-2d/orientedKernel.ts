import {sobelKernel} from "../../src/conv/kernels.js";

/**
 * A direction is `cos` of right and `sin` of up. The kernel for "right" is Sobel's; the kernel for "up" is the negative of
 * Sobel's for y, because y grows downwards. Both sum to 0, so every mix does.
 */
export function orientedKernel(degrees: number): number[][] {
  const angle = (degrees * Math.PI) / 180;
  const right = sobelKernel("x");
  const down = sobelKernel("y");
  return right.map((row, i) =>
    row.map((weight, j) => Math.cos(angle) * weight - Math.sin(angle) * down[i][j]),
  );
}
