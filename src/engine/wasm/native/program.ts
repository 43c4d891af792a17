import type {Body} from "../assembler/buildModule.js";
import type {F32Local, FunctionBuilder, I32Local} from "../assembler/functionBuilder.js";

/** Arguments of a program: numbers and addresses (`i32`) or real numbers (`f32`), in the order they are passed. */
export type Signature = Readonly<Record<string, "i32" | "f32">>;
export type Arguments<S extends Signature> = {readonly [K in keyof S]: number};
type Locals<S extends Signature> = {readonly [K in keyof S]: S[K] extends "f32" ? F32Local : I32Local};

/** The part of the work that one call does: items from `begin` up to, without, `end`. */
export interface Share {
  readonly begin: I32Local;
  readonly end: I32Local;
  /** Memory of this thread alone, as many bytes as the call asked for. */
  readonly scratch: I32Local;
}

/** A function in WebAssembly that does a share of some work. */
export interface Program<S extends Signature> {
  readonly signature: S;
  readonly body: Body;
}

/** Integers that every program takes: where its arguments lie, its share, its scratch memory. */
export const PARAMETERS = 4;

/**
 * A program: `write` gets its arguments as variables and writes what is done for the items of its share. Work is cut by
 * what is written, so that shares never write to the same place and the result does not depend on how many there are.
 */
export function program<S extends Signature>(
  signature: S,
  write: (f: FunctionBuilder, args: Locals<S>, share: Share) => void,
): Program<S> {
  const body = (f: FunctionBuilder) => {
    const place = f.parameter(0);
    const locals = Object.entries(signature).map(([name, kind], index) => [
      name,
      kind === "f32" ? f.f32(place.loadFloat(4 * index)) : f.i32(place.loadInt(4 * index)),
    ]);
    write(f, Object.fromEntries(locals) as Locals<S>, {
      begin: f.parameter(1),
      end: f.parameter(2),
      scratch: f.parameter(3),
    });
  };
  return {signature, body};
}
