import {randomBytes} from "node:crypto";
import {createRequire} from "node:module";
import {kernelLink} from "../../core/kernelLink.js";
import type {MimeBundle} from "../../core/mime.js";

/** What `import {display, newDisplay, versions} from "tslab"` gives in this kernel: tslab's public functions. */
export interface Versions {
  tslab: string;
  typescript: string;
  node: string;
}

/** The version strings of the kernel and what it stands on. */
export const versions: Versions = {
  tslab: `${kernelLink()?.version ?? "0"} (${kernelLink()?.name ?? "kernelbook"})`,
  typescript: (createRequire(import.meta.url)("typescript/package.json") as {version: string}).version,
  node: process.version,
};

export interface Display {
  javascript(s: string): void;
  html(s: string): void;
  markdown(s: string): void;
  latex(s: string): void;
  svg(s: string): void;
  png(b: Uint8Array): void;
  jpeg(b: Uint8Array): void;
  gif(b: Uint8Array): void;
  pdf(b: Uint8Array): void;
  text(s: string): void;
  /** Any MIME type; objects are passed on as JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: tslab declares it so
  raw(contentType: string, b: string | Uint8Array | object): any;
}

/** Returns a new `Display` instance which displays and overwrites a single display-entry. */
export function newDisplay(): Display {
  return new LinkDisplay(randomBytes(8).toString("hex"));
}

class LinkDisplay implements Display {
  readonly #displayId: string | undefined;
  #isShown = false;

  constructor(displayId?: string) {
    this.#displayId = displayId;
  }

  javascript(s: string): void {
    this.raw("text/javascript", s);
  }
  html(s: string): void {
    this.raw("text/html", s);
  }
  markdown(s: string): void {
    this.raw("text/markdown", s);
  }
  latex(s: string): void {
    this.raw("text/latex", s);
  }
  svg(s: string): void {
    this.raw("image/svg+xml", s);
  }
  png(b: Uint8Array): void {
    this.raw("image/png", b);
  }
  jpeg(b: Uint8Array): void {
    this.raw("image/jpeg", b);
  }
  gif(b: Uint8Array): void {
    this.raw("image/gif", b);
  }
  pdf(b: Uint8Array): void {
    this.raw("application/pdf", b);
  }
  text(s: string): void {
    this.raw("text/plain", s);
  }
  raw(contentType: string, b: string | Uint8Array | object): void {
    const link = kernelLink();
    if (link === undefined) throw new Error("display: must be called in a notebook's cell");
    const bundle: MimeBundle = {[contentType]: b};
    const displayId = this.#displayId;
    link.emit(bundle, displayId === undefined ? {} : {displayId, update: this.#isShown});
    this.#isShown = true;
  }
}

/** Utility functions to display rich contents in a notebook. */
export const display: Display = new LinkDisplay();
