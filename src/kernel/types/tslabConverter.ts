import path from "node:path";
import {isObjectLiteralCell} from "../compile/objectLiteral.js";
import type {CellEngine, EngineOptions} from "./cellEngine.js";
import {cellNames, type NameKind} from "./cellNames.js";
import {type CompilerError, syntaxErrors, toDiagnostics} from "./diagnostics.js";
import {LocalFiles} from "./localFiles.js";
import {type OpenConverter, type TslabDiagnostic, tslabOnStock} from "./tslabOnStock.js";
import type {Completions, Diagnostic, Inspection, TypeEngine} from "./typeEngine.js";
import {createTypeScript6} from "./typescript6.js";
import {slashed} from "./virtualFiles.js";

/**
 * Compatibility mode and oracle in tests: cells checked by tslab's converter, which carries declarations from cell to
 * cell as text. Where it differs from the other engines stands in `engineDifferences.ts`. Completion and inspection
 * need tslab's fork of the compiler, so TypeScript 6 answers these.
 *
 * @throws {Error} When tslab is not installed.
 */
export function createTslabConverter(options: EngineOptions): TypeEngine {
  return new TslabConverterEngine(options);
}

class TslabConverterEngine implements TypeEngine {
  readonly name = "tslab";
  readonly version: string;
  readonly #options: EngineOptions;
  readonly #local: LocalFiles;
  readonly #kinds = new Map<string, NameKind>();
  readonly #committed: string[] = [];
  #open: OpenConverter;
  #declarations = "";
  /** The cell last converted and the declarations it would leave. */
  #last: {code: string; declarations: string} | undefined;
  /** For completion and inspection, opened when first asked. */
  #helper: {engine: CellEngine; told: number} | undefined;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#local = new LocalFiles(options.ts, options.settings.options);
    this.#open = this.#openConverter();
    this.version = this.#open.version;
  }

  check(code: string): readonly Diagnostic[] {
    const {ts, folder} = this.#options;
    let errors = syntaxErrors(ts, isObjectLiteralCell(ts, code) ? `(${code}\n)` : code);
    if (errors.length === 0) errors = this.#convert(code);
    return toDiagnostics(errors, {
      folder,
      source: code,
      read: ts.sys.readFile,
      kindOf: name => this.#kinds.get(name),
    });
  }

  commit(code: string): void {
    if (this.#last?.code !== code) this.#convert(code);
    if (this.#last?.code !== code) return; // it has errors: nothing of it can be carried on
    this.#declarations = this.#last.declarations;
    this.#committed.push(code);
    for (const [name, kind] of this.#namesOf(code).declared) this.#kinds.set(name, kind);
  }

  complete(code: string, offset: number): Completions {
    return this.#typescript6().complete(code, offset);
  }

  inspect(code: string, offset: number): Inspection | undefined {
    return this.#typescript6().inspect(code, offset);
  }

  dispose(): void {
    this.#open.converter.close();
    this.#helper?.engine.dispose();
  }

  #convert(code: string): CompilerError[] {
    const {ts, folder} = this.#options;
    const isObject = isObjectLiteralCell(ts, code);
    const here = slashed(path.join(folder, "__tslab__.ts"));
    const {specifiers} = this.#namesOf(code);
    this.#open.noteChanged(this.#local.takeChanges(this.#local.reachable(specifiers, here)).changed);
    const convert = () => this.#open.converter.convert(this.#declarations, isObject ? `(${code}\n)` : code);
    let result = convert();
    const isThereNow = (specifier: string) => this.#local.resolve(specifier, here) !== undefined;
    if (result.diagnostics.some(({code: number}) => number === NOT_FOUND) && specifiers.some(isThereNow)) {
      // it keeps what it once did not find: a new one looks again
      this.#open.converter.close();
      this.#open = this.#openConverter();
      result = convert();
    }
    const errors = result.diagnostics.filter(({category}) => category === ts.DiagnosticCategory.Error);
    this.#last = errors.length === 0 ? {code, declarations: result.declOutput ?? ""} : undefined;
    return joined(errors)
      .map(error => toError(error, folder, isObject ? 1 : 0))
      .filter(({file, start}) => file !== undefined || start < Math.max(code.length, 1));
  }

  #openConverter(): OpenConverter {
    const {ts, folder, globals, settings} = this.#options;
    return tslabOnStock({ts, folder, globals, options: settings.options});
  }

  #namesOf(code: string) {
    const {ts} = this.#options;
    return cellNames(ts, ts.createSourceFile("cell.ts", code, ts.ScriptTarget.ESNext, false));
  }

  #typescript6(): CellEngine {
    this.#helper ??= {engine: createTypeScript6(this.#options), told: 0};
    for (const code of this.#committed.slice(this.#helper.told)) this.#helper.engine.commit(code);
    this.#helper.told = this.#committed.length;
    return this.#helper.engine;
  }
}

const NOT_FOUND = 2307;

/** tslab lists the links of a chain of messages one by one, all at the same place. */
function joined(errors: readonly TslabDiagnostic[]): TslabDiagnostic[] {
  const joint: TslabDiagnostic[] = [];
  for (const error of errors) {
    const last = joint.at(-1);
    const isLink = last?.start.offset === error.start.offset && last.end.offset === error.end.offset;
    if (last !== undefined && isLink)
      joint[joint.length - 1] = {...last, messageText: `${last.messageText}\n  ${error.messageText}`};
    else joint.push(error);
  }
  return joint;
}

function toError(
  {start, end, code, messageText, fileName}: TslabDiagnostic,
  folder: string,
  before: number,
): CompilerError {
  const length = end.offset - start.offset;
  if (fileName !== undefined)
    return {file: path.join(folder, fileName), start: start.offset, length, code, text: messageText};
  return {start: start.offset - before, length, code, text: messageText};
}
