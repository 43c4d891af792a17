import fs from "node:fs";
import path from "node:path";

/** What one of our installations holds; written last, so its presence means that all files are there. */
export interface Manifest {
  /** `torch` or `tensorflow`. */
  readonly name: string;
  readonly version: string;
  /** `cuda` when the files for NVIDIA's cards were taken along. */
  readonly device: "cpu" | "cuda";
  /** The files that the libraries came from. */
  readonly wheels: readonly string[];
  readonly files: readonly ManifestFile[];
}

export interface ManifestFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

const MANIFEST = "kernelbook.json";

/** The manifest of an installation of ours; undefined where there is none, or one that can't be read. */
export function readManifest(folder: string): Manifest | undefined {
  let value: unknown;
  try {
    value = JSON.parse(fs.readFileSync(path.join(folder, MANIFEST), "utf8"));
  } catch {
    return undefined;
  }
  return isManifest(value) ? value : undefined;
}

function isManifest(value: unknown): value is Manifest {
  const {name, version, files} = (value ?? {}) as Partial<Manifest>;
  return (
    typeof name === "string" &&
    typeof version === "string" &&
    Array.isArray(files) &&
    files.every(
      (file: Partial<ManifestFile>) => typeof file.name === "string" && typeof file.bytes === "number",
    )
  );
}

/** Writes the manifest whole or not at all. */
export function writeManifest(folder: string, manifest: Manifest): void {
  const file = path.join(folder, MANIFEST);
  const handle = fs.openSync(`${file}.part`, "w");
  try {
    fs.writeFileSync(handle, `${JSON.stringify(manifest, null, 2)}\n`);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
  fs.renameSync(`${file}.part`, file);
}
