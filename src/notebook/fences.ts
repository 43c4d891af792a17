/** An open fenced code block of CommonMark: https://spec.commonmark.org/0.31.2/#fenced-code-blocks */
export interface OpenFence {
  readonly mark: "`" | "~";
  readonly length: number;
  readonly indent: number;
  /** What stands behind the fence, trimmed. */
  readonly info: string;
}

/** The fence that `line` opens when no other is open. */
export function opensFence(line: string): OpenFence | undefined {
  const [, spaces = "", run = "", info = ""] = /^( {0,3})(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
  const mark = run[0] as "`" | "~" | undefined;
  if (!mark || (mark === "`" && info.includes("`"))) return undefined;
  return {mark, length: run.length, indent: spaces.length, info: info.trim()};
}

export function closesFence(line: string, open: OpenFence): boolean {
  const [, run = ""] = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line) ?? [];
  return run[0] === open.mark && run.length >= open.length;
}

/**
 * Whether a fence holds a cell: backticks at the margin and the language `ts`. A longer fence is prose unless it names
 * an id; other fences show TypeScript as prose with `typescript`, tildes or an indent.
 */
export function isCellFence(fence: OpenFence): boolean {
  const words = fence.info.split(/\s+/);
  return (
    fence.mark === "`" &&
    fence.indent === 0 &&
    words[0] === "ts" &&
    (fence.length === 3 || words.some(word => word.startsWith("id=")))
  );
}

/** The shortest run of at least three backticks that no line of `source` closes. */
export function fenceFor(source: string): string {
  const runs = [...source.matchAll(/^ {0,3}(`{3,})[ \t]*$/gm)].map(([, run = ""]) => run.length);
  return "`".repeat(Math.max(3, ...runs.map(length => length + 1)));
}
