import {addressOf, type Info, withWorkspace} from "../nativeBackend.js";
import {channelsFirst, lastAttributes, withChannelsLast} from "./channelsLast.js";
import {packMatrices, runConvolution} from "./convolution.js";
import {type ConvolutionAttributes, convolutionOf, jobOf} from "./convolutionInfo.js";
import {type Call, kernel} from "./kernel.js";

const FLOAT = 4;

interface Options {
  /** One number for each output channel. */
  readonly bias?: Info;
  readonly relu?: boolean;
}

/** Convolution of [batch, height, width, channels] with [height, width, channels, filters]. */
function conv2d(
  {backend, output}: Pick<Call<unknown>, "backend" | "output">,
  x: Info,
  filter: Info,
  attrs: ConvolutionAttributes,
  options: Options,
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

/** The same, also with the channels first, where images are brought into the other order and back. */
export function convolve2d(
  call: Pick<Call<unknown>, "backend" | "output">,
  x: Info,
  filter: Info,
  attrs: ConvolutionAttributes,
  options: Options = {},
): Info {
  const {backend} = call;
  if (attrs.dataFormat !== "NCHW") return conv2d(call, x, filter, attrs, options);
  const last = lastAttributes(attrs);
  return channelsFirst(
    backend,
    withChannelsLast(backend, [x], ([images]) => conv2d(call, images, filter, last, options)),
  );
}

export const conv2DConfig = kernel<ConvolutionAttributes>("Conv2D", call =>
  convolve2d(call, call.input("x"), call.input("filter"), call.attrs),
);
