import {addressOf, type Info, withWorkspace} from "../nativeBackend.js";
import {channelsFirst, lastAttributes, withChannelsLast} from "./channelsLast.js";
import {packMatrices, runConvolution} from "./convolution.js";
import {type ConvolutionAttributes, convolutionOf, jobOf} from "./convolutionInfo.js";
import {type Call, kernel} from "./kernel.js";

const FLOAT = 4;

/** Convolution of [batch, height, width, channels] with [height, width, channels, filters]. */
export function conv2d(
  {backend, output}: Pick<Call<unknown>, "backend" | "output">,
  x: Info,
  filter: Info,
  attrs: ConvolutionAttributes,
  options: {readonly bias?: Info; readonly relu?: boolean} = {},
): Info {
  const info = convolutionOf("Conv2D", x.shape, filter.shape, attrs);
  const out = output(info.outShape);
  const {outChannels} = info;
  const depth = info.filterHeight * info.filterWidth * info.inChannels;
  const columnBytes = outChannels * FLOAT;
  const rowBytes = info.outWidth * columnBytes;
  withWorkspace(backend, space => {
    const panels = packMatrices(backend, space, [
      {
        address: addressOf(backend, filter),
        rows: depth,
        columns: outChannels,
        rowBytes: columnBytes,
        columnBytes: FLOAT,
      },
    ]);
    runConvolution(backend, space, addressOf(backend, x), jobOf(info), panels, {
      address: addressOf(backend, out),
      imageBytes: info.outHeight * rowBytes,
      rowBytes,
      columnBytes,
      bias: options.bias && addressOf(backend, options.bias),
      relu: options.relu,
    });
  });
  return out;
}

export const conv2DConfig = kernel<ConvolutionAttributes>("Conv2D", call => {
  const {backend, attrs} = call;
  const [x, filter] = [call.input("x"), call.input("filter")];
  if (attrs.dataFormat !== "NCHW") return conv2d(call, x, filter, attrs);
  return channelsFirst(
    backend,
    withChannelsLast(backend, [x], ([last]) => conv2d(call, last, filter, lastAttributes(attrs))),
  );
});
