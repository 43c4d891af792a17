import type {FunctionBuilder, I32Local} from "../assembler/functionBuilder.js";
import {eachLane} from "./lanes.js";
import {program} from "./program.js";

/**
 * Volumes [volumes, depth, pixels, channels] and the same as images for each output depth,
 * [volumes, outDepth, pixels, taps, channels]: what a window sees along the depth lies side by side as channels, so
 * that a convolution of volumes is one of images. An item is a volume.
 */
const signature = {
  volumes: "i32",
  images: "i32",
  depth: "i32",
  outDepth: "i32",
  pixels: "i32",
  channels: "i32",
  taps: "i32",
  stride: "i32",
  dilation: "i32",
  padFront: "i32",
} as const;

type Locals = {readonly [K in keyof typeof signature]: I32Local};

/** Writes a loop over all pairs of a pixel in the volume and its copy; `outside` where a tap lies in the padding. */
function eachPair(
  f: FunctionBuilder,
  args: Locals,
  {begin, end}: {readonly begin: I32Local; readonly end: I32Local},
  pair: (pixel: I32Local, copy: I32Local) => void,
  outside: (copy: I32Local) => void,
): void {
  const pixelBytes = f.i32(args.channels.shiftLeft(2));
  const sliceBytes = f.i32(args.pixels.mul(pixelBytes));
  f.loop(begin, end, 1, n => {
    const volume = f.i32(args.volumes.add(n.mul(args.depth).mul(sliceBytes)));
    const copy = f.i32(args.images.add(n.mul(args.outDepth).mul(args.taps).mul(sliceBytes)));
    f.loop(0, args.outDepth, 1, o =>
      f.loop(0, args.pixels, 1, pixel => {
        const z = f.i32(o.mul(args.stride).sub(args.padFront));
        f.loop(0, args.taps, 1, () => {
          f.if(
            z.less(args.depth),
            () => pair(f.i32(volume.add(z.mul(sliceBytes)).add(pixel.mul(pixelBytes))), copy),
            () => outside(copy),
          );
          f.increase(z, args.dilation);
          f.increase(copy, pixelBytes);
        });
      }),
    );
  });
}

/** Volumes to images. */
export const gatherDepth = program(signature, (f, args, share) =>
  eachPair(
    f,
    args,
    share,
    (pixel, copy) =>
      eachLane(f, args.channels, (offset, {load, store}) => store(copy.add(offset), load(pixel.add(offset)))),
    copy => f.clear(copy, args.channels.shiftLeft(2)),
  ),
);

/** Gradients of the images to those of the volumes, which must be zeros. */
export const scatterDepth = program(signature, (f, args, share) =>
  eachPair(
    f,
    args,
    share,
    (pixel, copy) =>
      eachLane(f, args.channels, (offset, {load, store}) => {
        const at = f.i32(pixel.add(offset));
        store(at, f.v128(load(at).add(load(copy.add(offset)))));
      }),
    () => {},
  ),
);
