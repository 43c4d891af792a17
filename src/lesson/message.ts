import {escapeHtml} from "../core/escapeHtml.js";
import type {MimeBundle} from "../core/mime.js";

/** Paragraphs for a learner, the first in bold. Words carry the meaning; colours are the page's own. */
export function message(...paragraphs: readonly string[]): MimeBundle {
  const html = paragraphs.map((text, i) =>
    i === 0 ? `<p><strong>${markup(text)}</strong></p>` : `<p>${markup(text)}</p>`,
  );
  return {"text/plain": paragraphs.join("\n"), "text/html": html.join("\n")};
}

/** Escaped text; what stands between backquotes is code. */
export function markup(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}
