import {inspect} from "node:util";
import type {MimeBundle} from "../../../core/mime.js";
import {present} from "../../../core/present/present.js";
import {wireBundle} from "./bundle.js";
import {plainText} from "./safely.js";

type Chart = (spec: object) => Promise<MimeBundle>;

/**
 * How the value of a cell is shown. Never throws; may take for ever, as an object's own display may.
 *
 * @param chart  Draws a Vega or Vega-Lite specification.
 */
export async function toBundle(value: unknown, chart: Chart): Promise<MimeBundle> {
  const bundle = await present(value, {inspect: plainText, chart});
  try {
    return wireBundle("display", bundle);
  } catch {
    return {"text/plain": plainText(value)};
  }
}

/** A value as text without running any code of its own, for when its display was stopped. */
export function inertBundle(value: unknown): MimeBundle {
  return {"text/plain": inspect(value, {customInspect: false})};
}
