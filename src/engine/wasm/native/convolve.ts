import type {FunctionBuilder, I32Local, V128Local} from "../assembler/functionBuilder.js";
import type {I32} from "../assembler/values.js";
import {program} from "./program.js";
import {openChunk, windowSignature} from "./window.js";

/** Output pixels computed together. Four by two vectors of channels are eight sums: they fit the 16 registers. */
const PIXELS = 4;
/** Output channels computed together. */
export const COLUMNS = 8;
/** Bytes from one pixel to the next in the table of pixels. */
export const PIXEL_ENTRY_BYTES = 8;
/**
 * Convolution as one product of matrices without writing out the left one: a row is a window, read in runs of values
 * that lie side by side (a window's row, or one of its columns when dilated). Also a plain matrix product: one run.
 */
export const convolve = program(
  {
    ...windowSignature,
    /** Where each run begins in a window, in bytes. */
    runs: "i32",
    runCount: "i32",
    runLength: "i32",
    /** Filter, packed in panels of 8 output channels. */
    panels: "i32",
    panelBytes: "i32",
    outChannels: "i32",
    /** Start value of each output channel, as many as whole panels have. */
    bias: "i32",
    output: "i32",
    outImageBytes: "i32",
    outRowBytes: "i32",
    /** 1: negative results become 0. */
    relu: "i32",
  },
  (f, args, {begin, end, scratch}) => {
    f.loop(begin, end, 1, item => {
      const {base, image, row, count} = openChunk(f, args, scratch, item);
      const outBase = f.i32(args.output.add(image.mul(args.outImageBytes)).add(row.mul(args.outRowBytes)));
      const last = f.i32(count.sub(1));
      const panel = f.i32(args.panels);
      f.loop(0, args.outChannels, COLUMNS, channel => {
        f.loop(0, count, PIXELS, pixel => {
          const entries = Array.from({length: PIXELS}, (_, j) =>
            f.i32(args.pixels.add(pixel.add(j).min(last).mul(PIXEL_ENTRY_BYTES))),
          );
          const windows = entries.map(entry => f.i32(base.add(entry.loadInt())));
          const first = args.bias.add(channel.shiftLeft(2));
          const sums = windows.map(() => [f.v128(first.loadVector()), f.v128(first.loadVector(16))] as const);
          addRuns(f, args, windows, panel, sums);
          f.if(args.relu, () => {
            const zero = f.v128(0);
            for (const sum of sums.flat()) f.set(sum, sum.max(zero));
          });
          const targets = entries.map(entry =>
            f.i32(outBase.add(entry.loadInt(4)).add(channel.shiftLeft(2))),
          );
          storeTile(f, targets, sums, args.outChannels.sub(channel));
        });
        f.increase(panel, args.panelBytes);
      });
    });
  },
);

type Sums = readonly (readonly [V128Local, V128Local])[];

/**
 * sums[j] += window j times the panel, over all runs. One value of each window per round: unrolled twice or four times
 * the loop takes 1.8 times as long, because V8 loads ahead and then runs out of registers.
 */
function addRuns(
  f: FunctionBuilder,
  args: {readonly runs: I32Local; readonly runCount: I32Local; readonly runLength: I32Local},
  windows: readonly I32Local[],
  panel: I32Local,
  sums: Sums,
): void {
  const weights = f.i32(panel);
  const run = f.i32(args.runs);
  const low = f.v128();
  const high = f.v128();
  f.loop(0, args.runCount, 1, () => {
    const values = windows.map(window => f.i32(window.add(run.loadInt())));
    f.loop(0, args.runLength, 1, () => {
      f.set(low, weights.loadVector());
      f.set(high, weights.loadVector(16));
      for (const [j, [left, right]] of sums.entries()) {
        const value = f.v128(values[j].loadSplat());
        f.set(left, left.add(value.mul(low)));
        f.set(right, right.add(value.mul(high)));
        f.increase(values[j], 4);
      }
      f.increase(weights, 4 * COLUMNS);
    });
    f.increase(run, 4);
  });
}

/** Writes up to 8 channels of each pixel; fewer at the end of the channels. */
function storeTile(f: FunctionBuilder, targets: readonly I32Local[], sums: Sums, channels: I32): void {
  const left = f.i32(channels);
  const lanes = (from: 0 | 1, lastLane: number) => {
    for (let lane = 0; lane < lastLane; lane++)
      f.if(f.i32(4 * from + lane).less(left), () => {
        for (const [j, target] of targets.entries())
          f.store(target, sums[j][from].lane(lane), 16 * from + 4 * lane);
      });
  };
  const vectors = (half: 0 | 1) => {
    for (const [j, target] of targets.entries()) f.store(target, sums[j][half], 16 * half);
  };
  f.if(
    left.less(COLUMNS / 2),
    () => lanes(0, 3),
    () => {
      vectors(0);
      f.if(
        left.less(COLUMNS),
        () => lanes(1, 3),
        () => vectors(1),
      );
    },
  );
}
