import type ts from "typescript";
import {isObjectLiteralCell} from "../compile/objectLiteral.js";
import {type CellFiles, LINK, POOL} from "./cellFiles.js";
import {type CellNames, cellNames, type NameKind, type TypeScript} from "./cellNames.js";
import type {VirtualFiles} from "./virtualFiles.js";

const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$]*/gu;

/** A cell as the compilers read it. */
export interface BuiltCell extends CellNames {
  /** The student's text. */
  readonly source: string;
  /** The student's text with what it needs of earlier cells behind it. */
  readonly text: string;
  /** Characters of `text` before the student's first. */
  readonly before: number;
  readonly file: ts.SourceFile;
  /** Slots of the earlier cells it takes names from. */
  readonly uses: readonly number[];
}

export interface CommittedName {
  readonly slot: number;
  readonly kind: NameKind;
}

/**
 * The names that committed cells leave for later ones, as text for any TypeScript compiler.
 *
 * Each committed cell is a module on a virtual path; the cell being written takes the names it uses from them by lines
 * that stand *behind* the student's text, so every offset, line and column stays the student's own. A compiler re-uses
 * a whole program only while no file changes its list of import specifiers (3 to 10 times faster per cell). So every
 * cell imports exactly one thing, `./__scope__`, which names a pool of cell modules made in advance: committing a cell
 * then changes one text, never the structure.
 */
export class CellScope {
  readonly #ts: TypeScript;
  readonly #paths: CellFiles;
  readonly #files: VirtualFiles;
  readonly #names = new Map<string, CommittedName>();
  readonly #committed = new Map<number, BuiltCell>();
  #slots = POOL;

  /** @param texts  Has the texts of a notebook without cells. */
  constructor(ts: TypeScript, paths: CellFiles, texts: VirtualFiles) {
    this.#ts = ts;
    this.#paths = paths;
    this.#files = texts;
  }

  get names(): ReadonlyMap<string, CommittedName> {
    return this.#names;
  }

  /** Makes `source` the cell being written. */
  stage(source: string): BuiltCell {
    const cell = this.#build(source);
    this.#files.set(this.#paths.current, cell.text);
    return cell;
  }

  /** Makes `source` part of what later cells see. */
  commit(source: string): BuiltCell {
    const cell = this.#build(source);
    if (cell.declared.size === 0 && !cell.augments) return cell;
    const slot = this.#freeSlot(cell);
    this.#committed.set(slot, cell);
    this.#files.set(this.#paths.slot(slot), withValueImports(this.#ts, cell));
    for (const [name, kind] of cell.declared) this.#names.set(name, {slot, kind});
    return cell;
  }

  #build(source: string): BuiltCell {
    const file = this.#ts.createSourceFile("cell.ts", source, this.#ts.ScriptTarget.ESNext, false);
    const names = cellNames(this.#ts, file);
    const uses = new Set<number>();
    let taken = "";
    for (const word of new Set(source.match(WORD))) {
      const earlier = this.#names.get(word);
      if (earlier === undefined || names.declared.has(word)) continue;
      uses.add(earlier.slot);
      taken += takeName(word, earlier);
    }
    const exported = [...names.declared.keys()].filter(name => !names.exported.has(name)).join(", ");
    const isObject = isObjectLiteralCell(this.#ts, source);
    const student = isObject ? `(${source}\n)` : source;
    return {
      ...names,
      source,
      file,
      uses: [...uses],
      before: isObject ? 1 : 0,
      text: `${student}\n;export { ${exported} };${LINK}${taken}`,
    };
  }

  /** A slot nothing can see any more is used again, so running one cell a thousand times costs one or two slots. */
  #freeSlot(next: BuiltCell): number {
    const live = new Set<number>();
    const visit = (slot: number) => {
      if (live.has(slot)) return;
      live.add(slot);
      for (const used of this.#committed.get(slot)?.uses ?? []) visit(used);
    };
    for (const {slot} of this.#names.values()) visit(slot);
    for (const [slot, cell] of this.#committed) if (cell.augments) visit(slot);
    for (const slot of next.uses) visit(slot);
    for (let slot = 1; slot <= this.#slots; slot++) if (!live.has(slot)) return slot;
    this.#grow();
    return this.#slots - POOL + 1;
  }

  #grow(): void {
    const first = this.#slots + 1;
    this.#slots += POOL;
    for (const [file, text] of this.#paths.emptySlots(first, this.#slots)) this.#files.set(file, text);
  }
}

/** An alias keeps types, values and namespaces alike, but can't be assigned to: variables are declared anew instead. */
function takeName(name: string, {slot, kind}: CommittedName): string {
  const origin = `__scope__.c${slot}.${name}`;
  return kind === "let" ? `declare let ${name}: typeof ${origin};` : `import ${name} = ${origin};`;
}

/** `import x = ns.Y` may not name something that came by `import type`: keep the import, blank the word. */
function withValueImports(ts: TypeScript, {file, text}: BuiltCell): string {
  let result = text;
  const blank = (from: number, to: number) => {
    result = result.slice(0, from) + result.slice(from, to).replace(/\btype\b/, "    ") + result.slice(to);
  };
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || statement.importClause === undefined) continue;
    const {isTypeOnly, name, namedBindings} = statement.importClause;
    const first = name ?? namedBindings;
    if (isTypeOnly && first !== undefined) blank(statement.getStart(file), first.getStart(file));
    if (namedBindings === undefined || !ts.isNamedImports(namedBindings)) continue;
    for (const element of namedBindings.elements)
      if (element.isTypeOnly)
        blank(element.getStart(file), (element.propertyName ?? element.name).getStart(file));
  }
  return result;
}
