import type {FunctionBuilder, I32Local} from "../assembler/functionBuilder.js";
import type {I32, V128} from "../assembler/values.js";

/** How values are read and written: four at a time, or one. */
interface Lanes {
  load(address: I32, offset?: number): V128;
  store(address: I32, value: V128, offset?: number): void;
}

/**
 * Writes a loop over `count` values side by side: four at a time, and the last up to three one by one with the same
 * operations, so that nothing behind the end is written.
 *
 * @param body  Gets the offset of the values in bytes.
 */
export function eachLane(
  f: FunctionBuilder,
  count: I32Local,
  body: (offset: I32Local, lanes: Lanes) => void,
): void {
  const bytes = f.i32(count.shiftLeft(2));
  const whole = f.i32(count.and(-4).shiftLeft(2));
  f.loop(0, whole, 16, offset =>
    body(offset, {
      load: (address, at) => address.loadVector(at),
      store: (address, value, at) => f.store(address, value, at),
    }),
  );
  f.loop(whole, bytes, 4, offset =>
    body(offset, {
      load: (address, at) => address.loadSplat(at),
      store: (address, value, at) => f.store(address, value.lane(0), at),
    }),
  );
}
