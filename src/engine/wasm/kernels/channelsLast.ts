import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import type {Info} from "../nativeBackend.js";
import {callKernel} from "./callKernel.js";
import type {ConvolutionAttributes} from "./convolutionInfo.js";

const TO_LAST = [0, 2, 3, 1];
const TO_FIRST = [0, 3, 1, 2];

/** Attributes of the same convolution with its channels last: explicit padding moves with the axes. */
export function lastAttributes<A extends ConvolutionAttributes>(attrs: A): A {
  const {pad} = attrs;
  const moved = Array.isArray(pad) ? TO_LAST.map(axis => pad[axis]) : pad;
  return {...attrs, pad: moved, dataFormat: "NHWC"};
}

/** A shape with its channels last. */
export function lastShape(shape: readonly number[]): number[] {
  return TO_LAST.map(axis => shape[axis]);
}

function transpose(backend: BackendWasm, x: Info, perm: number[]): Info {
  return callKernel(backend, "Transpose", {x}, {perm});
}

/** Runs `use` with copies of images that have their channels last, and frees the copies. */
export function withChannelsLast(
  backend: BackendWasm,
  images: readonly Info[],
  use: (images: readonly Info[]) => Info,
): Info {
  const copies: Info[] = [];
  try {
    for (const image of images) copies.push(transpose(backend, image, TO_LAST));
    return use(copies);
  } finally {
    for (const {dataId} of copies) backend.disposeData(dataId);
  }
}

/** The same images with their channels first; what is given is freed. */
export function channelsFirst(backend: BackendWasm, images: Info): Info {
  try {
    return transpose(backend, images, TO_FIRST);
  } finally {
    backend.disposeData(images.dataId);
  }
}
