import type {Given} from "./exercise.js";
import {isList, Opaque, type Value} from "./value.js";

/**
 * The line of a stub that holds the numbers of the task.
 *
 * @param name  The variant's constant.
 *
 * @example
 * givenLine("layer", {height: 227, filters: 96}) // => "const layer = {height: 227, filters: 96};"
 */
export function givenLine(name: string, given: Given): string {
  return `const ${name} = ${literal(given)};`;
}

/**
 * A stub with other numbers in that line.
 *
 * @throws {RangeError} When the stub has no such line.
 *
 * @example
 * withGiven("const layer = {height: 5};\nlet size;", "layer", {height: 227}) // => "const layer = {height: 227};\nlet size;"
 */
export function withGiven(stub: string, name: string, given: Given): string {
  const line = stub.split("\n").find(text => text.startsWith(`const ${name} = `) && text.endsWith(";"));
  if (line === undefined) {
    throw new RangeError(
      `withGiven: a stub must have a line "const ${name} = ...;" for the numbers of its task, got ${JSON.stringify(stub.slice(0, 80))}`,
    );
  }
  return stub.replace(line, () => givenLine(name, given));
}

/** Every digit of a value, as TypeScript: unlike a message's text, nothing is rounded or left out. */
function literal(value: Value): string {
  if (value instanceof Opaque)
    throw new TypeError(`givenLine: a variant must be plain data, got ${value.what}`);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (value === null || typeof value !== "object") return String(value);
  if (isList(value)) return `[${value.map(literal).join(", ")}]`;
  const entries = Object.entries(value).map(
    ([key, item]) => `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key)}: ${literal(item)}`,
  );
  return `{${entries.join(", ")}}`;
}
