import type {FunctionBuilder, I32Local} from "../assembler/functionBuilder.js";
import type {I32} from "../assembler/values.js";
import {padRows} from "./padRows.js";

/**
 * How a window walks over images. The work is cut into chunks of output rows; what a chunk's windows see is copied
 * with its zeros to scratch memory first, except where nothing is padded.
 */
export const windowSignature = {
  /** First byte of the images, [images, height, width, channels]. */
  input: "i32",
  imageBytes: "i32",
  rowBytes: "i32",
  height: "i32",
  padTop: "i32",
  padLeftBytes: "i32",
  paddedRowBytes: "i32",
  /** 1 where the images are read as they are. */
  direct: "i32",
  strideHeight: "i32",
  /** Input rows that one output row needs. */
  extentHeight: "i32",
  outHeight: "i32",
  outWidth: "i32",
  rowsPerChunk: "i32",
  chunks: "i32",
  /** For each output pixel of a chunk: where its window begins, and where its result goes, both in bytes from the chunk's first. */
  pixels: "i32",
} as const;

type WindowLocals = {readonly [K in keyof typeof windowSignature]: I32Local};

interface Chunk {
  /** Where the windows of the chunk's pixels are counted from. */
  readonly base: I32Local;
  readonly image: I32;
  /** First output row. */
  readonly row: I32Local;
  /** Output pixels. */
  readonly count: I32Local;
}

/** Writes code that finds one chunk (images x chunks, images first) and makes its input ready. */
export function openChunk(f: FunctionBuilder, args: WindowLocals, scratch: I32Local, item: I32Local): Chunk {
  const image = f.i32(item.div(args.chunks));
  const row = f.i32(item.rem(args.chunks).mul(args.rowsPerChunk));
  const rows = f.i32(f.i32(args.outHeight.sub(row)).min(args.rowsPerChunk));
  const start = f.i32(args.input.add(image.mul(args.imageBytes)));
  const base = f.i32();
  f.if(
    args.direct,
    () => f.set(base, start.add(row.mul(args.strideHeight).mul(args.rowBytes))),
    () => {
      f.set(base, scratch);
      padRows(f, base, {
        image: start,
        rowBytes: args.rowBytes,
        height: args.height,
        firstRow: row.mul(args.strideHeight).sub(args.padTop),
        rows: rows.sub(1).mul(args.strideHeight).add(args.extentHeight),
        leftBytes: args.padLeftBytes,
        paddedRowBytes: args.paddedRowBytes,
      });
    },
  );
  return {base, image, row, count: f.i32(rows.mul(args.outWidth))};
}
