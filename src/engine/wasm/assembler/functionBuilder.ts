import {unsigned} from "./encode.js";
import {F32, I32, V128, type Value} from "./values.js";

/** Numbers of the value types in WebAssembly. */
const TYPE = {i32: 0x7f, f32: 0x7d, v128: 0x7b} as const;
const VOID = 0x40;
const SIMD = 0xfd;
const BULK = 0xfc;

export class I32Local extends I32 {
  constructor(readonly index: number) {
    super([0x20, ...unsigned(index)]);
  }
}
export class F32Local extends F32 {
  constructor(readonly index: number) {
    super([0x20, ...unsigned(index)]);
  }
}
export class V128Local extends V128 {
  constructor(readonly index: number) {
    super([0x20, ...unsigned(index)]);
  }
}

/** Writes the body of one function, statement by statement: `f.set(sum, sum.add(x))`. */
export class FunctionBuilder {
  private readonly code: number[] = [];
  private readonly locals: number[] = [];

  /** @param parameters  How many 32-bit integers the function takes. */
  constructor(readonly parameters: number) {}

  /** The n-th parameter. */
  parameter(index: number): I32Local {
    return new I32Local(index);
  }

  /** A new integer variable. A value is computed where the variable is made, also within a loop. */
  i32(value: I32 | number = 0): I32Local {
    const local = new I32Local(this.declare(TYPE.i32));
    this.set(local, I32.of(value));
    return local;
  }
  f32(value: F32 | number = 0): F32Local {
    const local = new F32Local(this.declare(TYPE.f32));
    this.set(local, F32.of(value));
    return local;
  }
  v128(value: V128 | number = 0): V128Local {
    const local = new V128Local(this.declare(TYPE.v128));
    this.set(local, typeof value === "number" ? V128.splat(value) : value);
    return local;
  }

  set(local: I32Local, value: I32): void;
  set(local: F32Local, value: F32): void;
  set(local: V128Local, value: V128): void;
  set(local: I32Local | F32Local | V128Local, value: Value): void {
    this.code.push(...value.code, 0x21, ...unsigned(local.index));
  }

  /** `local += by`. */
  increase(local: I32Local, by: I32 | number): void {
    this.set(local, local.add(by));
  }

  /** Runs `body` while `index` goes from `begin` up to, without, `end`; both are unsigned. */
  loop(begin: I32 | number, end: I32, step: I32 | number, body: (index: I32Local) => void): void {
    const index = this.i32(begin);
    this.if(index.less(end), () => {
      this.code.push(0x03, VOID);
      body(index);
      this.increase(index, step);
      this.code.push(...index.less(end).code, 0x0d, 0x00, 0x0b);
    });
  }

  if(condition: I32, then: () => void, otherwise?: () => void): void {
    this.code.push(...condition.code, 0x04, VOID);
    then();
    if (otherwise !== undefined) {
      this.code.push(0x05);
      otherwise();
    }
    this.code.push(0x0b);
  }

  /** Writes a value to `address + offset`. */
  store(address: I32, value: Value, offset = 0): void {
    const opcode = value instanceof I32 ? [0x36] : value instanceof F32 ? [0x38] : [SIMD, 0x0b];
    this.code.push(...address.code, ...value.code, ...opcode, 0, ...unsigned(offset));
  }

  /** Copies bytes; the two places may overlap. */
  copy(to: I32, from: I32, bytes: I32): void {
    this.code.push(...to.code, ...from.code, ...bytes.code, BULK, 10, 0, 0);
  }

  /** Sets bytes to zero. */
  clear(address: I32, bytes: I32): void {
    this.code.push(...address.code, 0x41, 0, ...bytes.code, BULK, 11, 0);
  }

  /** The finished body: its locals, its instructions, its end. */
  bytes(): number[] {
    const locals = this.locals.flatMap(type => [1, type]);
    const body = [...unsigned(this.locals.length), ...locals, ...this.code, 0x0b];
    return [...unsigned(body.length), ...body];
  }

  private declare(type: number): number {
    this.locals.push(type);
    return this.parameters + this.locals.length - 1;
  }
}
