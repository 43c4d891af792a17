import {createHash} from "node:crypto";
import type {JobInput} from "../job.js";

/** SHA-256 over the names and hashes of what was handed in, whatever its order: equal when nothing has changed. */
export function inputHash(inputs: readonly JobInput[]): string {
  const hash = createHash("sha256");
  const lines = inputs.map(({name, sha256}) => JSON.stringify([name, sha256])).sort();
  for (const line of lines) hash.update(`${line}\n`);
  return hash.digest("hex");
}
