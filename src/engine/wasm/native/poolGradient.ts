import type {FunctionBuilder, I32Local} from "../assembler/functionBuilder.js";
import {V128} from "../assembler/values.js";
import {eachLane} from "./lanes.js";
import {program} from "./program.js";

/** A pooling window over images [images, height, width, channels]. An item is an image. */
const signature = {
  input: "i32",
  gradient: "i32",
  output: "i32",
  height: "i32",
  width: "i32",
  channels: "i32",
  outHeight: "i32",
  outWidth: "i32",
  strideHeight: "i32",
  strideWidth: "i32",
  filterHeight: "i32",
  filterWidth: "i32",
  dilationHeight: "i32",
  dilationWidth: "i32",
  padTop: "i32",
  padLeft: "i32",
} as const;

type Locals = {readonly [K in keyof typeof signature]: I32Local};

interface Window {
  /** First byte of the image, of its gradient's result, and of the gradient of this output pixel. */
  readonly image: I32Local;
  readonly result: I32Local;
  readonly gradient: I32Local;
  /** Writes a loop over the window's pixels inside the image; `pixel` is their place in bytes. */
  each(body: (pixel: I32Local) => void): void;
}

/** Writes a loop over all output pixels; each image's result is cleared first. */
function eachWindow(
  f: FunctionBuilder,
  args: Locals,
  {begin, end}: {readonly begin: I32Local; readonly end: I32Local},
  body: (window: Window) => void,
): void {
  const pixelBytes = f.i32(args.channels.shiftLeft(2));
  const imageBytes = f.i32(args.height.mul(args.width).mul(pixelBytes));
  const outBytes = f.i32(args.outHeight.mul(args.outWidth).mul(pixelBytes));
  f.loop(begin, end, 1, n => {
    const image = f.i32(args.input.add(n.mul(imageBytes)));
    const result = f.i32(args.output.add(n.mul(imageBytes)));
    const gradient = f.i32(args.gradient.add(n.mul(outBytes)));
    f.clear(result, imageBytes);
    f.loop(0, args.outHeight, 1, p => {
      const top = f.i32(p.mul(args.strideHeight).sub(args.padTop));
      f.loop(0, args.outWidth, 1, q => {
        const left = f.i32(q.mul(args.strideWidth).sub(args.padLeft));
        const each = (visit: (pixel: I32Local) => void) => {
          const y = f.i32(top);
          f.loop(0, args.filterHeight, 1, () => {
            f.if(y.less(args.height), () => {
              const x = f.i32(left);
              f.loop(0, args.filterWidth, 1, () => {
                f.if(x.less(args.width), () => {
                  visit(f.i32(y.mul(args.width).add(x).mul(pixelBytes)));
                });
                f.increase(x, args.dilationWidth);
              });
            });
            f.increase(y, args.dilationHeight);
          });
        };
        body({image, result, gradient, each});
        f.increase(gradient, pixelBytes);
      });
    });
  });
}

/** Gradient of max pooling: each output's gradient goes to the first largest value of its window. */
export const maxPoolGradient = program(signature, (f, args, share) =>
  eachWindow(f, args, share, ({image, result, gradient, each}) =>
    eachLane(f, args.channels, (offset, {load, store}) => {
      const largest = f.v128(Number.NEGATIVE_INFINITY);
      each(pixel => f.set(largest, largest.max(load(image.add(pixel).add(offset)))));
      const left = f.v128(load(gradient.add(offset)));
      each(pixel => {
        const at = f.i32(result.add(pixel).add(offset));
        const here = f.v128(load(image.add(pixel).add(offset)).equals(largest));
        store(at, f.v128(load(at).add(here.and(left))));
        f.set(left, left.andNot(here));
      });
    }),
  ),
);

/** Gradient of average pooling: each output's gradient, divided by the size of the window, goes to all of it. */
export const averagePoolGradient = program({...signature, factor: "f32"}, (f, args, share) =>
  eachWindow(f, args, share, ({result, gradient, each}) =>
    eachLane(f, args.channels, (offset, {load, store}) => {
      const value = f.v128(load(gradient.add(offset)).mul(args.factor.splat()));
      each(pixel => {
        const at = f.i32(result.add(pixel).add(offset));
        store(at, f.v128(load(at).add(new V128(value.code))));
      });
    }),
  ),
);
