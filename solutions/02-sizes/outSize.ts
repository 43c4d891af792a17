/**
 * Two lengths first: the padded input, and what the window reaches over. k weights have k - 1 gaps between them, each
 * `dilation` wide, and the last weight itself takes one sample more. Where the window fits at all, one place is free and every
 * further one costs a whole stride; what is left over is too short for another step, so the quotient is rounded down.
 */
export function outSize(
  input: number,
  kernel: number,
  stride: number,
  padding: number,
  dilation: number,
): number {
  const padded = input + 2 * padding;
  const reach = (kernel - 1) * dilation + 1;
  if (reach > padded) return 0;
  return Math.floor((padded - reach) / stride) + 1;
}
