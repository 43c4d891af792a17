import type {KernelKit} from "../kernelKit.js";
import {registerActivation} from "./activation.js";
import {registerBinary} from "./binary.js";
import {registerComplex} from "./complex.js";
import {registerConvolution} from "./convolution.js";
import {registerCreate} from "./create.js";
import {registerCrossEntropy} from "./crossEntropy.js";
import {registerGather} from "./gather.js";
import {registerMatmul} from "./matmul.js";
import {registerNormalize} from "./normalize.js";
import {registerPool} from "./pool.js";
import {registerRearrange} from "./rearrange.js";
import {registerReduce} from "./reduce.js";
import {registerResize} from "./resize.js";
import {registerShape} from "./shape.js";
import {registerUnary} from "./unary.js";

/** Registers every kernel of this tier. */
export function registerKernels(kit: KernelKit): void {
  registerUnary(kit);
  registerBinary(kit);
  registerActivation(kit);
  registerCrossEntropy(kit);
  registerShape(kit);
  registerCreate(kit);
  registerComplex(kit);
  registerReduce(kit);
  registerMatmul(kit);
  registerConvolution(kit);
  registerPool(kit);
  registerNormalize(kit);
  registerGather(kit);
  registerResize(kit);
  registerRearrange(kit);
}
