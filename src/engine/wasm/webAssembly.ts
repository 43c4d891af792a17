/**
 * The part of WebAssembly's JavaScript interface that we use. TypeScript declares it only together with everything a
 * browser has, which Node has not.
 */
export interface WasmMemory {
  readonly buffer: ArrayBuffer | SharedArrayBuffer;
}
export type WasmModule = object;
export interface WasmInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => WasmModule;
  readonly Instance: new (module: WasmModule, imports: object) => WasmInstance;
  readonly Memory: new (options: {initial: number}) => WasmMemory;
}

export const webAssembly = (globalThis as unknown as {readonly WebAssembly: WebAssemblyApi}).WebAssembly;
