import type {KernelConfig} from "@tensorflow/tfjs";
import {batchMatMulConfig, fusedMatMulConfig} from "./BatchMatMul.js";
import {batchNormInputGradConfig} from "./BatchNormInputGrad.js";
import {batchNormSumsConfig} from "./BatchNormSums.js";
import {batchNormTrainConfig} from "./BatchNormTrain.js";
import {castConfig} from "./Cast.js";
import {clipByValueConfig} from "./ClipByValue.js";
import {conv2DConfig} from "./Conv2D.js";
import {conv2DBackpropFilterConfig} from "./Conv2DBackpropFilter.js";
import {conv2DBackpropInputConfig} from "./Conv2DBackpropInput.js";
import {conv3DBackpropFilterV2Config, conv3DBackpropInputV2Config, conv3DConfig} from "./Conv3D.js";
import {
  depthwiseConv2dNativeBackpropFilterConfig,
  depthwiseConv2dNativeBackpropInputConfig,
} from "./depthwiseGradients.js";
import {einsumConfig} from "./Einsum.js";
import {
  addConfig,
  multiplyConfig,
  relu6GradConfig,
  reluConfig,
  reluGradConfig,
  sigmoidGradConfig,
  subConfig,
  tanhConfig,
  tanhGradConfig,
} from "./elementwise.js";
import {fusedBatchNormConfig} from "./FusedBatchNorm.js";
import {fusedConv2DConfig} from "./FusedConv2D.js";
import {fusedDepthwiseConv2DConfig} from "./FusedDepthwiseConv2D.js";
import {identityConfig} from "./Identity.js";
import {cpuConfig, textOnCpu, wholeNumbersOnCpu} from "./onCpu.js";
import {preluConfig} from "./Prelu.js";
import {
  avgPool3DGradConfig,
  avgPoolGradConfig,
  maxPool3DConfig,
  maxPool3DGradConfig,
  maxPoolGradConfig,
  singlePixelPoolConfig,
} from "./pools.js";
import {reduceConfig} from "./reduce.js";
import {resizeBilinearGradConfig, resizeNearestNeighborGradConfig} from "./resizeGradients.js";
import {sliceConfig} from "./Slice.js";
import {tileConfig} from "./Tile.js";
import {unsortedSegmentSumConfig} from "./UnsortedSegmentSum.js";

/** Kernels that the wasm backend lacks, or has only as slow loops. */
export const kernels: readonly KernelConfig[] = [
  wholeNumbersOnCpu(batchMatMulConfig),
  batchNormInputGradConfig,
  batchNormSumsConfig,
  batchNormTrainConfig,
  conv2DConfig,
  conv2DBackpropFilterConfig,
  conv2DBackpropInputConfig,
  conv3DConfig,
  conv3DBackpropFilterV2Config,
  conv3DBackpropInputV2Config,
  depthwiseConv2dNativeBackpropFilterConfig,
  depthwiseConv2dNativeBackpropInputConfig,
  einsumConfig,
  fusedConv2DConfig,
  fusedMatMulConfig,
  avgPoolGradConfig,
  maxPoolGradConfig,
  avgPool3DGradConfig,
  maxPool3DConfig,
  maxPool3DGradConfig,
  resizeBilinearGradConfig,
  resizeNearestNeighborGradConfig,
  reluGradConfig,
  relu6GradConfig,
  sigmoidGradConfig,
  tanhConfig,
  tanhGradConfig,
  unsortedSegmentSumConfig,
  ...["Bincount", "RaggedGather", "RaggedRange", "RaggedTensorToTensor", "StaticRegexReplace"].map(cpuConfig),
];

/** Kernels that take some cases over from the backend's own of the same name, which they are given. */
export const wrappers: Readonly<Record<string, (stock: KernelConfig) => KernelConfig>> = {
  Add: addConfig,
  AvgPool: singlePixelPoolConfig,
  Cast: castConfig,
  ClipByValue: clipByValueConfig,
  Equal: textOnCpu,
  Fill: textOnCpu,
  FusedBatchNorm: fusedBatchNormConfig,
  FusedDepthwiseConv2D: fusedDepthwiseConv2DConfig,
  Greater: textOnCpu,
  GreaterEqual: textOnCpu,
  Identity: identityConfig,
  Less: textOnCpu,
  LessEqual: textOnCpu,
  MaxPool: singlePixelPoolConfig,
  Mean: reduceConfig,
  Multiply: multiplyConfig,
  NotEqual: textOnCpu,
  Prelu: preluConfig,
  Relu: reluConfig,
  Slice: sliceConfig,
  SparseToDense: textOnCpu,
  Sub: subConfig,
  Sum: reduceConfig,
  Tile: stock => textOnCpu(tileConfig(stock)),
};
