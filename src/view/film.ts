import {requireInteger} from "../core/check.js";
import {DISPLAY, type MimeBundle} from "../core/mime.js";
import {filmPage, stillImage} from "./filmPage.js";
import {Picture} from "./picture.js";
import {type Drawing, drawingOf, inDark} from "./svg.js";

/** What is drawn at one step besides what always stands, and what a screen reader says there. */
export interface FilmStep {
  /** SVG: windows, rings, lines of arithmetic. */
  readonly moving: string;
  /** One sentence without its full stop. */
  readonly words: string;
}

/** A drawing in steps. */
export interface FilmParts {
  /** SVG that stands at every step. The n-th group of class `kb-value` in it is hidden until step n. */
  readonly fixed: string;
  readonly steps: readonly FilmStep[];
  /** Inner size, in units. */
  readonly width: number;
  readonly height: number;
  /** All that is seen at one step, in words. */
  alt(step: number): string;
  /** What the controls do: "Move the window". */
  readonly control: string;
}

/** Around what appears at its step, such as a cell of the output. */
export function appearing(content: string): string {
  return `<g class="kb-value">${content}</g>`;
}

/**
 * A picture in steps, with buttons, a slider and keys to move it. `frames` holds the numbers of each step. Displayed as a
 * fragment of a page with controls, and, where scripts are stripped, as one still drawing with everything worked out.
 */
export class Film<Frame> extends Picture {
  /** The numbers of each step. */
  readonly frames: readonly Frame[];
  readonly #parts: FilmParts;
  readonly #start: number;
  readonly #where: string;
  readonly #dark: boolean;

  /**
   * @param where  The calling function, for the message.
   * @param start  The step shown first, and alone where scripts are stripped.
   * @param dark  Whether it is drawn for a dark page.
   * @throws {RangeError} When `start` is no step.
   */
  constructor(where: string, frames: readonly Frame[], parts: FilmParts, start: number, dark = false) {
    if (requireInteger(where, "start", start, 0) >= frames.length)
      throw new RangeError(
        `${where}: start must be below ${frames.length}, the number of frames, got ${start}`,
      );
    super(stillOf(parts, start, dark), parts.alt(start));
    this.frames = frames;
    this.#parts = parts;
    this.#start = start;
    this.#where = where;
    this.#dark = dark;
  }

  /** The drawing at one step, with everything that has appeared by the end. */
  still(step: number): Picture {
    requireInteger("Film.still", "step", step, 0);
    if (step >= this.frames.length)
      throw new RangeError(`Film.still: step must be below ${this.frames.length}, got ${step}`);
    return new Picture(stillOf(this.#parts, step, this.#dark), this.#parts.alt(step));
  }

  override inDark(): Film<Frame> {
    return new Film(this.#where, this.frames, this.#parts, this.#start, true);
  }

  override async [DISPLAY](): Promise<MimeBundle> {
    const bundle = await super[DISPLAY]();
    const png = bundle["image/png"];
    const still = typeof png === "string" ? stillImage(png, this.alt, this.width) : this.svg;
    return {...bundle, "text/html": filmPage(this.#parts, this.svg, this.#start, still)};
  }
}

function stillOf(parts: FilmParts, step: number, dark: boolean): Drawing {
  const moving = `<g class="kb-moving">${parts.steps[step].moving}</g>`;
  const drawing = drawingOf(parts.width, parts.height, parts.alt(step), `${parts.fixed}\n${moving}`);
  return dark ? {...drawing, svg: inDark(drawing.svg)} : drawing;
}
