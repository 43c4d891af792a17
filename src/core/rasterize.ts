import {brief, requireFinite} from "./check.js";
import {encodePng, isOpaque} from "./pixels.js";

/** How an SVG drawing becomes pixels. */
export interface RasterOptions {
  /** Pixels for each unit of the drawing; 2 unless given, which is sharp on dense screens. */
  readonly scale?: number;
}

/** The part of @resvg/resvg-wasm that is used; its own types need those of a browser. */
interface ResvgModule {
  initWasm(wasm: Uint8Array): Promise<void>;
  Resvg: new (svg: string, options: object) => {render(): RenderedImage; free(): void};
}

interface RenderedImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  asPng(): Uint8Array;
  free(): void;
}

interface Rasterizer {
  readonly resvg: ResvgModule;
  readonly fonts: readonly Uint8Array[];
}

const FONTS = ["dejavu-fonts-ttf/ttf/DejaVuSans.ttf", "dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf"];

let loading: Promise<Rasterizer> | undefined;

/** Whether `rasterize` works here: in Node, where the fonts are files. A browser draws SVG by itself. */
export function canRasterize(): boolean {
  return typeof nodeFiles()?.readFileSync === "function";
}

/**
 * The PNG file of an SVG drawing. Text is drawn with the font that comes with the package, never with one of the system,
 * so the same drawing gives the same bytes on every machine. The first call loads the renderer (about 2.5 MB).
 *
 * @param svg  A drawing with its own width and height.
 * @param options  `scale`, pixels for each unit.
 * @throws {Error} In a browser.
 */
export async function rasterize(svg: string, options: RasterOptions = {}): Promise<Uint8Array> {
  if (typeof svg !== "string") throw new TypeError(`rasterize: svg must be text, got ${brief(svg)}`);
  const scale = requireFinite("rasterize", "scale", options.scale ?? 2, true);
  loading ??= load();
  const {resvg, fonts} = await loading;
  // The renderer knows the older name only, browsers the newer one only.
  const drawing = svg.replaceAll("image-rendering:pixelated", "image-rendering:optimizeSpeed");
  const renderer = new resvg.Resvg(drawing, {
    fitTo: {mode: "zoom", value: scale},
    font: {
      fontBuffers: fonts,
      defaultFontFamily: "DejaVu Sans",
      sansSerifFamily: "DejaVu Sans",
      monospaceFamily: "DejaVu Sans",
    },
  });
  const image = renderer.render();
  const {width, height, pixels} = image;
  // The renderer packs for speed: the same pixels take about half the bytes from our encoder. Where something shines
  // through, its pixels are multiplied by the opacity, which a PNG's are not.
  const png = isOpaque(pixels) ? encodePng({width, height, data: pixels}) : image.asPng();
  image.free();
  renderer.free();
  return png;
}

async function load(): Promise<Rasterizer> {
  const files = nodeFiles();
  if (!files) throw new Error("rasterize: needs Node, which reads the font from a file; got a browser");
  const read = (name: string) => new Uint8Array(files.readFileSync(new URL(import.meta.resolve(name))));
  const resvg = (await import("@resvg/resvg-wasm")) as unknown as ResvgModule;
  await resvg.initWasm(read("@resvg/resvg-wasm/index_bg.wasm"));
  return {resvg, fonts: FONTS.map(read)};
}

/** Node's file functions, asked for at run time, so that a bundle for the browser has no import it cannot resolve. */
function nodeFiles(): {readFileSync(url: URL): Uint8Array} | undefined {
  const {process} = globalThis as {process?: {getBuiltinModule?(name: string): unknown}};
  return process?.getBuiltinModule?.("node:fs") as {readFileSync(url: URL): Uint8Array} | undefined;
}
