import type {MimeBundle} from "../../../core/mime.js";
import type {Packages} from "./packages.js";

const VEGA = "application/vnd.vega.v5+json";
const VEGA_LITE = "application/vnd.vegalite.v5+json";

/**
 * A Vega or Vega-Lite specification as a bundle. The library draws it, if the notebook's copy can; the kernel itself
 * knows no charts and passes the specification on to front ends that do.
 */
export async function chartBundle(spec: object, packages: Packages): Promise<MimeBundle> {
  const library = await packages.import("kernelbook").catch(() => undefined);
  const draw = library?.chartBundle;
  if (typeof draw === "function") return (await draw(spec)) as MimeBundle;
  const schema = String((spec as {$schema?: unknown}).$schema);
  return {[schema.includes("vega-lite") ? VEGA_LITE : VEGA]: spec};
}
