/** MIME type -> value: text as a string, images as base64 strings, JSON types as plain objects. */
export interface MimeBundle {
  readonly [mimeType: string]: unknown;
}

/** The convention by which an object decides its own display; shared with other JavaScript kernels. */
export const DISPLAY: unique symbol = Symbol.for("Jupyter.display") as never;

/** An object that makes its own MIME bundle, at once or later. */
export interface Displayable {
  [DISPLAY](): MimeBundle | Promise<MimeBundle>;
}

/** Whether `value` decides its own display. Reading the property may run the learner's code (a getter, a proxy). */
export function isDisplayable(value: unknown): value is Displayable {
  return (
    value !== null &&
    (typeof value === "object" || typeof value === "function") &&
    typeof (value as Partial<Displayable>)[DISPLAY] === "function"
  );
}
