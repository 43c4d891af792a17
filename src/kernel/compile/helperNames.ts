/**
 * Parameters that every compiled cell takes before its refs, in this order. Those that begin with `$_$` are put in
 * by the transform; no ref can have such a name.
 */
export const HELPERS = {
  /** Keeps the value of the last expression: `(value) => value`. */
  result: "$_$r",
  /** Makes an awaited value cancellable: `(value) => value`. */
  wait: "$_$w",
  /** The same for what `for await` walks: `(iterable) => asyncIterable`. */
  waitEach: "$_$wi",
  /** Takes the names of refs out of the message of a caught error: `(error) => void`. */
  caught: "$_$c",
  /** Dynamic import: `(specifier, options) => Promise`. */
  importModule: "$_$dyn",
  /** `import.meta`. */
  meta: "$_$meta",
  require: "require",
  filename: "__filename",
  dirname: "__dirname",
} as const;

export const HELPER_PARAMETERS: readonly string[] = Object.values(HELPERS);

/** Refs are called `$$name`; `$0$name`, `$1$name` ... in a cell whose own text has `$$`. */
export function refPrefix(source: string): string {
  let prefix = "$$";
  for (let n = 0; source.includes(prefix); n++) prefix = `$${n}$`;
  return prefix;
}

const REF = String.raw`\$\d*\$([\p{ID_Continue}$\u200c\u200d]+)\.v`;
const CALLEE = new RegExp(String.raw`\(0 ?, ?${REF}\)`, "gu");
const ANYWHERE = new RegExp(String.raw`${REF}\b`, "gu");

/** Engine messages speak of `(0 , $$f.v)` and `$$obj.v.foo`; the student wrote `f` and `obj.foo`. */
export function withoutRefs(text: string): string {
  return text.includes("$") ? text.replace(CALLEE, "$1").replace(ANYWHERE, "$1") : text;
}
