import vm from "node:vm";
import {type CellScript, cellScript, IMPORT_NAME, type ScriptImport} from "./cellScript.js";
import {QUIET, type Surroundings} from "./given.js";
import type {ParsedCell} from "./parsedCell.js";

const LIBRARY = "kernelbook";
const TENSORFLOW = "@tensorflow/tfjs";
/** The names under which a body finds what stands around it. */
const GIVEN = "kernelbook$given";

export interface CodeParts {
  /** The name whose value is the answer. */
  readonly answer: string;
  readonly cell: ParsedCell;
  /** In the order in which they run. */
  readonly helpers: readonly ParsedCell[];
  readonly around: Surroundings;
}

/** What a worker runs: `body` of an async function with the parameter `require`, or why V8 refuses it. */
export type BuiltCode = {readonly code: string; readonly needsEngine: boolean} | {readonly problem: string};

/**
 * The code of one answer. The cell's text begins in line 1 and keeps its lines. What stands around it is in scopes outside of
 * the cell's own, so that the cell may declare the same names, and comes from scripts with names of their own (`given.ts`,
 * `helper.ts`), so that their lines are not taken for the cell's.
 */
export function buildCode({answer, cell, helpers, around}: CodeParts): BuiltCode {
  const script = cellScript(cell);
  const given = givenScript(around);
  const known = givenNames(around);
  const before = helpers.map(helper => {
    const one = cellScript(helper);
    const names = [...helper.declared];
    const text = helperScript(one, names, known);
    known.push(...names);
    return {text, names, one};
  });
  const helperNames = [...new Set(before.flatMap(({names}) => names))];
  const head = [
    `"use strict";const ${GIVEN}=await ${evaluated(given)}(require);`,
    `const {${[IMPORT_NAME, "kernelbook$quiet", ...givenNames(around)].join(",")}}=${GIVEN};`,
    ...before.map(({text}) => `await ${evaluated(text)}(require,${GIVEN});`),
    `{const {${helperNames.join(",")}}=${GIVEN};`,
    `{${importText(script)}{`,
  ].join("");
  const code = `${head}${script.code}\nreturn typeof ${answer}==="undefined"?undefined:${answer};}}}`;
  const refused =
    refusal(code) ?? before.map(({text}) => refusal(`return ${text}`)).find(one => one !== undefined);
  if (refused !== undefined) return {problem: refused};
  const scripts = [script, ...before.map(({one}) => one), ...outer(around).map(scriptOf)];
  return {code, needsEngine: around.usesTensorFlow || scripts.some(usesTensorFlow)};
}

function outer({solutions, prelude}: Surroundings): ParsedCell[] {
  return [...solutions.map(({cell}) => cell), ...(prelude === undefined ? [] : [prelude.cell])];
}

function usesTensorFlow({imports}: CellScript): boolean {
  return imports.some(({specifier}) => specifier.startsWith("@tensorflow/"));
}

function givenNames({imports, usesTensorFlow, quiet, solutions, prelude, constant}: Surroundings): string[] {
  return [
    ...imports,
    ...(usesTensorFlow ? ["tf"] : []),
    ...quiet,
    ...solutions.map(({name}) => name),
    ...(prelude?.names ?? []),
    ...(constant === undefined ? [] : [constant.name]),
  ];
}

/** Solutions and preludes stay the same for every submission. */
const scripts = new WeakMap<ParsedCell, CellScript>();

function scriptOf(cell: ParsedCell): CellScript {
  let script = scripts.get(cell);
  if (script === undefined) {
    script = cellScript(cell);
    scripts.set(cell, script);
  }
  return script;
}

/** Gives an object with every name that the answer finds around it. */
function givenScript(around: Surroundings): string {
  const {imports, usesTensorFlow, solutions, prelude, constant} = around;
  const names = givenNames(around);
  return [
    "(async require=>{",
    `const ${IMPORT_NAME}=async name=>{const module=require(name);`,
    `return name==="${LIBRARY}"||(module&&module.__esModule)?module:Object.assign(Object.create(null),{default:module},module);};`,
    "const quiet=async()=>{};",
    `const kernelbook$quiet={${QUIET.map(name => (name === "predict" ? "predict:async()=>({compare:quiet})" : `${name}:quiet`)).join(",")}};`,
    `const {${around.quiet.join(",")}}=kernelbook$quiet;`,
    imports.length === 0 ? "" : `const {${imports.join(",")}}=require("${LIBRARY}");`,
    usesTensorFlow ? `const tf=require("${TENSORFLOW}");` : "",
    constant === undefined ? "" : `const ${constant.name}=${JSON.stringify(constant.values)};`,
    ...solutions.map(({name, cell}) => `const ${name}=await (async()=>{${body(scriptOf(cell), name)}})();`),
    prelude === undefined
      ? ""
      : `const {${prelude.names.join(",")}}=await (async()=>{${body(scriptOf(prelude.cell), `{${prelude.names.join(",")}}`)}})();`,
    `return {${[IMPORT_NAME, "kernelbook$quiet", ...names].join(",")}};})`,
    "\n//# sourceURL=given.ts",
  ].join("");
}

/**
 * Runs a helper cell and puts what it declares into `kernelbook$given`. One that throws leaves what it had declared by then:
 * a helper's slip should not hide the answer behind it.
 */
function helperScript(script: CellScript, names: readonly string[], known: readonly string[]): string {
  const outer = [...new Set([IMPORT_NAME, "kernelbook$quiet", ...known])].join(",");
  return [
    `(async (require,${GIVEN})=>{const {${outer}}=${GIVEN};let read=()=>({});`,
    `try{await (async()=>{${importText(script)}{read=()=>{const found={};`,
    ...names.map(name => `try{found.${name}=${name}}catch{}`),
    `return found;};${script.code}\n}})();}`,
    'catch(error){console.error("A cell before the answer threw "+error);}',
    `Object.assign(${GIVEN},read());})`,
    "\n//# sourceURL=helper.ts",
  ].join("");
}

function body(script: CellScript, result: string): string {
  return `${importText(script)}{${script.code}\nreturn ${result};}`;
}

/** Imports as declarations in a scope around the cell. */
function importText({imports}: CellScript): string {
  return imports.map(declarationOf).join("");
}

function declarationOf({specifier, bindings}: ScriptImport): string {
  const load = `require(${JSON.stringify(specifier)})`;
  if (bindings.length === 0) return `${load};`;
  return bindings
    .map(([imported, local]) => {
      if (imported === "*") return `const ${local}=${load};`;
      if (specifier === LIBRARY && QUIET.includes(imported))
        return `const ${local}=kernelbook$quiet.${imported};`;
      if (imported === "default") {
        return `const ${local}=(module=>module&&module.__esModule?module.default:module)(${load});`;
      }
      return `const {${JSON.stringify(imported)}:${local}}=${load};`;
    })
    .join("");
}

function evaluated(script: string): string {
  return `(0,eval)(${JSON.stringify(script)})`;
}

/** Why V8 does not compile it: what the parser lets pass, such as a name declared twice. Nothing is run. */
function refusal(code: string): string | undefined {
  try {
    new vm.Script(`(async function(require){${code}\n})`, {filename: "answer.ts"});
    return undefined;
  } catch (error) {
    const {stack = "", message} = error as Error;
    const line = /^answer\.ts:(\d+)/.exec(stack)?.[1] ?? "1";
    return `line ${line}: ${message}`;
  }
}
