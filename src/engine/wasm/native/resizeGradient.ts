import {eachLane} from "./lanes.js";
import {program} from "./program.js";

/** Bytes of an entry of the tables of `resizeGradient`. */
export const TAP_BYTES = 16;

/**
 * Gradient of resizing images [images, height, width, channels]: each output pixel came from up to two rows and two
 * columns, which get its gradient back by their weights. A table has for each output row, or column, the two places
 * and the two weights. An item is an image.
 */
export const resizeGradient = program(
  {
    gradient: "i32",
    output: "i32",
    height: "i32",
    width: "i32",
    outHeight: "i32",
    outWidth: "i32",
    channels: "i32",
    rows: "i32",
    columns: "i32",
  },
  (f, args, {begin, end}) => {
    const pixelBytes = f.i32(args.channels.shiftLeft(2));
    const imageBytes = f.i32(args.height.mul(args.width).mul(pixelBytes));
    const outBytes = f.i32(args.outHeight.mul(args.outWidth).mul(pixelBytes));
    f.loop(begin, end, 1, n => {
      const image = f.i32(args.output.add(n.mul(imageBytes)));
      const dy = f.i32(args.gradient.add(n.mul(outBytes)));
      f.clear(image, imageBytes);
      const row = f.i32(args.rows);
      f.loop(0, args.outHeight, 1, () => {
        const column = f.i32(args.columns);
        f.loop(0, args.outWidth, 1, () => {
          for (const i of [0, 1])
            for (const j of [0, 1]) {
              const weight = f.f32(row.loadFloat(8 + 4 * i).mul(column.loadFloat(8 + 4 * j)));
              f.if(weight.greater(0), () => {
                const pixel = row
                  .loadInt(4 * i)
                  .mul(args.width)
                  .add(column.loadInt(4 * j));
                const target = f.i32(image.add(pixel.mul(pixelBytes)));
                const factor = f.v128(weight.splat());
                eachLane(f, args.channels, (offset, {load, store}) => {
                  const at = f.i32(target.add(offset));
                  store(at, f.v128(load(at).add(load(dy.add(offset)).mul(factor))));
                });
              });
            }
          f.increase(dy, pixelBytes);
          f.increase(column, TAP_BYTES);
        });
        f.increase(row, TAP_BYTES);
      });
    });
  },
);
