import type {SyntaxKind} from "typescript7/unstable/ast";
import type {Symbol as Named, Project, Signature, Type} from "typescript7/unstable/sync";
import {moduleName} from "./diagnostics.js";
import type {LocalKind} from "./localNames.js";
import type {Inspection} from "./typeEngine.js";
import type {TypeScript7} from "./typescript7Server.js";

export interface InfoQuestion {
  readonly file: string;
  readonly offset: number;
  /** Text of the file up to `offset`. */
  readonly before: string;
  /** What the name was declared as, where the notebook knows. */
  readonly kind: LocalKind | undefined;
}

/**
 * What TypeScript 6 calls quick info, put together from symbol, type and doc comment: the API of TypeScript 7.0 has no
 * call for it.
 */
export function quickInfoOf(
  ts7: TypeScript7,
  project: Project,
  question: InfoQuestion,
): Inspection | undefined {
  const {checker} = project;
  const found = checker.getSymbolAtPosition(question.file, question.offset);
  if (found === undefined) return undefined;
  const symbol = found.flags & ts7.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
  if (checker.isUnknownSymbol(symbol)) return undefined;
  const type = checker.getTypeAtPosition(question.file, question.offset);
  return {
    signature: signatureOf({ts7, project, name: found.name, symbol, type}, question),
    documentation: symbol.getDocumentationComment(checker),
    tags: symbol.getJsDocTags(checker).map(tag => `@${tag.name} ${tag.text ?? ""}`.trim()),
  };
}

interface Subject {
  readonly ts7: TypeScript7;
  readonly project: Project;
  /** As written at the place asked about. */
  readonly name: string;
  readonly symbol: Named;
  /** At the place asked about: narrowed. */
  readonly type: Type | undefined;
}

function signatureOf(subject: Subject, {before, kind}: InfoQuestion): string {
  const {ts7, name, symbol} = subject;
  const {SymbolFlags: flags} = ts7;
  const is = (flag: number) => (symbol.flags & flag) !== 0;
  if (is(flags.Function)) return `function ${callable(subject, name)}`;
  if (is(flags.Method)) return `(method) ${callable(subject, member(symbol))}`;
  if (is(flags.Class))
    return /\bnew\s+[\w$.]*$/.test(before) ? constructorOf(subject) : `class ${declared(subject)}`;
  if (is(flags.Enum)) return `enum ${name}`;
  if (is(flags.EnumMember)) return `(enum member) ${member(symbol)}`;
  if (is(flags.Accessor)) return `(getter) ${member(symbol)}: ${typeText(subject)}`;
  if (is(flags.Property)) return `(property) ${member(symbol)}: ${typeText(subject)}`;
  if (is(flags.Variable)) return variable(subject, kind);
  if (is(flags.Interface)) return `interface ${declared(subject)}`;
  if (is(flags.TypeAlias)) return `type ${declared(subject)} = ${aliased(subject)}`;
  if (is(flags.TypeParameter)) return `(type parameter) ${name}`;
  if (is(flags.ValueModule | flags.NamespaceModule)) return moduleText(symbol);
  return `${name}: ${typeText(subject)}`;
}

function variable(subject: Subject, kind: LocalKind | undefined): string {
  const word = kind === "parameter" ? "(parameter)" : kind === "let" || kind === "const" ? kind : "var";
  return `${word} ${subject.name}: ${typeText(subject)}`;
}

function typeText({project, type}: Subject): string {
  return type === undefined ? "any" : project.checker.typeToString(type);
}

function declared({project, symbol}: Subject): string {
  return project.checker.typeToString(project.checker.getDeclaredTypeOfSymbol(symbol));
}

function aliased({ts7, project, symbol}: Subject): string {
  const type = project.checker.getDeclaredTypeOfSymbol(symbol);
  return project.checker.typeToString(type, undefined, ts7.NodeBuilderFlags.InTypeAlias);
}

/** `addOne(v: number): number`, with `(+2 overloads)` behind it where there are more. */
function callable(subject: Subject, name: string): string {
  const {ts7, project, type} = subject;
  const [first, ...more] =
    type === undefined ? [] : project.checker.getSignaturesOfType(type, ts7.SignatureKind.Call);
  if (first === undefined) return `${name}: ${typeText(subject)}`;
  return `${name}${printed(project, first)}${overloads(more.length)}`;
}

function constructorOf(subject: Subject): string {
  const {ts7, project, name, symbol} = subject;
  const type = project.checker.getTypeOfSymbol(symbol);
  const [first, ...more] =
    type === undefined ? [] : project.checker.getSignaturesOfType(type, ts7.SignatureKind.Construct);
  if (first === undefined) return `class ${declared(subject)}`;
  return `constructor ${name}${printed(project, first)}${overloads(more.length)}`;
}

function overloads(more: number): string {
  return more === 0 ? "" : ` (+${more} overload${more === 1 ? "" : "s"})`;
}

/** `SyntaxKind.FunctionDeclaration`; the enum itself would load the whole syntax tree library. */
const FUNCTION_DECLARATION = 263 as SyntaxKind.FunctionDeclaration;

/** `(v: number): number`; the printer breaks long types into lines and says of optional parameters what goes without saying. */
function printed(project: Project, signature: Signature): string {
  const node = project.checker.signatureToSignatureDeclaration(signature, FUNCTION_DECLARATION);
  if (node === undefined) return "(...)";
  return project.emitter
    .printNode(node)
    .replace(/^function\s*/, "")
    .replace(/;\s*$/, "")
    .replace(/\s*\n\s*/g, " ")
    .replace(/\[ /g, "[")
    .replace(/ \]/g, "]")
    .replace(/(\?: [^,()]+?) \| undefined(?=[,)])/g, "$1");
}

/** `Math.max`, with the name of what it belongs to where that has one. */
function member(symbol: Named): string {
  const parent = symbol.getParent();
  return parent === undefined || /^__|"/.test(parent.name) ? symbol.name : `${parent.name}.${symbol.name}`;
}

function moduleText(symbol: Named): string {
  const file = /^"(.*)"$/.exec(symbol.name)?.[1];
  return file === undefined ? `namespace ${symbol.name}` : `module "${moduleName(file)}"`;
}
