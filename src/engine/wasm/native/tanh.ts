import type {FunctionBuilder} from "../assembler/functionBuilder.js";
import {V128} from "../assembler/values.js";

/** Polynomial by Horner's rule, highest power first. */
function polynomial(x: V128, coefficients: readonly number[]): V128 {
  return coefficients
    .slice(1)
    .reduce((sum, coefficient) => sum.mul(x).add(V128.splat(coefficient)), V128.splat(coefficients[0]));
}

/** ln 2 in two parts, so that what is taken off the argument loses no digits. */
const LN2_HIGH = 0.693359375;
const LN2_LOW = -2.1219444e-4;

/** `e^x` for -87 <= x <= 88. @source Cephes, expf. */
function exp(f: FunctionBuilder, x: V128): V128 {
  const power = f.v128(x.mul(V128.splat(Math.LOG2E)).nearest());
  const rest = f.v128(x.sub(power.mul(V128.splat(LN2_HIGH))).sub(power.mul(V128.splat(LN2_LOW))));
  const series = polynomial(
    rest,
    [1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1],
  );
  const value = f.v128(series.mul(rest).mul(rest).add(rest).add(V128.splat(1)));
  return value.mul(power.powerOfTwo());
}

/** `tanh x`, to 2 units in the last place. NaN stays NaN. @source Cephes, tanhf. */
export function tanh(f: FunctionBuilder, x: V128): V128 {
  const size = f.v128(x.abs());
  const square = f.v128(x.mul(x));
  const series = polynomial(
    square,
    [-5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1],
  );
  const near = f.v128(series.mul(square).mul(x).add(x));
  // Above 9 the result is 1 in float32.
  const power = f.v128(exp(f, f.v128(size.min(V128.splat(9)).mul(V128.splat(2)))));
  const positive = f.v128(V128.splat(1).sub(V128.splat(2).div(power.add(V128.splat(1)))));
  const value = f.v128(size.less(V128.splat(0.625)).choose(near, positive));
  return value.or(x.and(V128.splat(-0)));
}
