import {addressOf, withWorkspace} from "../nativeBackend.js";
import {runFilterGradient} from "./convolution.js";
import {type ConvolutionAttributes, convolutionOf, jobOf} from "./convolutionInfo.js";
import {kernel} from "./kernel.js";

interface Attributes extends ConvolutionAttributes {
  readonly filterShape: number[];
}

/** `dw[r, s, c, k] = sum over n, p, q of x[n, p sh + r dh - top, q sw + s dw - left, c] dy[n, p, q, k]`. */
export const conv2DBackpropFilterConfig = kernel<Attributes>(
  "Conv2DBackpropFilter",
  ({backend, input, output, attrs}) => {
    const x = input("x");
    const info = convolutionOf("Conv2DBackpropFilter", x.shape, attrs.filterShape, attrs);
    const out = output(attrs.filterShape);
    const gradient = {address: addressOf(backend, input("dy")), columns: info.outChannels};
    withWorkspace(backend, space =>
      runFilterGradient(
        backend,
        space,
        addressOf(backend, x),
        jobOf(info),
        gradient,
        addressOf(backend, out),
      ),
    );
    return out;
  },
);
