/** An array of unsigned bytes with its axis lengths, row-major. */
export interface IdxArray {
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

/** The type code of unsigned bytes, the only one MNIST uses. */
const UNSIGNED_BYTE = 8;

/**
 * Reads an IDX file: two zero bytes, a type code, the number of axes, each axis length as a big-endian 32-bit integer, then
 * the values row by row.
 *
 * @param bytes  The whole file, unpacked.
 * @param name  What to call the file in errors.
 * @returns Axis lengths and values; the values are a view into `bytes`, not a copy.
 * @throws {SyntaxError} When the header is not that of an IDX file of unsigned bytes.
 * @throws {RangeError} When the file holds more or fewer values than its axis lengths say.
 * @source LeCun, Cortes, Burges, The MNIST database of handwritten digits, "File formats".
 *
 * @example
 * parseIdx(Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 7, 9), "two labels").shape // => [2]
 */
export function parseIdx(bytes: Uint8Array, name: string): IdxArray {
  if (bytes.length < 4 || bytes[0] !== 0 || bytes[1] !== 0) {
    throw new SyntaxError(`parseIdx: ${name} must start with two zero bytes, got ${listBytes(bytes)}`);
  }
  if (bytes[2] !== UNSIGNED_BYTE) {
    throw new SyntaxError(
      `parseIdx: ${name} must hold unsigned bytes (type code 8), got type code ${bytes[2]}`,
    );
  }
  const axes = bytes[3] ?? 0;
  const start = 4 + 4 * axes;
  if (axes === 0 || bytes.length < start) {
    throw new SyntaxError(
      `parseIdx: ${name} must have 1 or more axes, each with a length in the header, got ${axes} axes in ${bytes.length} bytes`,
    );
  }
  const header = new DataView(bytes.buffer, bytes.byteOffset, start);
  const shape = Array.from({length: axes}, (_, axis) => header.getUint32(4 + 4 * axis));
  const expected = shape.reduce((product, length) => product * length, 1);
  if (bytes.length - start !== expected) {
    throw new RangeError(
      `parseIdx: ${name} must hold ${expected} values for shape [${shape.join(", ")}], got ${bytes.length - start}`,
    );
  }
  return {shape, data: bytes.subarray(start)};
}

function listBytes(bytes: Uint8Array): string {
  return bytes.length === 0 ? "an empty file" : `bytes ${Array.from(bytes.subarray(0, 4)).join(" ")}`;
}
