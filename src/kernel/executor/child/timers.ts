import {createRequire, syncBuiltinESMExports} from "node:module";
import type {CellToken, CellTokens, TimerHandle} from "./cellToken.js";
import {enter} from "./entry.js";

type Callback = (...values: unknown[]) => unknown;
type Start = (callback: Callback, ...values: unknown[]) => TimerHandle;
type Clear = (handle?: unknown) => void;

/**
 * Replaces the timers, global and of `node:timers`: each belongs to the cell that started it, is cleared when that
 * is stopped, and calls back from a promise job (see `entry.ts`).
 *
 * @param onError  Gets what a callback throws.
 */
export function installTimers(tokens: CellTokens, onError: (error: unknown, token: CellToken) => void): void {
  const owners = new WeakMap<TimerHandle, CellToken>();
  // through require: the exports of the built-in module itself, which can be replaced
  const timers = createRequire(import.meta.url)("node:timers") as Record<string, unknown>;
  const install = (name: string, replacement: Callback) => {
    const original = timers[name] as object;
    // `util.promisify(setTimeout)` looks for a symbol
    for (const key of Reflect.ownKeys(original))
      Object.defineProperty(replacement, key, Object.getOwnPropertyDescriptor(original, key) ?? {});
    timers[name] = replacement;
    Object.defineProperty(globalThis, name, {
      value: replacement,
      writable: true,
      configurable: true,
      enumerable: true,
    });
  };

  for (const name of ["setTimeout", "setInterval", "setImmediate"] as const) {
    const start = timers[name] as Start;
    const clear = timers[name.replace("set", "clear")] as Clear;
    const repeats = name === "setInterval";
    install(name, (callback: unknown, ...values: unknown[]) => {
      if (typeof callback !== "function") return start(callback as Callback, ...values);
      const token = tokens.owner;
      const handle = start(
        (...passed) => {
          if (!repeats) token.removeTimer(handle);
          const call = () => tokens.enter(token, () => Reflect.apply(callback, handle, passed));
          enter(call).catch(error => onError(error, token));
        },
        ...values,
      );
      if (token.isCancelled) {
        clear(handle);
        return handle;
      }
      token.addTimer(handle, () => clear(handle));
      owners.set(handle, token);
      return handle;
    });
  }
  for (const name of ["clearTimeout", "clearInterval", "clearImmediate"] as const) {
    const clear = timers[name] as Clear;
    install(name, (handle: unknown) => {
      if (typeof handle === "object" && handle !== null)
        owners.get(handle as TimerHandle)?.removeTimer(handle as TimerHandle);
      clear(handle);
    });
  }
  syncBuiltinESMExports();
  Object.defineProperty(globalThis, "queueMicrotask", {
    value: (callback: unknown) => {
      if (typeof callback !== "function")
        throw new TypeError(`queueMicrotask: callback must be a function, got ${typeof callback}`);
      const token = tokens.owner;
      enter(() => tokens.enter(token, () => callback() as unknown)).catch(error => onError(error, token));
    },
    writable: true,
    configurable: true,
    enumerable: true,
  });
}
