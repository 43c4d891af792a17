import vm from "node:vm";
import {sendNote} from "./channel.js";

/** One answer's JavaScript world: a context of its own, or the process's. */
export interface Realm {
  /** Makes a value of this realm from what the judge sent, so that `instanceof Array` holds there. */
  decode(wire: unknown): unknown;
  /** `Object.prototype` of this realm. */
  readonly plain: unknown;
  /** Compiles the body of an async function with the parameter `require`; `answer.ts` in stacks, line 1 first. */
  compile(code: string): (require: unknown) => unknown;
}

/**
 * Runs in the realm before the answer: a random generator and a clock that start the same every time, and the decoder.
 * The clock moves by a millisecond whenever it is read, so a loop that waits for it ends.
 */
const PRELUDE = new vm.Script(
  `(function (seed, clock) {
  "use strict";
  const types = {Uint8Array, Uint8ClampedArray, Float64Array, Float32Array, Int32Array, Uint16Array, Uint32Array, Int8Array, Int16Array};
  const numbers = {__proto__: null, NaN: NaN, Infinity: Infinity, "-Infinity": -Infinity, "-0": -0};
  const bigint = BigInt;
  const defineProperty = Object.defineProperty;
  const RealDate = Date;
  const construct = Reflect.construct;
  let state = seed >>> 0;
  Math.random = function random() {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = state;
    x = Math.imul(x ^ (x >>> 15), x | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  };
  RealDate.now = function now() { return clock(); };
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, made) => construct(target, args.length === 0 ? [clock()] : args, made),
    apply: () => new RealDate(clock()).toString(),
  });
  function decode(wire) {
    if (wire === null || typeof wire !== "object") return wire;
    const tag = wire[0];
    if (tag === "u") return undefined;
    if (tag === "n") return numbers[wire[1]];
    if (tag === "i") return bigint(wire[1]);
    if (tag === "x") return {what: wire[1]};
    if (tag === "o") {
      const record = {};
      for (let i = 1; i < wire.length; i++) {
        defineProperty(record, wire[i][0], {value: decode(wire[i][1]), writable: true, enumerable: true, configurable: true});
      }
      return record;
    }
    const from = tag === "t" ? 2 : 1;
    const list = tag === "t" ? new types[wire[1]](wire.length - from) : [];
    for (let i = from; i < wire.length; i++) list[i - from] = decode(wire[i]);
    return list;
  }
  return {decode, plain: Object.prototype};
})`,
  {filename: "realm"},
);

/**
 * Built-ins that code reaches through a scope instead of the global object: in a context that one is read through an
 * interceptor, which makes loops many times slower.
 */
const BUILT_INS =
  "Object,Array,Function,String,Number,Boolean,Symbol,BigInt,Math,Date,JSON,Reflect,Proxy,RegExp,Promise,Map,Set,WeakMap,WeakSet," +
  "Error,TypeError,RangeError,SyntaxError,ArrayBuffer,DataView,Int8Array,Uint8Array,Uint8ClampedArray,Int16Array,Uint16Array," +
  "Int32Array,Uint32Array,Float32Array,Float64Array,BigInt64Array,BigUint64Array,isNaN,isFinite,parseFloat,parseInt,Infinity,NaN";

interface Prepared {
  readonly decode: (wire: unknown) => unknown;
  readonly plain: unknown;
}

/** A fresh context with the globals of Node that a cell finds in a notebook, or this process's own realm. */
export function makeRealm(kind: "context" | "main", seed: number, clock: () => number): Realm {
  const context = kind === "context" ? nodeContext() : undefined;
  const evaluate = (script: vm.Script): unknown =>
    context === undefined ? script.runInThisContext() : script.runInContext(context);
  const prepare = evaluate(PRELUDE) as (seed: number, clock: () => number) => Prepared;
  return {
    ...prepare(seed, clock),
    compile(code) {
      const body = `(async function(require){${code}\n})`;
      const script = new vm.Script(
        kind === "main" ? body : `((${BUILT_INS})=>${body})(${BUILT_INS.replace(/[^,]+/g, "globalThis.$&")})`,
        // no option comes from an `Object.prototype` that an answer may have changed, and no module into a context by `eval("import(...)")`
        Object.assign(Object.create(null) as vm.ScriptOptions, {
          filename: "answer.ts",
          ...(kind === "main" && {
            importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
          }),
        }),
      );
      return evaluate(script) as (require: unknown) => unknown;
    },
  };
}

function nodeContext(): vm.Context {
  watchFunctionMakers();
  const context = vm.createContext({});
  const own = vm.runInContext("globalThis", context) as object;
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (name === "globalThis" || (name !== "console" && Object.hasOwn(own, name))) continue;
    // A context has a console of its own, which leads nowhere. Many of Node's globals load a module when they are first read.
    Object.defineProperty(own, name, {
      get: () => {
        if (name === "process") sendNote("It uses process.");
        return Reflect.get(globalThis, name);
      },
      set: value => Object.defineProperty(own, name, {value, writable: true, configurable: true}),
      configurable: true,
    });
  }
  Object.defineProperty(own, "global", {value: own, writable: true, configurable: true});
  return context;
}

let isWatched = false;

/**
 * Functions of the process's own realm lead from a context to code in that realm, by `constructor`. Whoever takes this road is
 * told of before he is there, so that the judge lets nobody share a process with him.
 */
function watchFunctionMakers(): void {
  if (isWatched) return;
  isWatched = true;
  for (const one of [() => {}, async () => {}, function* () {}, async function* () {}]) {
    const prototype = Object.getPrototypeOf(one) as {readonly constructor: new () => object};
    const note = () => sendNote("It makes code of the process's own.");
    Object.defineProperty(prototype, "constructor", {
      value: new Proxy(prototype.constructor, {
        apply: (target, self, args) => {
          note();
          return Reflect.apply(target, self, args) as unknown;
        },
        construct: (target, args, made) => {
          note();
          return Reflect.construct(target, args, made) as object;
        },
      }),
      writable: true,
      configurable: true,
    });
  }
}
