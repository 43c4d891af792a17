import {conv2DConfig} from "./Conv2D.js";
import {conv2DBackpropFilterConfig} from "./Conv2DBackpropFilter.js";
import {conv2DBackpropInputConfig} from "./Conv2DBackpropInput.js";

/** Kernels that the wasm backend lacks, or has only as slow loops. */
export const kernels = [conv2DConfig, conv2DBackpropFilterConfig, conv2DBackpropInputConfig];
