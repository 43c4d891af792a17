import type ts from "typescript";
import type {Exercise} from "../../exercise/exercise.js";
import {compiler} from "./compiler.js";
import type {ParsedCell} from "./parsedCell.js";

/** Modules and globals with which code reaches beyond its own values. */
const REACHES = new Map([
  ["child_process", "programs"],
  ["worker_threads", "threads"],
  ["cluster", "programs"],
  ["fs", "files"],
  ["fs/promises", "files"],
  ["net", "the network"],
  ["http", "the network"],
  ["https", "the network"],
  ["http2", "the network"],
  ["dgram", "the network"],
  ["dns", "the network"],
  ["tls", "the network"],
  ["vm", "code made at run time"],
  ["inspector", "the debugger"],
  ["process", "the process"],
  ["os", "the machine"],
]);
const GLOBALS = new Map([
  ["fetch", "the network"],
  ["WebSocket", "the network"],
  ["process", "the process"],
  ["eval", "code made at run time"],
  ["Function", "code made at run time"],
]);

/**
 * What a teacher may want to look at: names that the exercise forbids, also where they are put together from strings, and
 * what reaches for network, files or programs. Advice, not proof: code can hide what it calls.
 */
export function adviceFor(exercise: Exercise, cell: ParsedCell, helpers: readonly ParsedCell[]): string[] {
  const advice = new Set<string>();
  const forbidden = new Map((exercise.forbids ?? []).map(({name, why}) => [name, why]));
  for (const {file} of [cell, ...helpers]) {
    const lineOf = (node: ts.Node) => file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
    const see = (name: string, node: ts.Node) => {
      const why = forbidden.get(name);
      if (why !== undefined) advice.add(`Line ${lineOf(node)} uses \`${name}\`, though ${why}.`);
      const reach = REACHES.get(name.replace(/^node:/, ""));
      if (reach !== undefined && isSpecifier(node))
        advice.add(`Line ${lineOf(node)} reaches for ${reach} (\`${name}\`).`);
    };
    walk(file, node => {
      const ts = compiler();
      if (ts.isIdentifier(node)) {
        see(node.text, node);
        const reach = GLOBALS.get(node.text);
        if (reach !== undefined && !isMember(node))
          advice.add(`Line ${lineOf(node)} reaches for ${reach} (\`${node.text}\`).`);
        return true;
      }
      const text = folded(node);
      if (text === undefined) return true;
      see(text, node);
      return false;
    });
  }
  return [...advice];
}

function walk(root: ts.Node, enter: (node: ts.Node) => boolean): void {
  const ts = compiler();
  const open: ts.Node[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!enter(node)) continue;
    const children: ts.Node[] = [];
    ts.forEachChild(node, child => {
      children.push(child);
    });
    open.push(...children.reverse());
  }
}

/** Pieces of a name that are put together; a long sum is not worth its time. */
const FOLDED_DEPTH = 32;

/** The text that constant strings and their sums make: `"con" + "v"`. */
function folded(node: ts.Node, depth = 0): string | undefined {
  const ts = compiler();
  if (ts.isStringLiteralLike(node)) return node.text;
  if (depth > FOLDED_DEPTH) return undefined;
  if (ts.isParenthesizedExpression(node)) return folded(node.expression, depth + 1);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const right = folded(node.right, depth + 1);
    const left = right === undefined ? undefined : folded(node.left, depth + 1);
    return right === undefined ? undefined : `${left}${right}`;
  }
  return undefined;
}

/** Where a module is named: `import ... from "net"`, `require("net")`, `import("net")`. */
function isSpecifier({parent}: ts.Node): boolean {
  const ts = compiler();
  return (
    ts.isImportDeclaration(parent) || ts.isExternalModuleReference(parent) || ts.isCallExpression(parent)
  );
}

function isMember(node: ts.Identifier): boolean {
  const ts = compiler();
  const {parent} = node;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    ts.isTypeReferenceNode(parent)
  );
}
