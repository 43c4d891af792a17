import type {FunctionBuilder, I32Local} from "../assembler/functionBuilder.js";
import type {I32, V128} from "../assembler/values.js";
import {eachLane} from "./lanes.js";
import {program} from "./program.js";

/** A depthwise convolution of [images, height, width, channels] with [filterHeight, filterWidth, channels, multiplier]. */
const signature = {
  input: "i32",
  gradient: "i32",
  output: "i32",
  images: "i32",
  height: "i32",
  width: "i32",
  channels: "i32",
  multiplier: "i32",
  outHeight: "i32",
  outWidth: "i32",
  filterWidth: "i32",
  filterHeight: "i32",
  strideHeight: "i32",
  strideWidth: "i32",
  dilationHeight: "i32",
  dilationWidth: "i32",
  padTop: "i32",
  padLeft: "i32",
} as const;

type Locals = {readonly [K in keyof typeof signature]: I32Local};

interface Place {
  /** Of the channel among the channels of the image, in bytes. */
  readonly channel: I32;
  /** Of its product with the filter among the output's channels, in bytes. */
  readonly product: I32;
  readonly load: (address: I32) => V128;
  readonly store: (address: I32, value: V128) => void;
}

/** Writes a loop over the products of channels and multiplier: four at a time where the multiplier is 1. */
function eachProduct(f: FunctionBuilder, args: Locals, body: (place: Place) => void): void {
  f.if(
    args.multiplier.equals(1),
    () => eachLane(f, args.channels, (offset, lanes) => body({channel: offset, product: offset, ...lanes})),
    () =>
      f.loop(0, args.channels, 1, c =>
        f.loop(0, args.multiplier, 1, m =>
          body({
            channel: c.shiftLeft(2),
            product: f.i32(c.mul(args.multiplier).add(m).shiftLeft(2)),
            load: address => address.loadSplat(),
            store: (address, value) => f.store(address, value.lane(0)),
          }),
        ),
      ),
  );
}

/** Gradient with respect to the images; `input` is the filter. An item is an image. */
export const depthwiseInputGradient = program(signature, (f, args, {begin, end}) => {
  const pixelBytes = f.i32(args.channels.shiftLeft(2));
  const productBytes = f.i32(pixelBytes.mul(args.multiplier));
  const imageBytes = f.i32(args.height.mul(args.width).mul(pixelBytes));
  f.loop(begin, end, 1, n => {
    const image = f.i32(args.output.add(n.mul(imageBytes)));
    const dy = f.i32(args.gradient.add(n.mul(args.outHeight).mul(args.outWidth).mul(productBytes)));
    f.clear(image, imageBytes);
    f.loop(0, args.outHeight, 1, p =>
      f.loop(0, args.outWidth, 1, q => {
        const filter = f.i32(args.input);
        const y = f.i32(p.mul(args.strideHeight).sub(args.padTop));
        f.loop(0, args.filterHeight, 1, () => {
          const x = f.i32(q.mul(args.strideWidth).sub(args.padLeft));
          f.loop(0, args.filterWidth, 1, () => {
            f.if(y.less(args.height).and(x.less(args.width)), () => {
              const pixel = f.i32(image.add(y.mul(args.width).add(x).mul(pixelBytes)));
              eachProduct(f, args, ({channel, product, load, store}) => {
                const at = f.i32(pixel.add(channel));
                const value = f.v128(load(dy.add(product)).mul(load(filter.add(product))));
                store(at, f.v128(load(at).add(value)));
              });
            });
            f.increase(x, args.dilationWidth);
            f.increase(filter, productBytes);
          });
          f.increase(y, args.dilationHeight);
        });
        f.increase(dy, productBytes);
      }),
    );
  });
});

/** Gradient with respect to the filter; `input` are the images. An item is a place in the filter. */
export const depthwiseFilterGradient = program(signature, (f, args, {begin, end}) => {
  const pixelBytes = f.i32(args.channels.shiftLeft(2));
  const productBytes = f.i32(pixelBytes.mul(args.multiplier));
  const imageBytes = f.i32(args.height.mul(args.width).mul(pixelBytes));
  f.loop(begin, end, 1, tap => {
    const sums = f.i32(args.output.add(tap.mul(productBytes)));
    const top = f.i32(tap.div(args.filterWidth).mul(args.dilationHeight).sub(args.padTop));
    const left = f.i32(tap.rem(args.filterWidth).mul(args.dilationWidth).sub(args.padLeft));
    const dy = f.i32(args.gradient);
    f.clear(sums, productBytes);
    f.loop(0, args.images, 1, n => {
      const image = f.i32(args.input.add(n.mul(imageBytes)));
      f.loop(0, args.outHeight, 1, p => {
        const y = f.i32(p.mul(args.strideHeight).add(top));
        f.loop(0, args.outWidth, 1, q => {
          const x = f.i32(q.mul(args.strideWidth).add(left));
          f.if(y.less(args.height).and(x.less(args.width)), () => {
            const pixel = f.i32(image.add(y.mul(args.width).add(x).mul(pixelBytes)));
            eachProduct(f, args, ({channel, product, load, store}) => {
              const at = f.i32(sums.add(product));
              const value = f.v128(load(pixel.add(channel)).mul(load(dy.add(product))));
              store(at, f.v128(load(at).add(value)));
            });
          });
          f.increase(dy, productBytes);
        });
      });
    });
  });
});
