import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import {addressOf, type Info, nativeOf, type Workspace, withWorkspace} from "../nativeBackend.js";
import {channelsFirst, lastAttributes, lastShape, withChannelsLast} from "./channelsLast.js";
import {type Matrix, packMatrices, runConvolution} from "./convolution.js";
import {type ConvolutionAttributes, convolutionOf, jobOf} from "./convolutionInfo.js";
import {type Call, kernel} from "./kernel.js";
import {phasesOf} from "./phases.js";
import type {WindowJob} from "./windowArguments.js";

const FLOAT = 4;

interface Attributes extends ConvolutionAttributes {
  readonly inputShape: number[];
}

/**
 * Gradient with respect to the images, also the transposed convolution: for each phase of the stride a convolution of
 * `dy` with the filter values that meet it, turned round.
 */
export function inputGradient(
  backend: BackendWasm,
  job: WindowJob,
  dy: number,
  filters: number,
  w: number,
  out: number,
): void {
  const rows = phasesOf({
    size: job.height,
    filter: job.filterHeight,
    stride: job.strideHeight,
    dilation: job.dilationHeight,
    before: job.padTop,
  });
  const columns = phasesOf({
    size: job.width,
    filter: job.filterWidth,
    stride: job.strideWidth,
    dilation: job.dilationWidth,
    before: job.padLeft,
  });
  const {channels, images, filterWidth} = job;
  const pixelBytes = channels * FLOAT;
  const rowBytes = job.width * pixelBytes;
  const imageBytes = job.height * rowBytes;
  const tap = (i: number, j: number): Matrix => ({
    address: w + (i * filterWidth + j) * channels * filters * FLOAT,
    rows: filters,
    columns: channels,
    rowBytes: FLOAT,
    columnBytes: filters * FLOAT,
  });
  const one = (space: Workspace, row: (typeof rows)[number], column: (typeof columns)[number]) =>
    runConvolution(
      backend,
      space,
      dy,
      {
        images,
        height: job.outHeight,
        width: job.outWidth,
        channels: filters,
        outHeight: row.count,
        outWidth: column.count,
        filterHeight: row.taps.length,
        filterWidth: column.taps.length,
        strideHeight: 1,
        strideWidth: 1,
        dilationHeight: job.dilationHeight,
        dilationWidth: job.dilationWidth,
        padTop: row.before,
        padLeft: column.before,
      },
      packMatrices(
        backend,
        space,
        row.taps.flatMap(i => column.taps.map(j => tap(i, j))),
      ),
      {
        address: out + row.first * rowBytes + column.first * pixelBytes,
        imageBytes,
        rowBytes: row.step * rowBytes,
        columnBytes: column.step * pixelBytes,
      },
    );
  const empty = [...rows, ...columns].some(({taps}) => taps.length === 0);
  if (empty) new Uint8Array(nativeOf(backend).heap.memory.buffer, out, images * imageBytes).fill(0);
  for (const row of rows)
    for (const column of columns)
      if (row.taps.length > 0 && column.taps.length > 0 && row.count > 0 && column.count > 0)
        withWorkspace(backend, space => one(space, row, column));
}

function gradient({backend, output}: Call<Attributes>, dy: Info, filter: Info, attrs: Attributes): Info {
  const info = convolutionOf("Conv2DBackpropInput", attrs.inputShape, filter.shape, attrs);
  if (info.outShape.some((size, axis) => size !== dy.shape[axis]))
    throw new RangeError(
      `Conv2DBackpropInput: images of [${attrs.inputShape}] must have outputs of [${info.outShape}], got [${dy.shape}]`,
    );
  const out = output(attrs.inputShape);
  const at = {
    dy: addressOf(backend, dy),
    filter: addressOf(backend, filter),
    out: addressOf(backend, out),
  };
  inputGradient(backend, jobOf(info), at.dy, info.outChannels, at.filter, at.out);
  return out;
}

export const conv2DBackpropInputConfig = kernel<Attributes>("Conv2DBackpropInput", call => {
  const {backend, attrs} = call;
  const [dy, filter] = [call.input("dy"), call.input("filter")];
  if (attrs.dataFormat !== "NCHW") return gradient(call, dy, filter, attrs);
  const last = {...lastAttributes(attrs), inputShape: lastShape(attrs.inputShape)};
  return channelsFirst(
    backend,
    withChannelsLast(backend, [dy], ([lastDy]) => gradient(call, lastDy, filter, last)),
  );
});
