import {channelLine, columnMoments, columnProducts, columnSums} from "./channels.js";
import {convolve} from "./convolve.js";
import {gatherDepth, scatterDepth} from "./depthWindows.js";
import {depthwiseFilterGradient, depthwiseInputGradient} from "./depthwise.js";
import {
  add,
  clip,
  multiply,
  relu,
  relu6Gradient,
  reluGradient,
  sigmoidGradient,
  subtract,
  tanhGradient,
  tanhValues,
} from "./elementwise.js";
import {filterGradient, unpackGradient} from "./filterGradient.js";
import {packPanels} from "./packPanels.js";
import {averagePoolGradient, maxPool, maxPoolGradient} from "./pool.js";
import {resizeGradient} from "./resizeGradient.js";

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
  maxPool,
  maxPoolGradient,
  averagePoolGradient,
  depthwiseInputGradient,
  depthwiseFilterGradient,
  resizeGradient,
  gatherDepth,
  scatterDepth,
  relu,
  add,
  subtract,
  multiply,
  reluGradient,
  relu6Gradient,
  tanhGradient,
  sigmoidGradient,
  tanhValues,
  clip,
} as const;

export type ProgramName = keyof typeof programs;
