import type {FunctionBuilder, I32Local} from "../assembler/functionBuilder.js";
import type {I32} from "../assembler/values.js";
import {V128} from "../assembler/values.js";
import {eachLane} from "./lanes.js";
import {program} from "./program.js";

/** A pooling window over volumes [images, depth, height, width, channels]; images have depth 1. An item is a volume. */
const signature = {
  input: "i32",
  gradient: "i32",
  output: "i32",
  depth: "i32",
  height: "i32",
  width: "i32",
  channels: "i32",
  outDepth: "i32",
  outHeight: "i32",
  outWidth: "i32",
  strideDepth: "i32",
  strideHeight: "i32",
  strideWidth: "i32",
  filterDepth: "i32",
  filterHeight: "i32",
  filterWidth: "i32",
  dilationDepth: "i32",
  dilationHeight: "i32",
  dilationWidth: "i32",
  padFront: "i32",
  padTop: "i32",
  padLeft: "i32",
} as const;

type Locals = {readonly [K in keyof typeof signature]: I32Local};

type Visit = (pixel: I32Local) => void;

interface Window {
  /** First byte of the volume, of what is written for it, and of this output pixel's values. */
  readonly volume: I32Local;
  readonly result: I32Local;
  readonly pixel: I32Local;
  /** Writes a loop over the window's pixels inside the volume, which gets their places in bytes. */
  each(visit: Visit): void;
}

/** Writes a loop over the positions of a window along one axis that lie inside. */
function eachInside(
  f: FunctionBuilder,
  first: I32,
  [count, step, size]: readonly [I32Local, I32Local, I32Local],
  visit: (position: I32Local) => void,
): void {
  const position = f.i32(first);
  f.loop(0, count, 1, () => {
    f.if(position.less(size), () => visit(position));
    f.increase(position, step);
  });
}

/** Writes a loop over all output pixels of a share's volumes. */
function eachWindow(
  f: FunctionBuilder,
  args: Locals,
  {begin, end}: {readonly begin: I32Local; readonly end: I32Local},
  body: (window: Window) => void,
  clear: boolean,
): void {
  const pixelBytes = f.i32(args.channels.shiftLeft(2));
  const volumeBytes = f.i32(args.depth.mul(args.height).mul(args.width).mul(pixelBytes));
  const outBytes = f.i32(args.outDepth.mul(args.outHeight).mul(args.outWidth).mul(pixelBytes));
  f.loop(begin, end, 1, n => {
    const volume = f.i32(args.input.add(n.mul(volumeBytes)));
    const result = f.i32(args.output.add(n.mul(clear ? volumeBytes : outBytes)));
    const pixel = f.i32(args.gradient.add(n.mul(outBytes)));
    if (clear) f.clear(result, volumeBytes);
    f.loop(0, args.outDepth, 1, o =>
      f.loop(0, args.outHeight, 1, p =>
        f.loop(0, args.outWidth, 1, q => {
          const front = f.i32(o.mul(args.strideDepth).sub(args.padFront));
          const top = f.i32(p.mul(args.strideHeight).sub(args.padTop));
          const left = f.i32(q.mul(args.strideWidth).sub(args.padLeft));
          const each = (visit: Visit) =>
            eachInside(f, front, [args.filterDepth, args.dilationDepth, args.depth], z =>
              eachInside(f, top, [args.filterHeight, args.dilationHeight, args.height], y =>
                eachInside(f, left, [args.filterWidth, args.dilationWidth, args.width], x =>
                  visit(f.i32(z.mul(args.height).add(y).mul(args.width).add(x).mul(pixelBytes))),
                ),
              ),
            );
          body({volume, result, pixel, each});
          f.increase(pixel, pixelBytes);
          if (!clear) f.increase(result, pixelBytes);
        }),
      ),
    );
  });
}

/** Largest value of each window; `gradient` is not read. */
export const maxPool = program(signature, (f, args, share) =>
  eachWindow(
    f,
    args,
    share,
    ({volume, result, each}) =>
      eachLane(f, args.channels, (offset, {load, store}) => {
        const largest = f.v128(Number.NEGATIVE_INFINITY);
        each(pixel => f.set(largest, largest.largerOrFirst(load(volume.add(pixel).add(offset)))));
        store(result.add(offset), largest);
      }),
    false,
  ),
);

/** Gradient of max pooling: each output's gradient goes to the first largest value of its window. */
export const maxPoolGradient = program(signature, (f, args, share) =>
  eachWindow(
    f,
    args,
    share,
    ({volume, result, pixel: gradient, each}) =>
      eachLane(f, args.channels, (offset, {load, store}) => {
        const largest = f.v128(Number.NEGATIVE_INFINITY);
        each(pixel => f.set(largest, largest.largerOrFirst(load(volume.add(pixel).add(offset)))));
        const left = f.v128(load(gradient.add(offset)));
        each(pixel => {
          const at = f.i32(result.add(pixel).add(offset));
          const here = f.v128(load(volume.add(pixel).add(offset)).equals(largest));
          store(at, f.v128(load(at).add(here.and(left))));
          f.set(left, left.andNot(here));
        });
      }),
    true,
  ),
);

/**
 * Gradient of average pooling: each output's gradient, divided by how many values of the window lie inside, goes to
 * all of them. (TensorFlow.js divides by the whole window's size, which is wrong at a padded border.)
 */
export const averagePoolGradient = program(signature, (f, args, share) =>
  eachWindow(
    f,
    args,
    share,
    ({result, pixel: gradient, each}) => {
      const inside = f.i32(0);
      each(() => f.increase(inside, 1));
      const factor = f.v128(V128.splat(1).div(inside.toFloat().splat()));
      eachLane(f, args.channels, (offset, {load, store}) => {
        const value = f.v128(load(gradient.add(offset)).mul(factor));
        each(pixel => {
          const at = f.i32(result.add(pixel).add(offset));
          store(at, f.v128(load(at).add(value)));
        });
      });
    },
    true,
  ),
);
