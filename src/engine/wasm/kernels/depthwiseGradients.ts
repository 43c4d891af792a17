import {addressOf, type Info, nativeOf} from "../nativeBackend.js";
import {type ConvolutionAttributes, convolutionOf, jobOf} from "./convolutionInfo.js";
import {type Call, kernel} from "./kernel.js";

type InputAttributes = ConvolutionAttributes & {readonly inputShape: number[]};
type FilterAttributes = ConvolutionAttributes & {readonly filterShape: number[]};

/** What both programs are given: sizes, where the other factor lies, where the result goes. */
function argumentsOf(
  {backend, attrs}: Call<ConvolutionAttributes>,
  [shape, filterShape]: readonly [readonly number[], readonly number[]],
  {input, dy, out}: {readonly input: Info; readonly dy: Info; readonly out: Info},
) {
  const info = convolutionOf("DepthwiseConv2dNative", shape, filterShape, attrs, true);
  return {
    ...jobOf(info),
    multiplier: filterShape[3],
    input: addressOf(backend, input),
    gradient: addressOf(backend, dy),
    output: addressOf(backend, out),
  };
}

export const depthwiseConv2dNativeBackpropInputConfig = kernel<InputAttributes>(
  "DepthwiseConv2dNativeBackpropInput",
  call => {
    const {inputShape} = call.attrs;
    const [dy, filter] = [call.input("dy"), call.input("filter")];
    const out = call.output(inputShape);
    const args = argumentsOf(call, [inputShape, filter.shape], {input: filter, dy, out});
    nativeOf(call.backend).programs.run("depthwiseInputGradient", args, args.images);
    return out;
  },
);

export const depthwiseConv2dNativeBackpropFilterConfig = kernel<FilterAttributes>(
  "DepthwiseConv2dNativeBackpropFilter",
  call => {
    const {filterShape} = call.attrs;
    const [x, dy] = [call.input("x"), call.input("dy")];
    const out = call.output(filterShape);
    const args = argumentsOf(call, [x.shape, filterShape], {input: x, dy, out});
    nativeOf(call.backend).programs.run(
      "depthwiseFilterGradient",
      args,
      args.filterHeight * args.filterWidth,
    );
    return out;
  },
);
