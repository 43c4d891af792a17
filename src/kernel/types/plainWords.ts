import {isBuiltin} from "node:module";
import type {NameKind} from "./cellNames.js";
import {isRelative} from "./localFiles.js";

interface Said {
  /** What TypeScript puts in quotes, in order. */
  readonly names: readonly string[];
  readonly text: string;
  readonly kindOf: (name: string) => NameKind | undefined;
}

/** A sentence to add, or nothing where TypeScript's own says it all. */
type Hint = string | ((said: Said) => string | undefined);

/**
 * TypeScript's own words with, below them, what to do about the errors that beginners meet most.
 *
 * @param code  TypeScript's number: 2322 for TS2322.
 * @param text  TypeScript's message.
 * @param kindOf  What an earlier cell declared a name as: such a name reaches the compiler as an alias.
 */
export function plainWords(
  code: number,
  text: string,
  kindOf: (name: string) => NameKind | undefined,
): string {
  const names = [...text.matchAll(/'([^']*)'/g)].map(match => match[1] ?? "");
  if (code === ASSIGNED_ALIAS) return reworded(text, names[0] ?? "", kindOf);
  const hint = HINTS[code];
  const sentence = typeof hint === "function" ? hint({names, text, kindOf}) : hint;
  return sentence === undefined ? text : `${text}\n${sentence}`;
}

/** "Cannot assign to 'a' because it is an import." */
const ASSIGNED_ALIAS = 2632;

function reworded(text: string, name: string, kindOf: (name: string) => NameKind | undefined): string {
  const kind = kindOf(name);
  if (kind === undefined || kind === "import") return text;
  const said = text.replace(/because it is an import\.?$/, `because it is ${ARTICLES[kind]}.`);
  return kind === "const" ? `${said}\n${USE_LET}` : said;
}

const ARTICLES: Readonly<Record<NameKind, string>> = {
  let: "a variable",
  const: "a constant",
  function: "a function",
  class: "a class",
  enum: "an enum",
  namespace: "a namespace",
  interface: "an interface",
  type: "a type",
  import: "an import",
};

const USE_LET = "Declare it with `let` instead of `const` to give it another value later.";
const NARROW = ({names: [name = ""]}: Said) =>
  /^[\w$.]+$/.test(name)
    ? `Check it first, for example with \`if (${name} != null)\`, or write \`${name}?.\`.`
    : "Check it first, or write `?.` instead of `.`.";
const NUMBER = "Arithmetic needs numbers: `Number(text)` turns a text into one.";
const MISSING_PROPERTIES = "Give it every property that the type asks for.";
const DECLARED_TWICE =
  "It is declared twice in this cell; cells may declare a name anew, but each only once.";
const SAY_TYPE = ({names: [name = "x"]}: Said) => `Say what it is, for example \`${name}: number\`.`;
const INSIDE_ASYNC =
  "Write `async` before the function it stands in; outside of functions a cell may use it freely.";

const HINTS: Readonly<Record<number, Hint>> = {
  1002: "A text ends with the quote it starts with, on the same line; between backticks it may span lines.",
  1003: "A name has to stand here.",
  1108: "A cell is not a function: write the value alone on the last line to see it.",
  1103: INSIDE_ASYNC,
  1308: INSIDE_ASYNC,
  1128: "There may be a closing bracket too many before it.",
  1155: "A `const` gets its value where it is declared.",
  1192: "It has no default export: take its parts by name with `import {...}`, or all of it with `import * as name`.",
  2300: DECLARED_TWICE,
  2304: ({names: [name]}) =>
    `Check the spelling, and that the cell that declares \`${name}\` has run without an error.`,
  2307: moduleNotFound,
  2322: assigned,
  2339: ({names: [name]}) =>
    `Check the spelling of \`${name}\`; if it is right, the value is of another type than meant.`,
  2345: assigned,
  2349: "Only a function can be called; is there a pair of parentheses too many?",
  2355: "Every way through the function has to end with `return` and a value.",
  2362: NUMBER,
  2363: NUMBER,
  2365: ({names: [operator]}) =>
    `The two sides of ${operator} do not go together; convert one of them first.`,
  2366: "Every way through the function has to end with `return` and a value.",
  2367: "As these types stand, the comparison always comes out the same.",
  2448: "Move its declaration above this line.",
  2451: DECLARED_TWICE,
  2454: "It may not have a value yet here: give it one where it is declared.",
  2531: "Check it first, or write `?.` instead of `.`.",
  2532: "Check it first, or write `?.` instead of `.`.",
  2533: "Check it first, or write `?.` instead of `.`.",
  2540: "A `readonly` property keeps the value it was made with.",
  2554: argumentCount,
  2555: argumentCount,
  2564: "Give it a value where it is declared or in the constructor, or say that it may be missing with `?`.",
  2584: ({names: [name]}) => `Cells run in Node, not in a browser: there is no ${name} here.`,
  2588: USE_LET,
  2683: "Give the function a `this` parameter, or write it as an arrow function inside a method.",
  2693: "A type is gone when the program runs; a value has to stand here.",
  2739: MISSING_PROPERTIES,
  2740: MISSING_PROPERTIES,
  2741: MISSING_PROPERTIES,
  2769: "TypeScript tried each way to call it; the lines above say why the last one does not fit.",
  2792: moduleNotFound,
  7005: SAY_TYPE,
  7006: SAY_TYPE,
  7016: typesNotFound,
  7031: "Say what the whole parameter is, for example `({x}: {x: number})`.",
  7034: SAY_TYPE,
  7053: "The key may not be one of the object's; say what the keys are, for example with `Record<string, number>`.",
  18046: "Find out first what it is, for example with `typeof` or `instanceof`.",
  18047: NARROW,
  18048: NARROW,
  18049: NARROW,
};

/** `Type 'A' is not assignable to type 'B'`, or an argument and a parameter. */
function assigned({names: [given = "", wanted = ""]}: Said): string | undefined {
  const maybe = ["undefined", "null"].filter(missing => hasPart(given, missing) && !hasPart(wanted, missing));
  if (maybe.length > 0 && hasOtherPart(given))
    return `It may be ${maybe.join(" or ")}: check for that first, or give a value instead with \`??\`.`;
  if (maybe.length > 0)
    return `To allow ${maybe.join(" or ")}, write the type as \`${wanted} | ${maybe.join(" | ")}\`.`;
  if (given === "string" && wanted === "number") return "`Number(text)` turns a text into a number.";
  if (given === "number" && wanted === "string") return "`String(number)` turns a number into a text.";
  if (/^Promise<.*>$/.test(given) && !wanted.startsWith("Promise"))
    return "It is still on its way: wait for it with `await`.";
  return undefined;
}

function hasPart(type: string, part: string): boolean {
  return type.split(" | ").includes(part);
}

function hasOtherPart(type: string): boolean {
  return type.split(" | ").some(part => part !== "undefined" && part !== "null");
}

function moduleNotFound({names: [specifier = ""]}: Said): string {
  if (isRelative(specifier)) return "There is no such file; the path starts at the notebook's folder.";
  if (specifier.startsWith("node:") && !isBuiltin(specifier)) return "Node has no such module.";
  if (isBuiltin(specifier)) return "Its types are missing: npm install --save-dev @types/node";
  return `Install it in the notebook's folder: npm install ${packageOf(specifier)}`;
}

function typesNotFound({names: [specifier = ""]}: Said): string {
  if (isRelative(specifier))
    return "It is JavaScript: give it a `.d.ts` file beside it, or make it a `.ts` file.";
  const types = packageOf(specifier).replace(/^@([^/]+)\//, "$1__");
  return `It has no types of its own. If somebody wrote some: npm install --save-dev @types/${types}`;
}

/** `@a/b/c` -> `@a/b`. */
function packageOf(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

function argumentCount({text}: Said): string | undefined {
  const counts = /Expected (?:at least )?(\d+)(?:-\d+)? arguments?, but got (\d+)/.exec(text);
  if (counts === null) return undefined;
  return Number(counts[2]) < Number(counts[1])
    ? "Something is missing between the parentheses."
    : "There is more between the parentheses than it takes.";
}
