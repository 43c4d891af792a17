import type {FunctionBuilder, I32Local, V128Local} from "../assembler/functionBuilder.js";
import {V128} from "../assembler/values.js";
import {eachLane} from "./lanes.js";
import {program} from "./program.js";

/** Vectors summed at once: independent sums, so that one addition does not wait for the last. */
const VECTORS = 4;

/**
 * Images as rows of channels: [groups, rows, channels], each group cut into chunks of rows. Sums of a chunk are
 * written to `partial`, [groups, chunks, parts, padded channels], whatever thread computes them: the order of addition
 * is always the same.
 */
const signature = {
  input: "i32",
  other: "i32",
  rows: "i32",
  channels: "i32",
  rowsPerChunk: "i32",
  chunks: "i32",
  partial: "i32",
  /** Bytes of the sums of a chunk: one part's, with the channels rounded up to whole vectors. */
  partBytes: "i32",
} as const;

type Locals = {readonly [K in keyof typeof signature]: I32Local};

/** Writes a loop over the chunks of a share and over up to 16 channels at a time. */
function eachColumnBlock(
  f: FunctionBuilder,
  args: Locals,
  {begin, end}: {readonly begin: I32Local; readonly end: I32Local},
  parts: number,
  sum: (block: {
    readonly vectors: number;
    readonly first: I32Local;
    readonly rows: I32Local;
    readonly rowBytes: I32Local;
    readonly channelBytes: I32Local;
    readonly target: I32Local;
  }) => void,
): void {
  const rowBytes = f.i32(args.channels.shiftLeft(2));
  f.loop(begin, end, 1, chunk => {
    const row = f.i32(chunk.rem(args.chunks).mul(args.rowsPerChunk));
    const rows = f.i32(f.i32(args.rows.sub(row)).min(args.rowsPerChunk));
    const first = f.i32(chunk.div(args.chunks).mul(args.rows).add(row).mul(rowBytes));
    const target = f.i32(args.partial.add(chunk.mul(parts).mul(args.partBytes)));
    const wide = f.i32(args.partBytes.and(-16 * VECTORS));
    f.loop(0, wide, 16 * VECTORS, channelBytes =>
      sum({vectors: VECTORS, first, rows, rowBytes, channelBytes, target}),
    );
    f.loop(wide, args.partBytes, 16, channelBytes =>
      sum({vectors: 1, first, rows, rowBytes, channelBytes, target}),
    );
  });
}

function zeros(f: FunctionBuilder, count: number): V128Local[] {
  return Array.from({length: count}, () => f.v128(0));
}

/** Sum of each channel. `other` is not read. */
export const columnSums = program(signature, (f, args, share) =>
  eachColumnBlock(f, args, share, 1, ({vectors, first, rows, rowBytes, channelBytes, target}) => {
    const sums = zeros(f, vectors);
    const at = f.i32(args.input.add(first).add(channelBytes));
    f.loop(0, rows, 1, () => {
      for (const [v, sum] of sums.entries()) f.set(sum, sum.add(at.loadVector(16 * v)));
      f.increase(at, rowBytes);
    });
    for (const [v, sum] of sums.entries()) f.store(target.add(channelBytes), sum, 16 * v);
  }),
);

/** Mean of each channel in the chunk, and the sum of the squared distances from it. `other` is not read. */
export const columnMoments = program(signature, (f, args, share) =>
  eachColumnBlock(f, args, share, 2, ({vectors, first, rows, rowBytes, channelBytes, target}) => {
    const means = zeros(f, vectors);
    const squares = zeros(f, vectors);
    const start = f.i32(args.input.add(first).add(channelBytes));
    const at = f.i32(start);
    f.loop(0, rows, 1, () => {
      for (const [v, sum] of means.entries()) f.set(sum, sum.add(at.loadVector(16 * v)));
      f.increase(at, rowBytes);
    });
    const count = f.v128(rows.toFloat().splat());
    for (const mean of means) f.set(mean, mean.div(count));
    f.set(at, start);
    f.loop(0, rows, 1, () => {
      for (const [v, square] of squares.entries()) {
        const distance = f.v128(at.loadVector(16 * v).sub(means[v]));
        f.set(square, square.add(distance.mul(distance)));
      }
      f.increase(at, rowBytes);
    });
    const to = f.i32(target.add(channelBytes));
    for (const [v, mean] of means.entries()) f.store(to, mean, 16 * v);
    f.set(to, to.add(args.partBytes));
    for (const [v, square] of squares.entries()) f.store(to, square, 16 * v);
  }),
);

/** Sum of `other`, and of `other * (input - mean)`, for each channel. */
export const columnProducts = program({...signature, mean: "i32"}, (f, args, share) =>
  eachColumnBlock(f, args, share, 2, ({vectors, first, rows, rowBytes, channelBytes, target}) => {
    const sums = zeros(f, vectors);
    const products = zeros(f, vectors);
    const means = Array.from({length: vectors}, (_, v) =>
      f.v128(args.mean.add(channelBytes).loadVector(16 * v)),
    );
    const x = f.i32(args.input.add(first).add(channelBytes));
    const dy = f.i32(args.other.add(first).add(channelBytes));
    f.loop(0, rows, 1, () => {
      for (const [v, sum] of sums.entries()) {
        const value = f.v128(dy.loadVector(16 * v));
        f.set(sum, sum.add(value));
        f.set(products[v], products[v].add(value.mul(x.loadVector(16 * v).sub(means[v]))));
      }
      f.increase(x, rowBytes);
      f.increase(dy, rowBytes);
    });
    const to = f.i32(target.add(channelBytes));
    for (const [v, sum] of sums.entries()) f.store(to, sum, 16 * v);
    f.set(to, to.add(args.partBytes));
    for (const [v, product] of products.entries()) f.store(to, product, 16 * v);
  }),
);

/** Rows of one item of `channelLine`. */
export const LINE_ROWS = 64;

/** `output = a[c] input + b[c] other + constant[c]`; with `other` 0, without its term. An item is 64 rows. */
export const channelLine = program(
  {
    input: "i32",
    other: "i32",
    output: "i32",
    rows: "i32",
    channels: "i32",
    a: "i32",
    b: "i32",
    constant: "i32",
  },
  (f, args, {begin, end}) => {
    const row = f.i32(begin.mul(LINE_ROWS));
    const rows = f.i32(f.i32(args.rows.min(end.mul(LINE_ROWS))).sub(row));
    const rowBytes = f.i32(args.channels.shiftLeft(2));
    const first = f.i32(row.mul(rowBytes));
    const input = f.i32(args.input.add(first));
    const other = f.i32(args.other.add(first));
    const output = f.i32(args.output.add(first));
    const lines = (term: boolean) =>
      f.loop(0, rows, 1, () => {
        eachLane(f, args.channels, (offset, {load, store}) => {
          const value = f.v128(
            load(input.add(offset))
              .mul(load(args.a.add(offset)))
              .add(load(args.constant.add(offset))),
          );
          const product = () => load(other.add(offset)).mul(load(args.b.add(offset)));
          store(output.add(offset), term ? value.add(product()) : new V128(value.code));
        });
        f.increase(input, rowBytes);
        f.increase(other, rowBytes);
        f.increase(output, rowBytes);
      });
    f.if(
      args.other.equals(0),
      () => lines(false),
      () => lines(true),
    );
  },
);
