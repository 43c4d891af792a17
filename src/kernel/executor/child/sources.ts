import {readFileSync} from "node:fs";
import path from "node:path";
import type {CompiledCell, RawSourceMap} from "../../compile/compiledCell.js";
import {type Place, SourceMapReader} from "../../compile/sourceMap.js";

interface Source {
  /** Name shown to the student. */
  readonly shown: string;
  readonly map: SourceMapReader | undefined;
  /** Columns by which places in line 1 are too far right. */
  readonly insertedBefore: number;
  readonly text: () => string;
}

/** The student's own texts: cells by `Cell 3`, local files by path. Everything else in a stack is someone else's. */
export class Sources {
  readonly #cwd: string;
  readonly #byScript = new Map<string, Source>();
  readonly #byShown = new Map<string, Source>();

  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  addCell(cell: CompiledCell): void {
    const {insertedBefore, source} = cell;
    this.#add(cell.name, {
      shown: cell.name,
      map: new SourceMapReader(cell.map),
      insertedBefore,
      text: () => source,
    });
  }

  addFile(file: string, map?: RawSourceMap): void {
    this.#add(file, {
      shown: this.shown(file),
      map: map && new SourceMapReader(map),
      insertedBefore: 0,
      text: () => readFileSync(file, "utf8"),
    });
  }

  /** Path as the student knows it, from the notebook's folder. */
  shown(file: string): string {
    return path.relative(this.#cwd, file).replaceAll("\\", "/");
  }

  /** Where a place in a running script stands in the student's text, or undefined when it is not the student's. */
  locate(script: string, line: number, column: number): (Place & {shown: string}) | undefined {
    const source = this.#byScript.get(script);
    if (source === undefined) return undefined;
    const place = source.map === undefined ? {line, column} : source.map.original(line, column);
    if (place === undefined) return {shown: source.shown, line, column: Math.max(1, column)};
    const shift = place.line === 1 ? source.insertedBefore : 0;
    return {shown: source.shown, line: place.line, column: Math.max(1, place.column - shift)};
  }

  isOwn(shown: string): boolean {
    return this.#byShown.has(shown);
  }

  /** A line of the student's text, 1-based. */
  line(shown: string, line: number): string | undefined {
    try {
      return this.#byShown
        .get(shown)
        ?.text()
        .split(/\r\n|\r|\n/)[line - 1];
    } catch {
      return undefined; // the file is gone
    }
  }

  #add(script: string, source: Source): void {
    this.#byScript.set(script, source);
    this.#byShown.set(source.shown, source);
  }
}
