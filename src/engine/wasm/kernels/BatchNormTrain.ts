import {addressOf, withWorkspace} from "../nativeBackend.js";
import {channelValues, rowsOf, runChannelLine} from "./batchNorm.js";
import {runChannelSums} from "./channelSums.js";
import {kernel} from "./kernel.js";

/**
 * Batch normalisation with the batch's own mean and variance (biased) in one call: x, gamma, beta -> y, mean, variance.
 * Chunks' moments are joined by the formula of Chan, Golub and LeVeque (1979), which loses no digits.
 */
export const batchNormTrainConfig = kernel<{readonly epsilon: number}>(
  "BatchNormTrain",
  ({backend, input, output, attrs}) => {
    const x = input("x");
    const gamma = channelValues(backend, input("gamma"));
    const beta = channelValues(backend, input("beta"));
    const {rows, channels} = rowsOf(x);
    const y = output(x.shape);
    const mean = output([channels]);
    const variance = output([channels]);
    const means = new Float64Array(channels);
    const squares = new Float64Array(channels);
    withWorkspace(backend, space => {
      const sums = runChannelSums(
        backend,
        space,
        "columnMoments",
        {input: addressOf(backend, x)},
        {groups: 1, rows, channels},
      );
      for (let chunk = 0, before = 0; chunk < sums.chunks; chunk++) {
        const count = Math.min(sums.rowsPerChunk, rows - before);
        const all = before + count;
        const chunkMeans = sums.part(0, chunk, 0);
        const chunkSquares = sums.part(0, chunk, 1);
        for (let c = 0; c < channels; c++) {
          const distance = chunkMeans[c] - means[c];
          means[c] += (distance * count) / all;
          squares[c] += chunkSquares[c] + (distance * distance * before * count) / all;
        }
        before = all;
      }
    });
    const variances = squares.map(square => square / rows);
    backend.typedArrayFromHeap(mean).set(means);
    backend.typedArrayFromHeap(variance).set(variances);
    const a = gamma.map((value, c) => value / Math.sqrt(variances[c] + attrs.epsilon));
    runChannelLine(backend, {input: x, a, constant: beta.map((value, c) => value - means[c] * a[c])}, y);
    return [y, mean, variance];
  },
);
