import {addressOf, withWorkspace} from "../nativeBackend.js";
import {rowsOf} from "./batchNorm.js";
import {addChunks, runChannelSums} from "./channelSums.js";
import {kernel} from "./kernel.js";

/** For each channel the sums of `dy` and of `dy (x - mean)`: all that the gradients of batch normalisation need. */
export const batchNormSumsConfig = kernel("BatchNormSums", ({backend, input, output}) => {
  const x = input("x");
  const {rows, channels} = rowsOf(x);
  const outputs = [output([channels]), output([channels])];
  const addresses = {
    input: addressOf(backend, x),
    other: addressOf(backend, input("dy")),
    mean: addressOf(backend, input("mean")),
  };
  withWorkspace(backend, space => {
    const sums = runChannelSums(backend, space, "columnProducts", addresses, {groups: 1, rows, channels});
    for (const [part, out] of outputs.entries())
      backend.typedArrayFromHeap(out).set(addChunks(sums, 0, part, channels));
  });
  return outputs;
});
