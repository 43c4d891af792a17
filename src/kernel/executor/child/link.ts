import {readFileSync} from "node:fs";
import type {KernelLink} from "../../../core/kernelLink.js";
import type {Output} from "../../output.js";
import {wireBundle} from "./bundle.js";

/** What libraries in cells find under the kernel's well-known global. */
export function createLink(
  cwd: string,
  output: (output: Output) => void,
  typeErrors: KernelLink["typeErrors"],
): KernelLink {
  const {name, version} = kernelPackage();
  return {
    name,
    version,
    cwd,
    emit: (bundle, {displayId, update = false, metadata = {}} = {}) => {
      const data = wireBundle("display", bundle);
      const details = wireBundle("display", metadata);
      if (!update)
        return output({
          type: "display",
          data,
          metadata: details,
          ...(displayId !== undefined && {displayId}),
        });
      if (displayId === undefined)
        throw new TypeError("display: an update must name its displayId, got undefined");
      output({type: "update", data, metadata: details, displayId});
    },
    typeErrors,
    clear: wait => output({type: "clear", wait}),
  };
}

function kernelPackage(): {name: string; version: string} {
  const file = new URL("../../../../../package.json", import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as {name: string; version: string};
}
