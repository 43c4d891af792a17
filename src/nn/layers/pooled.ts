import {maxPool, maxPoolBackward, type PoolSize} from "../../conv/maxPool.js";
import {globalMeanPool, globalMeanPoolBackward, meanPool, meanPoolBackward} from "../../conv/meanPool.js";
import type {Window2dOptions} from "../../conv/windowGeometry.js";
import type {NdArray} from "../../core/ndArray.js";
import {fromForward, type Layer} from "../layer.js";

/** A layer without parameters, whose way back needs its input alone. */
function fromInput(
  kind: string,
  forward: (x: NdArray) => NdArray,
  backward: (x: NdArray, dy: NdArray) => NdArray,
): Layer {
  let input: NdArray | undefined;
  return {
    kind,
    parameters: [],
    forward(x) {
      input = x;
      return forward(x);
    },
    backward: dy => backward(fromForward(kind, input), dy),
  };
}

/** Max pooling; ties go to the first. */
export function maxPoolLayer(size: PoolSize, options: Window2dOptions): Layer {
  return fromInput(
    "maxPool",
    x => maxPool(x, size, options).y,
    (x, dy) => maxPoolBackward(x, size, dy, options),
  );
}

/** Mean pooling. */
export function meanPoolLayer(size: PoolSize, options: Window2dOptions): Layer {
  return fromInput(
    "meanPool",
    x => meanPool(x, size, options),
    (x, dy) => meanPoolBackward(x, size, dy, options),
  );
}

/** One mean for each channel. */
export function globalMeanPoolLayer(): Layer {
  return fromInput("globalMeanPool", globalMeanPool, globalMeanPoolBackward);
}

/** [batch, ...] to [batch, features], rows first, the channels of a pixel side by side. */
export function flattenLayer(): Layer {
  return fromInput(
    "flatten",
    x => x.reshape([x.shape[0], x.data.length / x.shape[0]]),
    (x, dy) => dy.reshape(x.shape),
  );
}
