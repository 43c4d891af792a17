import {addressOf, type Info, withWorkspace} from "../nativeBackend.js";
import {lastAttributes, withChannelsLast} from "./channelsLast.js";
import {runFilterGradient} from "./convolution.js";
import {type ConvolutionAttributes, convolutionOf, jobOf} from "./convolutionInfo.js";
import {type Call, kernel} from "./kernel.js";

interface Attributes extends ConvolutionAttributes {
  readonly filterShape: number[];
}

function filterGradient({backend, output}: Call<Attributes>, x: Info, dy: Info, attrs: Attributes): Info {
  const info = convolutionOf("Conv2DBackpropFilter", x.shape, attrs.filterShape, attrs);
  if (info.outShape.some((size, axis) => size !== dy.shape[axis]))
    throw new RangeError(
      `Conv2DBackpropFilter: images of [${x.shape}] must have outputs of [${info.outShape}], got [${dy.shape}]`,
    );
  const out = output(attrs.filterShape);
  const gradient = {address: addressOf(backend, dy), columns: info.outChannels};
  withWorkspace(backend, space =>
    runFilterGradient(backend, space, addressOf(backend, x), jobOf(info), gradient, addressOf(backend, out)),
  );
  return out;
}

/** `dw[r, s, c, k] = sum over n, p, q of x[n, p sh + r dh - top, q sw + s dw - left, c] dy[n, p, q, k]`. */
export const conv2DBackpropFilterConfig = kernel<Attributes>("Conv2DBackpropFilter", call => {
  const {backend, attrs} = call;
  const [x, dy] = [call.input("x"), call.input("dy")];
  if (attrs.dataFormat !== "NCHW") return filterGradient(call, x, dy, attrs);
  return withChannelsLast(backend, [x, dy], ([lastX, lastDy]) =>
    filterGradient(call, lastX, lastDy, lastAttributes(attrs)),
  );
});
