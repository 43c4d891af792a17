import {channelValues, rowsOf, runChannelLine} from "./batchNorm.js";
import {kernel} from "./kernel.js";

/**
 * Gradient of batch normalisation with respect to its input, where mean and variance came from that input:
 * `dx = gamma r (dy - sum(dy) / n - (x - mean) r^2 sum(dy (x - mean)) / n)` with `r = 1 / sqrt(variance + epsilon)`.
 */
export const batchNormInputGradConfig = kernel<{readonly epsilon: number}>(
  "BatchNormInputGrad",
  ({backend, input, output, attrs}) => {
    const x = input("x");
    const {rows} = rowsOf(x);
    const out = output(x.shape);
    const [mean, variance, gamma, sums, products] = ["mean", "variance", "gamma", "sums", "products"].map(
      name => channelValues(backend, input(name)),
    );
    const a = gamma.map((value, c) => value / Math.sqrt(variance[c] + attrs.epsilon));
    const b = a.map((value, c) => (-value * products[c]) / (rows * (variance[c] + attrs.epsilon)));
    const constant = a.map((value, c) => (-value * sums[c]) / rows - mean[c] * b[c]);
    runChannelLine(backend, {input: input("dy"), a, other: x, b, constant}, out);
    return out;
  },
);
