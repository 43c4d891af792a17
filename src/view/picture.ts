import {toBase64} from "../core/base64.js";
import {DISPLAY, type MimeBundle} from "../core/mime.js";
import {canRasterize, rasterize} from "../core/rasterize.js";
import {type Drawing, inDark} from "./svg.js";

/** A drawing with the words that stand for it where it cannot be seen. */
export class Picture {
  /** The drawing, on a light ground of its own, so that it reads on light and on dark pages. */
  readonly svg: string;
  /** Its size in units: pixels on a screen of usual density. */
  readonly width: number;
  readonly height: number;
  /** What is seen, in words. */
  readonly alt: string;

  constructor({svg, width, height}: Drawing, alt: string) {
    this.svg = svg;
    this.width = width;
    this.height = height;
    this.alt = alt;
  }

  /** The drawing as a PNG file, two pixels for each unit. */
  async png(): Promise<Uint8Array> {
    return rasterize(this.svg);
  }

  /** The same picture for a dark page: light words on a dark ground; the colours of numbers stay. */
  inDark(): Picture {
    return new Picture({svg: inDark(this.svg), width: this.width, height: this.height}, this.alt);
  }

  toString(): string {
    return this.alt;
  }

  /** SVG, PNG for viewers that strip SVG, and the alternative text. */
  async [DISPLAY](): Promise<MimeBundle> {
    const bundle = {"text/plain": this.alt, "image/svg+xml": this.svg};
    return canRasterize() ? {...bundle, "image/png": toBase64(await this.png())} : bundle;
  }
}
