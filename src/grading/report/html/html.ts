import {escapeHtml} from "../../../core/escapeHtml.js";
import {plainText} from "../plainText.js";

/** Markup that is ready to stand in a page. Only `html` makes it, so nothing of a student gets into a page unescaped. */
export class Html {
  readonly markup: string;
  /** @param markup  Already safe. */
  constructor(markup: string) {
    this.markup = markup;
  }
}

export type HtmlPart = Html | string | number | undefined | readonly HtmlPart[];

/**
 * Markup with parts in it: texts are cleaned and escaped, lists joined, undefined left out.
 *
 * @example
 * html`<b>${"a < b"}</b>`.markup // => "<b>a &lt; b</b>"
 */
export function html(texts: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return new Html(texts.map((text, i) => (i === 0 ? text : part(parts[i - 1]) + text)).join(""));
}

function part(value: HtmlPart): string {
  if (value instanceof Html) return value.markup;
  if (value === undefined) return "";
  if (typeof value === "object") return value.map(part).join("");
  return escapeHtml(plainText(String(value)));
}

/**
 * Words of the course in a line: what stands between backquotes is code, and outside of code `**words**` are strong.
 *
 * @example
 * inline("**Strided**: padding `same`").markup // => "<strong>Strided</strong>: padding <code>same</code>"
 */
export function inline(text: string): Html {
  // Parts at odd places stood between the marks.
  const parts = text.split(/`([^`]+)`/);
  return html`${parts.map((piece, i) => (i % 2 === 1 ? html`<code>${piece}</code>` : withStrong(piece)))}`;
}

function withStrong(text: string): Html {
  // `3 ** 2 ** 4` and `a**b**c` are powers: no blank inside of the marks, no letter outside.
  const parts = text.split(/(?<!\w)\*\*(?=\S)([^*]+)(?<=\S)\*\*(?!\w)/);
  return html`${parts.map((piece, i) => (i % 2 === 1 ? html`<strong>${piece}</strong>` : piece))}`;
}

/** A title or a name where no markup can stand: the marks of code are dropped. */
export function unmarked(text: string): string {
  return text.replace(/`([^`]+)`/g, "$1");
}

/** A task or a few sentences of the course: a blank line begins a paragraph, and lines that begin with `- ` make a list. */
export function prose(text: string): Html {
  return html`${text.split(/\n{2,}/).map(block)}`;
}

function block(text: string): Html {
  const lines = text.split("\n");
  const first = lines.findIndex((_, i) => lines.slice(i).every(line => line.startsWith("- ")));
  if (first < 0) return html`<p>${inline(text)}</p>\n`;
  const lead = first === 0 ? undefined : html`<p>${inline(lines.slice(0, first).join("\n"))}</p>\n`;
  return html`${lead}<ul>${lines.slice(first).map(line => html`<li>${inline(line.slice(2))}</li>`)}</ul>\n`;
}

/** Text of a student in a block of its own, as it stands. */
export function codeBlock(text: string): Html {
  return html`<pre dir="ltr" tabindex="0"><code>${text}</code></pre>\n`;
}
