import {COLUMNS} from "./convolve.js";
import {program} from "./program.js";

/**
 * Packs a matrix [depth, columns] into panels of 8 columns, zeros after the last: what the inner loop reads lies side
 * by side. An item is a panel. Strides let the same code read a matrix transposed or a filter turned round.
 */
export const packPanels = program(
  {
    source: "i32",
    depth: "i32",
    columns: "i32",
    /** Bytes from one row to the next, and from one column to the next. */
    depthBytes: "i32",
    columnBytes: "i32",
    target: "i32",
    panelBytes: "i32",
  },
  (f, args, {begin, end}) => {
    f.loop(begin, end, 1, panel => {
      const column = f.i32(panel.mul(COLUMNS));
      const left = f.i32(args.columns.sub(column));
      const from = f.i32(args.source.add(column.mul(args.columnBytes)));
      const to = f.i32(args.target.add(panel.mul(args.panelBytes)));
      const rows = (writeRow: () => void) =>
        f.loop(0, args.depth, 1, () => {
          writeRow();
          f.increase(from, args.depthBytes);
          f.increase(to, 4 * COLUMNS);
        });
      const whole = () =>
        f.if(
          args.columnBytes.equals(4),
          () =>
            rows(() => {
              f.store(to, from.loadVector());
              f.store(to, from.loadVector(16), 16);
            }),
          () =>
            rows(() => {
              const value = f.i32(from);
              for (let k = 0; k < COLUMNS; k++) {
                f.store(to, value.loadFloat(), 4 * k);
                f.increase(value, args.columnBytes);
              }
            }),
        );
      const partial = () =>
        rows(() => {
          const zero = f.v128(0);
          f.store(to, zero);
          f.store(to, zero, 16);
          f.loop(0, left, 1, k =>
            f.store(to.add(k.shiftLeft(2)), from.add(k.mul(args.columnBytes)).loadFloat()),
          );
        });
      f.if(left.less(COLUMNS), partial, whole);
    });
  },
);
