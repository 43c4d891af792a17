import {type IdxArray, parseIdx} from "./idx.js";

/** One file of `datasets/`, as `manifest.json` describes it. */
export interface ShippedFile {
  readonly file: string;
  readonly shape: readonly number[];
  /** Size as shipped, packed. */
  readonly bytes: number;
  /** Of the file as shipped, in hexadecimal. */
  readonly sha256: string;
}

interface Manifest {
  readonly sets: Readonly<Record<string, ShippedSet>>;
}

interface ShippedSet {
  readonly splits: Readonly<Record<string, {readonly images: ShippedFile; readonly labels: ShippedFile}>>;
}

/** `datasets/` beside `dist/`, wherever the package lies and whatever the current folder is. */
export const DATASETS: URL = new URL("../../../datasets/", import.meta.url);

/** The entry of one split of one set. Node's modules are loaded here, not at import: a page can import this file. */
export async function shippedSplit(
  set: string,
  split: string,
  folder: URL = DATASETS,
): Promise<{readonly images: ShippedFile; readonly labels: ShippedFile}> {
  const {readFile} = await import("node:fs/promises");
  const manifest = JSON.parse(await readFile(new URL("manifest.json", folder), "utf8")) as Manifest;
  const found = manifest.sets[set]?.splits[split];
  if (found === undefined) {
    throw new RangeError(
      `shippedSplit: ${set}/${split} must be listed in ${pathOf(new URL("manifest.json", folder))}`,
    );
  }
  return found;
}

/**
 * Reads a shipped file and refuses it unless size, checksum and shape are those of the manifest.
 *
 * @throws {RangeError} When the size, the checksum or the shape differs; it names the file and both values.
 */
export async function readShipped(entry: ShippedFile, folder: URL = DATASETS): Promise<IdxArray> {
  const [{readFile}, {createHash}, {gunzipSync}] = await Promise.all([
    import("node:fs/promises"),
    import("node:crypto"),
    import("node:zlib"),
  ]);
  const url = new URL(entry.file, folder);
  const packed = await readFile(url);
  if (packed.length !== entry.bytes) {
    throw new RangeError(
      `readShipped: ${pathOf(url)} must have ${entry.bytes} bytes, got ${packed.length}; restore it from the package or the repository`,
    );
  }
  const sha256 = createHash("sha256").update(packed).digest("hex");
  if (sha256 !== entry.sha256) {
    throw new RangeError(
      `readShipped: ${pathOf(url)} must have sha256 ${entry.sha256}, got ${sha256}; restore it from the package or the repository`,
    );
  }
  const array = parseIdx(gunzipSync(packed), entry.file);
  if (array.shape.join() !== entry.shape.join()) {
    throw new RangeError(
      `readShipped: ${pathOf(url)} must have shape [${entry.shape.join(", ")}], got [${array.shape.join(", ")}]`,
    );
  }
  return array;
}

function pathOf(url: URL): string {
  return decodeURIComponent(url.pathname);
}
