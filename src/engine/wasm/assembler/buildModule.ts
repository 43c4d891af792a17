import {list, section, text, unsigned} from "./encode.js";
import {FunctionBuilder} from "./functionBuilder.js";

/** Writes one function's body. */
export type Body = (f: FunctionBuilder) => void;

const I32_TYPE = 0x7f;
/** Most pages of 64 kB that a memory can have; a shared one must name a bound. */
const MOST_PAGES = 65536;
const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

/**
 * A WebAssembly module whose functions take `parameters` integers and return nothing, and which imports its memory as
 * `env.memory`.
 *
 * @param functions  Bodies by the name under which each is exported.
 * @param shared  Whether several threads work in that memory.
 */
export function buildModule(
  functions: Readonly<Record<string, Body>>,
  parameters: number,
  shared: boolean,
): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(functions);
  const type = [0x60, ...list(Array.from({length: parameters}, () => [I32_TYPE])), 0];
  const limits = shared ? [3, 1, ...unsigned(MOST_PAGES)] : [0, 1];
  const bodies = entries.map(([, body]) => {
    const builder = new FunctionBuilder(parameters);
    body(builder);
    return builder.bytes();
  });
  return new Uint8Array([
    ...HEADER,
    ...section(1, list([type])),
    ...section(2, list([[...text("env"), ...text("memory"), 2, ...limits]])),
    ...section(3, list(entries.map(() => [0]))),
    ...section(7, list(entries.map(([name], index) => [...text(name), 0, ...unsigned(index)]))),
    ...section(10, list(bodies)),
  ]);
}
