/**
 * Why stock tslab 1.0.22 cannot run a cell: the words after `tslab=skip:`, each with its reason as `kernelbook notebooks
 * check` prints it. A to K are the defects listed in `docs/notebook.md`.
 */
export const TSLAB_ROWS: Readonly<Record<string, string>> = {
  A: "reads a variable of its own cell that a later cell reassigned: computes wrong values",
  B: "takes `await (` for a call",
  C: "does not see a lone `for await` as top-level await",
  D: "loses printed lines past 508 in one cell",
  E: "loses a message after some hundred cells",
  F: "drops a cell sent within 200 ms after an error",
  G: "leaves a stopped await loop running",
  H: "cannot stop a loop that follows an await",
  I: "shows emitted JavaScript lines in stack traces",
  J: "reports a failing cell without name and message",
  K: "refuses a repeated `export const`, and shows a function expression as a helper of its own",
  strict: "does not check cells strictly, so the expected type error does not appear",
  syntax: "carries TypeScript 5.0.4: no newer syntax or library types",
  modules: "cannot load the package: types only in `exports`, or top-level await",
  input: "cannot ask for input",
  results: "has no messages for results, clearing or objects that decide their own display",
};
