import {COLUMNS, PIXEL_ENTRY_BYTES} from "./convolve.js";
import {program} from "./program.js";
import {openChunk, windowSignature} from "./window.js";

/** Filter values of one output channel summed together. */
export const ROWS = 4;
/** Bytes of the sums of one tile. */
export const TILE_BYTES = 4 * ROWS * COLUMNS;

/**
 * Gradient of a convolution with respect to its filter: `dw[r, s, c, k] = sum over pixels of x[window + r, s, c] dy[pixel, k]`.
 * An item is a tile of 4 filter rows by 8 output channels, whose sums stay in registers while all pixels of a chunk go
 * by. Each thread owns its tiles: no sums are shared, and the order of addition is always the same.
 * Also a matrix product with the left side transposed: pixels are its rows.
 */
export const filterGradient = program(
  {
    ...windowSignature,
    images: "i32",
    /** Where in a window each group of 4 filter rows begins, in bytes. */
    groups: "i32",
    /** Panels of 8 output channels. */
    panels: "i32",
    /** Gradient of the output, [images, outHeight, outWidth, outChannels]. */
    gradient: "i32",
    gradientImageBytes: "i32",
    gradientRowBytes: "i32",
    pixelBytes: "i32",
    /** Sums of all tiles. */
    sums: "i32",
  },
  (f, args, {begin, end, scratch}) => {
    f.clear(args.sums.add(begin.mul(TILE_BYTES)), end.sub(begin).mul(TILE_BYTES));
    const items = f.i32(args.images.mul(args.chunks));
    f.loop(0, items, 1, item => {
      const {base, image, row, count} = openChunk(f, args, scratch, item);
      const gradients = f.i32(
        args.gradient.add(image.mul(args.gradientImageBytes)).add(row.mul(args.gradientRowBytes)),
      );
      f.loop(begin, end, 1, tile => {
        const group = args.groups.add(tile.div(args.panels).shiftLeft(2)).loadInt();
        const windows = f.i32(base.add(group));
        const gradient = f.i32(gradients.add(tile.rem(args.panels).mul(4 * COLUMNS)));
        const place = f.i32(args.sums.add(tile.mul(TILE_BYTES)));
        const sums = Array.from({length: ROWS}, (_, j) => [
          f.v128(place.loadVector(4 * COLUMNS * j)),
          f.v128(place.loadVector(4 * COLUMNS * j + 16)),
        ]);
        const entry = f.i32(args.pixels);
        const low = f.v128();
        const high = f.v128();
        f.loop(0, count, 1, () => {
          const window = f.i32(windows.add(entry.loadInt()));
          f.set(low, gradient.loadVector());
          f.set(high, gradient.loadVector(16));
          for (const [j, [left, right]] of sums.entries()) {
            const value = f.v128(window.loadSplat(4 * j));
            f.set(left, left.add(value.mul(low)));
            f.set(right, right.add(value.mul(high)));
          }
          f.increase(entry, PIXEL_ENTRY_BYTES);
          f.increase(gradient, args.pixelBytes);
        });
        for (const [j, [left, right]] of sums.entries()) {
          f.store(place, left, 4 * COLUMNS * j);
          f.store(place, right, 4 * COLUMNS * j + 16);
        }
      });
    });
  },
);

/** Writes the tiles' sums as a filter, [rows, outChannels]. An item is a group of up to 4 rows of a run. */
export const unpackGradient = program(
  {sums: "i32", panels: "i32", runLength: "i32", groupsPerRun: "i32", outChannels: "i32", output: "i32"},
  (f, args, {begin, end}) => {
    f.loop(begin, end, 1, group => {
      const inRun = f.i32(group.rem(args.groupsPerRun).mul(ROWS));
      const firstRow = f.i32(group.div(args.groupsPerRun).mul(args.runLength).add(inRun));
      const rows = f.i32(f.i32(args.runLength.sub(inRun)).min(ROWS));
      const target = f.i32(args.output.add(firstRow.mul(args.outChannels).shiftLeft(2)));
      const from = f.i32(args.sums.add(group.mul(args.panels).mul(TILE_BYTES)));
      f.loop(0, rows, 1, row => {
        const source = f.i32(from.add(row.mul(4 * COLUMNS)));
        f.loop(0, args.outChannels, COLUMNS, channel => {
          const left = f.i32(args.outChannels.sub(channel));
          const to = f.i32(target.add(channel.shiftLeft(2)));
          f.if(
            left.less(COLUMNS),
            () =>
              f.loop(0, left, 1, k => {
                f.store(to.add(k.shiftLeft(2)), source.add(k.shiftLeft(2)).loadFloat());
              }),
            () => {
              f.store(to, source.loadVector());
              f.store(to, source.loadVector(16), 16);
            },
          );
          f.increase(source, TILE_BYTES);
        });
        f.increase(target, args.outChannels.shiftLeft(2));
      });
    });
  },
);
