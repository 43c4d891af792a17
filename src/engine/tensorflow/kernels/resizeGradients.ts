import type * as TF from "@tensorflow/tfjs";
import type {Attribute} from "../attributes.js";
import {ATTRIBUTE_TYPES, DATA_TYPES} from "../constants.js";
import {FLOATS} from "../rawOperations.js";
import type {KernelKit} from "./kernelKit.js";

type Inputs = Record<"images" | "dy", TF.TensorInfo>;
interface Attributes {
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
}

function attributesOf({alignCorners, halfPixelCenters}: Attributes): Attribute[] {
  const flag = (name: string, value: boolean) => ({name, type: ATTRIBUTE_TYPES.TF_ATTR_BOOL, value});
  return [FLOATS, flag("align_corners", alignCorners), flag("half_pixel_centers", halfPixelCenters)];
}

/** Gradients of resizing an image. The published kernels forget that pixels may be measured at their centres. */
export function registerResizeGradients({add, raw}: KernelKit): void {
  add<Inputs, Attributes>("ResizeBilinearGrad", ({images, dy}, attributes) => {
    const [result] = raw.run("ResizeBilinearGrad", attributesOf(attributes), raw.ids(dy, images), 1);
    return raw.output(result);
  });

  add<Inputs, Attributes>("ResizeNearestNeighborGrad", ({images, dy}, attributes) => {
    const [, height, width] = images.shape;
    const size = raw.constant([2], DATA_TYPES.TF_INT32, Int32Array.of(height, width));
    try {
      const [result] = raw.run(
        "ResizeNearestNeighborGrad",
        attributesOf(attributes),
        [...raw.ids(dy), size],
        1,
      );
      return raw.output(result);
    } finally {
      raw.free(size);
    }
  });
}
