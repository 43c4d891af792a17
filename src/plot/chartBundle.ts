import {toBase64} from "../core/base64.js";
import {brief} from "../core/check.js";
import type {MimeBundle} from "../core/mime.js";
import {canRasterize, rasterize} from "../core/rasterize.js";

/** Pixels for each unit: sharp on dense screens at a fair size in the notebook. */
const SCALE = 1.5;

/**
 * A chart as notebooks carry it: the specification, which front ends draw and let the reader explore; a PNG for viewers
 * that strip scripts, drawn with the bundled font, so that it is the same on every machine; and the description. The MIME
 * types are those of Vega-Lite 5 and Vega 5, which JupyterLab and VS Code know; they show nothing for later ones.
 *
 * The first call loads Vega-Lite and Vega. A chart whose data lie elsewhere (`data.url`) gets no PNG: nothing is fetched.
 *
 * @param spec  A Vega-Lite or Vega specification; not changed.
 * @returns `application/vnd.vegalite.v5+json` or `application/vnd.vega.v5+json`, `image/png`, `text/plain`.
 * @throws {TypeError} When `$schema` names neither.
 * @throws {Error} Vega's own, when the specification makes no chart.
 */
export async function chartBundle(spec: object): Promise<MimeBundle> {
  const schema = (spec as {readonly $schema?: unknown}).$schema;
  const kind = typeof schema === "string" ? /\/schema\/(vega|vega-lite)\//.exec(schema)?.[1] : undefined;
  if (kind === undefined)
    throw new TypeError(
      `chartBundle: spec must name the schema of vega or vega-lite in $schema, got ${brief(schema)}`,
    );
  // A message carries JSON only. Vega leaves marks on the rows that it reads, so it gets a copy of its own.
  const json = JSON.stringify({...spec, $schema: `https://vega.github.io/schema/${kind}/v5.json`});
  const plain: object = JSON.parse(json);
  const {png, warnings} = await draw(JSON.parse(json), kind === "vega-lite");
  const notes = warnings.map(warning => `\n(${warning})`).join("");
  return {
    [kind === "vega" ? "application/vnd.vega.v5+json" : "application/vnd.vegalite.v5+json"]: plain,
    ...(png ? {"image/png": toBase64(png)} : {}),
    "text/plain": wordsOf(plain) + notes,
  };
}

interface Drawn {
  readonly png: Uint8Array | undefined;
  /** What Vega-Lite had to say, each once. */
  readonly warnings: readonly string[];
}

async function draw(spec: object, isLite: boolean): Promise<Drawn> {
  const warnings = new Set<string>();
  const logger = quietLogger(warnings);
  const vega = await import("vega");
  const compiled = isLite
    ? (await import("vega-lite")).compile(spec as never, {logger: logger as never}).spec
    : spec;
  if (!canRasterize()) return {png: undefined, warnings: [...warnings]};
  let wantsMore = false;
  const refuse = async () => {
    wantsMore = true;
    throw new Error("chartBundle: data are not fetched");
  };
  const loader = {...vega.loader(), load: refuse, http: refuse, file: refuse};
  const view = new vega.View(vega.parse(compiled as never), {
    renderer: "none",
    loader: loader as never,
    logger: logger as never,
  });
  try {
    const svg = await view.toSVG();
    return {png: wantsMore ? undefined : await rasterize(svg, {scale: SCALE}), warnings: [...warnings]};
  } finally {
    view.finalize();
  }
}

/** Collects warnings; errors of data that are not fetched are no news. */
function quietLogger(warnings: Set<string>): object {
  const logger: Record<string, (...words: unknown[]) => object> = {
    level: () => logger,
    error: () => logger,
    info: () => logger,
    debug: () => logger,
    warn: (...words) => {
      warnings.add(words.join(" "));
      return logger;
    },
  };
  return logger;
}

/** The description, else the title, else what can be said of any chart. */
function wordsOf(spec: object): string {
  const {description, title} = spec as {readonly description?: unknown; readonly title?: unknown};
  if (typeof description === "string" && description !== "") return description;
  const name = typeof title === "object" && title !== null ? (title as {text?: unknown}).text : title;
  return typeof name === "string" && name !== "" ? `Chart: ${name}` : "Chart without a description";
}
