import {float32, signed, unsigned} from "./encode.js";

/**
 * Values as a WebAssembly function computes them: each holds the instructions that leave it on the stack, so that
 * `a.add(b)` is the code of `a`, the code of `b`, and an addition. A value used twice is computed twice; what is needed
 * again belongs in a local.
 */
type Code = readonly number[];

const SIMD = 0xfd;
/** Alignment hints are 2^0: any address is allowed, and hints change nothing on the processors we know. */
const UNALIGNED = 0;

/** An operand that may be written as a plain number. */
type Int = I32 | number;
type Float = F32 | number;

const int = (value: Int): Code => (typeof value === "number" ? [0x41, ...signed(value)] : value.code);
const float = (value: Float): Code => (typeof value === "number" ? [0x43, ...float32(value)] : value.code);
const simd = (opcode: number): number[] => [SIMD, ...unsigned(opcode)];

/** A 32-bit integer: a count, a truth value or an address in bytes. */
export class I32 {
  constructor(readonly code: Code) {}

  static of(value: Int): I32 {
    return new I32(int(value));
  }

  add(other: Int): I32 {
    return other === 0 ? this : this.binary(other, 0x6a);
  }
  sub(other: Int): I32 {
    return this.binary(other, 0x6b);
  }
  mul(other: Int): I32 {
    return this.binary(other, 0x6c);
  }
  /** Quotient of unsigned numbers. */
  div(other: Int): I32 {
    return this.binary(other, 0x6e);
  }
  /** Remainder of unsigned numbers. */
  rem(other: Int): I32 {
    return this.binary(other, 0x70);
  }
  and(other: Int): I32 {
    return this.binary(other, 0x71);
  }
  shiftLeft(bits: number): I32 {
    return this.binary(bits, 0x74);
  }
  equals(other: Int): I32 {
    return this.binary(other, 0x46);
  }
  /** `this < other` as signed numbers: right for what may be negative. */
  lessSigned(other: Int): I32 {
    return this.binary(other, 0x48);
  }
  /** `this < other` as unsigned numbers: right for addresses, which reach 4 GB. */
  less(other: Int): I32 {
    return this.binary(other, 0x49);
  }
  /** The smaller of two signed numbers; both are computed twice. */
  min(other: Int): I32 {
    return new I32([...this.code, ...int(other), ...this.lessSigned(other).code, 0x1b]);
  }
  /** The larger of two signed numbers; both are computed twice. */
  max(other: Int): I32 {
    return new I32([...int(other), ...this.code, ...this.lessSigned(other).code, 0x1b]);
  }

  /** The same number as float32. */
  toFloat(): F32 {
    return new F32([...this.code, 0xb2]);
  }

  /** The integer at this address. */
  loadInt(offset = 0): I32 {
    return new I32([...this.code, 0x28, UNALIGNED, ...unsigned(offset)]);
  }
  /** The number at this address. */
  loadFloat(offset = 0): F32 {
    return new F32([...this.code, 0x2a, UNALIGNED, ...unsigned(offset)]);
  }
  /** The four numbers from this address. */
  loadVector(offset = 0): V128 {
    return new V128([...this.code, ...simd(0), UNALIGNED, ...unsigned(offset)]);
  }
  /** The number at this address, four times. */
  loadSplat(offset = 0): V128 {
    return new V128([...this.code, ...simd(9), UNALIGNED, ...unsigned(offset)]);
  }

  private binary(other: Int, opcode: number): I32 {
    return new I32([...this.code, ...int(other), opcode]);
  }
}

/** A float32. */
export class F32 {
  constructor(readonly code: Code) {}

  static of(value: Float): F32 {
    return new F32(float(value));
  }
  add(other: Float): F32 {
    return this.binary(other, 0x92);
  }
  sub(other: Float): F32 {
    return this.binary(other, 0x93);
  }
  mul(other: Float): F32 {
    return this.binary(other, 0x94);
  }
  div(other: Float): F32 {
    return this.binary(other, 0x95);
  }
  max(other: Float): F32 {
    return this.binary(other, 0x97);
  }
  /** 1 where `this > other`, else 0, as an integer. */
  greater(other: Float): I32 {
    return new I32([...this.code, ...float(other), 0x5e]);
  }
  splat(): V128 {
    return new V128([...this.code, ...simd(0x13)]);
  }

  private binary(other: Float, opcode: number): F32 {
    return new F32([...this.code, ...float(other), opcode]);
  }
}

/** Four float32 side by side. */
export class V128 {
  constructor(readonly code: Code) {}

  /** The same number four times. */
  static splat(value: Float): V128 {
    return F32.of(value).splat();
  }
  add(other: V128): V128 {
    return this.binary(other, 0xe4);
  }
  sub(other: V128): V128 {
    return this.binary(other, 0xe5);
  }
  mul(other: V128): V128 {
    return this.binary(other, 0xe6);
  }
  div(other: V128): V128 {
    return this.binary(other, 0xe7);
  }
  min(other: V128): V128 {
    return this.binary(other, 0xe8);
  }
  max(other: V128): V128 {
    return this.binary(other, 0xe9);
  }
  /** The larger of each pair, `this` where one of them is NaN. */
  largerOrFirst(other: V128): V128 {
    return this.binary(other, 0xeb);
  }
  abs(): V128 {
    return new V128([...this.code, ...simd(0xe0)]);
  }
  sqrt(): V128 {
    return new V128([...this.code, ...simd(0xe3)]);
  }
  /** Rounded to the nearest integer, still as float32. */
  nearest(): V128 {
    return new V128([...this.code, ...simd(0x6a)]);
  }
  /** All bits set in the lanes where `this === other`. */
  equals(other: V128): V128 {
    return this.binary(other, 0x41);
  }
  /** All bits set in the lanes where `this < other`. */
  less(other: V128): V128 {
    return this.binary(other, 0x43);
  }
  /** All bits set in the lanes where `this > other`. */
  greater(other: V128): V128 {
    return this.binary(other, 0x44);
  }
  and(other: V128): V128 {
    return this.binary(other, 0x4e);
  }
  /** `this` without the bits of `other`. */
  andNot(other: V128): V128 {
    return this.binary(other, 0x4f);
  }
  or(other: V128): V128 {
    return this.binary(other, 0x50);
  }
  /** Bits of `yes` where `this` is set, of `no` elsewhere. */
  choose(yes: V128, no: V128): V128 {
    return new V128([...yes.code, ...no.code, ...this.code, ...simd(0x52)]);
  }
  /** 2 to the power of each lane, which must hold an integer from -126 to 127: the exponent's bits are set. */
  powerOfTwo(): V128 {
    const bias = [...float32Integer(127)];
    return new V128([...this.code, ...simd(0xf8), ...bias, ...simd(0xae), ...[0x41, 23], ...simd(0xab)]);
  }
  /** One of the four numbers. */
  lane(index: number): F32 {
    return new F32([...this.code, ...simd(0x1f), index]);
  }

  private binary(other: V128, opcode: number): V128 {
    return new V128([...this.code, ...other.code, ...simd(opcode)]);
  }
}

/** The instructions for an int32 in all four lanes. */
function float32Integer(value: number): number[] {
  return [0x41, ...signed(value), ...simd(0x11)];
}

export type Value = I32 | F32 | V128;
