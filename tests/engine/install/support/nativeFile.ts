import {createRequire} from "node:module";
import path from "node:path";

/** A small native library for this platform that is always here: koffi's own. */
export function nativeFile(): string {
  const platform = `${process.platform}-${process.arch}`;
  const manifest = createRequire(import.meta.url).resolve(`@koromix/koffi-${platform}/package.json`);
  return path.join(path.dirname(manifest), platform.replace("-", "_"), "koffi.node");
}
