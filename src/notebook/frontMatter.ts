import {isMap, isScalar, LineCounter, type Node, parseDocument} from "yaml";
import type {FrontMatter} from "./lesson.js";
import {sourceError} from "./sourceError.js";

interface Field {
  readonly rule: string;
  readonly ok: (value: unknown) => boolean;
}

const FIELDS: Readonly<Record<keyof FrontMatter, Field>> = {
  title: {rule: "a line of text", ok: isLine},
  lesson: {rule: "an integer from 1 to 99", ok: value => isInteger(value, 1, 99)},
  minutes: {rule: "an integer from 1 to 600", ok: value => isInteger(value, 1, 600)},
  outcomes: {rule: "a list of at least one line of text", ok: value => isList(value, isLine, 1)},
  items: {rule: "a list of at least one course item such as A11", ok: value => isList(value, isItem, 1)},
  data: {rule: "a list of data set names, [] for none", ok: value => isList(value, isName, 0)},
  engine: {rule: "none, any or the name of an engine", ok: isName},
};

/**
 * Reads and checks the YAML at the head of a lesson.
 *
 * @param text  Without the `---` lines.
 * @param file  For error messages.
 * @param firstLine  1-based line of the file at which `text` starts.
 * @throws {SyntaxError} `file:line: rule, got value` for the first thing that is wrong.
 */
export function parseFrontMatter(text: string, file: string, firstLine: number): FrontMatter {
  const lines = new LineCounter();
  const document = parseDocument(text, {lineCounter: lines, schema: "core"});
  const lineAt = (offset: number) => firstLine + lines.linePos(offset).line - 1;
  const fault = document.errors[0] ?? document.warnings[0];
  if (fault) throw sourceError(file, lineAt(fault.pos[0]), `front matter: ${fault.message.split("\n")[0]}`);
  const root = document.contents;
  if (!isMap<Node, Node | null>(root))
    throw sourceError(
      file,
      firstLine,
      `front matter must be "key: value" lines, got ${shown(document.toJS())}`,
    );

  const values: Record<string, unknown> = {};
  for (const {key, value} of root.items) {
    const name = isScalar(key) ? String(key.value) : "";
    const line = lineAt(key.range?.[0] ?? 0);
    const field = (FIELDS as Record<string, Field | undefined>)[name];
    if (!field || !Object.hasOwn(FIELDS, name))
      throw sourceError(file, line, `front matter keys are ${KEYS.join(", ")}, got ${name}`);
    // maxAliasCount 0: an alias bomb is refused instead of expanded.
    const plain: unknown = value?.toJS(document, {maxAliasCount: 0}) ?? null;
    if (!field.ok(plain)) throw sourceError(file, line, `${name} must be ${field.rule}, got ${shown(plain)}`);
    values[name] = plain;
  }
  const missing = KEYS.find(key => !(key in values));
  if (missing)
    throw sourceError(file, firstLine, `${missing} must be given: ${FIELDS[missing].rule}, got nothing`);
  return values as unknown as FrontMatter;
}

const KEYS = Object.keys(FIELDS) as (keyof FrontMatter)[];

function isLine(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "" && !value.includes("\n");
}

function isInteger(value: unknown, from: number, to: number): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= from && value <= to;
}

function isItem(value: unknown): boolean {
  return typeof value === "string" && /^[A-J][1-9]\d?$/.test(value);
}

function isName(value: unknown): boolean {
  return typeof value === "string" && /^[a-z0-9][a-z0-9.-]*$/.test(value);
}

function isList(value: unknown, ok: (entry: unknown) => boolean, atLeast: number): boolean {
  return Array.isArray(value) && value.length >= atLeast && value.every(ok);
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? "nothing";
}
