import {channelLine, columnMoments, columnProducts, columnSums} from "./channels.js";
import {convolve} from "./convolve.js";
import {depthwiseFilterGradient, depthwiseInputGradient} from "./depthwise.js";
import {
  relu6Gradient,
  reluGradient,
  scale,
  sigmoidGradient,
  tanhGradient,
  tanhValues,
} from "./elementwise.js";
import {filterGradient, unpackGradient} from "./filterGradient.js";
import {packPanels} from "./packPanels.js";
import {averagePoolGradient, maxPoolGradient} from "./poolGradient.js";

/** Every program of the module. */
export const programs = {
  convolve,
  filterGradient,
  unpackGradient,
  packPanels,
  columnSums,
  columnMoments,
  columnProducts,
  channelLine,
  maxPoolGradient,
  averagePoolGradient,
  depthwiseInputGradient,
  depthwiseFilterGradient,
  reluGradient,
  relu6Gradient,
  tanhGradient,
  sigmoidGradient,
  tanhValues,
  scale,
} as const;

export type ProgramName = keyof typeof programs;
