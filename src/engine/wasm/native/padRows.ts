import type {FunctionBuilder, I32Local} from "../assembler/functionBuilder.js";
import type {I32} from "../assembler/values.js";

/** Which part of an image a window needs, in bytes and rows. */
interface PadOptions {
  /** First byte of the image. */
  readonly image: I32;
  readonly rowBytes: I32Local;
  readonly height: I32Local;
  /** First row wanted; negative above the image. */
  readonly firstRow: I32;
  readonly rows: I32;
  /** Zeros before each row in bytes; negative where columns are left out. */
  readonly leftBytes: I32Local;
  /** Length of a row with its zeros. */
  readonly paddedRowBytes: I32Local;
}

/**
 * Writes code that copies some rows of an image to `target` with the zeros around them that a window meets, so that
 * the loops behind it need no test for the border. A few rows at a time stay in the nearest cache.
 */
export function padRows(f: FunctionBuilder, target: I32Local, options: PadOptions): void {
  const {image, rowBytes, height, firstRow, rows, leftBytes, paddedRowBytes} = options;
  const before = f.i32(leftBytes.max(0));
  const skipped = f.i32(f.i32(leftBytes.mul(-1)).max(0));
  const room = f.i32(paddedRowBytes.sub(before));
  const have = f.i32(rowBytes.sub(skipped));
  const copied = f.i32(f.i32(have.min(room)).max(0));
  const after = f.i32(room.sub(copied));
  const to = f.i32(target);
  const y = f.i32(firstRow);
  const count = f.i32(rows);
  f.loop(0, count, 1, () => {
    f.if(
      y.less(height),
      () => {
        f.clear(to, before);
        f.copy(to.add(before), image.add(y.mul(rowBytes)).add(skipped), copied);
        f.clear(to.add(before).add(copied), after);
      },
      () => f.clear(to, paddedRowBytes),
    );
    f.increase(y, 1);
    f.increase(to, paddedRowBytes);
  });
}
