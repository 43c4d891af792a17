import ts from "typescript";
import {replacements} from "./replacements.js";

/** A text that differs from a kept solution in one thing. */
export interface Mutant {
  /** What became of what: `i < size -> i <= size`, with a number where that is found more than once. Stays when lines move. */
  readonly name: string;
  /** Line of the solution, from 1. */
  readonly line: number;
  readonly text: string;
}

/**
 * Every mutant of a solution, in the order of its text. Types, imports and the line with the task's numbers stay as they are.
 *
 * @param solution  TypeScript.
 * @param given  Name of the constant that holds the task's numbers, where there is one.
 */
export function mutantsOf(solution: string, given?: string): Mutant[] {
  const source = ts.createSourceFile("solution.ts", solution, ts.ScriptTarget.ES2022, true);
  const mutants: Mutant[] = [];
  const seen = new Map<string, number>();
  const texts = new Set([solution]);
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || isGiven(node, given)) return;
    for (const {from, to, becomes} of replacements(node, source)) {
      const text = solution.slice(0, from) + becomes + solution.slice(to);
      if (texts.has(text)) continue; // two rules can have the same idea
      texts.add(text);
      // A lone number or name says little: its neighbours are shown too.
      const around = isShort(node) ? node.parent : node;
      const [start, end] = [Math.min(from, around.getStart(source)), Math.max(to, around.getEnd())];
      const shown = solution.slice(start, from) + becomes + solution.slice(to, end);
      const name = `${short(solution.slice(start, end))} -> ${short(shown)}`;
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      mutants.push({
        name: count === 1 ? name : `${name} (${count})`,
        line: source.getLineAndCharacterOfPosition(from).line + 1,
        text,
      });
    }
    node.forEachChild(visit);
  };
  visit(source);
  return mutants;
}

function isGiven(node: ts.Node, given: string | undefined): boolean {
  return (
    given !== undefined &&
    ts.isVariableStatement(node) &&
    node.declarationList.declarations.some(({name}) => ts.isIdentifier(name) && name.text === given)
  );
}

function isShort(node: ts.Node): boolean {
  return ts.isIdentifier(node) || ts.isLiteralExpression(node) || node.getChildCount() === 0;
}

/** On one line, and no longer than is needed to find the place. */
function short(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line === "") return "nothing";
  return line.length > 70 ? `${line.slice(0, 45)} ... ${line.slice(-20)}` : line;
}
