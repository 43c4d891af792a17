import {DISPLAY, type MimeBundle} from "../core/mime.js";
import {htmlTable} from "../core/present/htmlTable.js";
import type {Device, EngineMemory, EngineName, OpenEngine} from "./engine.js";

/** A faster tier that `auto` could not use. */
export interface PassedOver {
  readonly engine: EngineName;
  /** Why, one sentence. */
  readonly reason: string;
  /** What to type or do. */
  readonly remedy: string;
}

/** What computes now, where and with what. A notebook shows it as a small table. */
export interface EngineInfo {
  readonly engine: EngineName;
  /** The name under which TensorFlow.js knows it: `tf.getBackend()`. */
  readonly backend: string;
  /** Version of what computes. */
  readonly version: string;
  readonly device: Device;
  /** The device's own name, where it has one. */
  readonly deviceName?: string;
  readonly threads: number;
  /** Whether two runs with the same numbers give the same bits. */
  readonly deterministic: boolean;
  /** The library's folder or file. */
  readonly where: string;
  /** When this was asked for; ask again with `engineInfo()`. */
  readonly memory: EngineMemory;
  /** What `auto` tried first, from the fastest; empty when an engine was named. */
  readonly passedOver: readonly PassedOver[];
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}

function memoryText({bytes, limitBytes, handles}: EngineMemory): string {
  const of = limitBytes === undefined ? "" : ` of ${megabytes(limitBytes)}`;
  return `${megabytes(bytes)}${of} in tensors${handles === undefined ? "" : `, ${handles} handles`}`;
}

function rows(info: EngineInfo): [string, string][] {
  const {engine, version, device, deviceName, threads, deterministic, where, memory, passedOver} = info;
  return [
    ["engine", `${engine} ${version}`],
    ["device", deviceName === undefined ? device : `${device}, ${deviceName}`],
    ["threads", String(threads)],
    ["deterministic", deterministic ? "yes" : "no"],
    ["memory", memoryText(memory)],
    ["where", where],
    ...passedOver.map((one): [string, string] => [`not ${one.engine}`, `${one.reason}; ${one.remedy}`]),
  ];
}

function bundle(info: EngineInfo): MimeBundle {
  const lines = rows(info);
  const width = Math.max(...lines.map(([name]) => name.length));
  return {
    "text/plain": lines.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join("\n"),
    "text/html": htmlTable({
      caption: "What computes",
      columns: ["", "value"],
      rows: lines,
      rowHeaders: true,
      textColumns: new Set([1]),
    }),
  };
}

/** A snapshot of an open engine: frozen, with a display of its own that `console.log` does not list. */
export function describeEngine(
  engine: EngineName,
  open: OpenEngine,
  passedOver: readonly PassedOver[],
): EngineInfo {
  const {backend, version, device, deviceName, threads, deterministic, where} = open;
  const info: EngineInfo = {
    engine,
    backend,
    version,
    device,
    ...(deviceName !== undefined && {deviceName}),
    threads,
    deterministic,
    where,
    memory: Object.freeze({...open.memory()}),
    passedOver: Object.freeze(passedOver.map(one => Object.freeze({...one}))),
  };
  return Object.freeze(Object.defineProperty(info, DISPLAY, {value: () => bundle(info)}));
}
