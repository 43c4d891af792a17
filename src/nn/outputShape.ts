import {windowGeometry} from "../conv/windowGeometry.js";
import {brief, requireInteger} from "../core/check.js";
import {sizeOf} from "../core/shapes.js";
import {type LayerSpec, sidesOf} from "./layerSpec.js";

/**
 * Shape of what a layer gives for one example of the given shape.
 *
 * @param where  The function the learner called, for messages.
 * @param shape  [height, width, channels] or [features].
 * @throws {RangeError} When the layer cannot take such an input.
 */
export function outputShape(where: string, shape: readonly number[], layer: LayerSpec): readonly number[] {
  switch (layer.kind) {
    case "conv": {
      const [height, width, channels] = mapShape(where, shape, layer.kind);
      const filters = requireInteger(where, "filters", layer.filters, 1);
      const groups = requireInteger(where, "groups", layer.groups ?? 1, 1);
      if (channels % groups !== 0 || filters % groups !== 0)
        throw new RangeError(
          `${where}: groups must divide channels and filters, got ${groups} groups, ${channels} channels, ${filters} filters`,
        );
      const window = windowGeometry(where, [height, width], sidesOf(layer.kernelSize), layer);
      return [window.height, window.width, filters];
    }
    case "maxPool":
    case "meanPool": {
      const [height, width, channels] = mapShape(where, shape, layer.kind);
      const sides = sidesOf(layer.poolSize);
      const {strides = sides, padding} = layer;
      const window = windowGeometry(where, [height, width], sides, {strides, padding});
      return [window.height, window.width, channels];
    }
    case "widen": {
      const [height, width, channels] = mapShape(where, shape, layer.kind);
      return [height, width, requireInteger(where, "channels", layer.channels, channels)];
    }
    case "globalMeanPool":
      return [mapShape(where, shape, layer.kind)[2]];
    case "flatten":
      return [sizeOf(shape)];
    case "dense":
      if (shape.length !== 1)
        throw new RangeError(
          `${where}: dense must follow a flat input [features], got [${shape}]; add {kind: "flatten"}`,
        );
      return [requireInteger(where, "units", layer.units, 1)];
    case "residual": {
      const follow = (layers: readonly LayerSpec[]) =>
        layers.reduce((at, inner) => outputShape(where, at, inner), shape);
      const [branch, shortcut] = [follow(layer.branch), follow(layer.shortcut ?? [])];
      if (branch.join() !== shortcut.join())
        throw new RangeError(
          `${where}: branch and shortcut must give one shape, got [${branch}] and [${shortcut}]`,
        );
      return branch;
    }
    case "activation":
    case "batchNorm":
    case "groupNorm":
    case "dropout":
      return shape;
    default:
      throw new TypeError(
        `${where}: kind must be one of LayerSpec, got ${brief((layer as {kind: unknown}).kind)}`,
      );
  }
}

/** A shape [height, width, channels], or an error. */
function mapShape(where: string, shape: readonly number[], kind: string): readonly [number, number, number] {
  const [height, width, channels] = shape;
  if (shape.length !== 3)
    throw new RangeError(`${where}: ${kind} must follow an input [height, width, channels], got [${shape}]`);
  return [height, width, channels];
}
