import path from "node:path";
import {deriveIds} from "./cellIds.js";
import {type Fence, parseFence} from "./fence.js";
import {closesFence, isCellFence, type OpenFence, opensFence} from "./fences.js";
import {parseFrontMatter} from "./frontMatter.js";
import {CELL_ID, type Cell, type Lesson} from "./lesson.js";
import {sourceError} from "./sourceError.js";
import {writeLesson} from "./writeLesson.js";

/**
 * Reads a lesson's source. Whatever is accepted is written back by `writeLesson` byte for byte; a text in another form
 * (two blank lines between cells, a stray space in a fence line) is refused with the line it should have.
 *
 * @param text  The whole file, lines ending in `\n`.
 * @param file  Its path, for messages and for the lesson's name.
 * @throws {SyntaxError} `file:line: rule, got value`.
 */
export function parseLesson(text: string, file: string): Lesson {
  const lines = text.split("\n");
  const carriage = lines.findIndex(line => line.includes("\r"));
  if (carriage >= 0)
    throw sourceError(file, carriage + 1, "lines must end in LF alone, got a carriage return");
  if (lines[0] !== "---") throw sourceError(file, 1, `a lesson must start with ---, got "${lines[0]}"`);
  const end = lines.indexOf("---", 1);
  if (end < 0) throw sourceError(file, 1, "front matter must end with a line ---, got the end of the file");
  const frontMatterText = lines.slice(1, end).join("\n");
  const frontMatter = parseFrontMatter(frontMatterText, file, 2);
  const name = path.basename(file).replace(/\.[^.]*$/, "");
  const number = /^(\d\d)-/.exec(name)?.[1];
  if (number !== undefined && Number(number) !== frontMatter.lesson)
    throw sourceError(file, 1, `lesson must be the file name's number ${number}, got ${frontMatter.lesson}`);

  const drafts = new BodyReader(lines, end + 1, file).read();
  if (drafts.length === 0) throw sourceError(file, end + 1, "a lesson must have at least one cell, got none");
  const lesson = {name, frontMatter, frontMatterText, cells: withIds(drafts, file)};
  refuseOtherForms(lines, writeLesson(lesson).split("\n"), file);
  return lesson;
}

type Draft =
  | {kind: "markdown"; id?: string; source: string; line: number}
  | {kind: "code"; id: string; source: string; line: number; fence: Fence["fence"]};

/** Cuts the lines behind the front matter into cells. */
class BodyReader {
  readonly #drafts: Draft[] = [];

  constructor(
    readonly lines: readonly string[],
    readonly start: number,
    readonly file: string,
  ) {}

  read(): Draft[] {
    let proseStart = this.start;
    for (let at = this.start; at < this.lines.length; at++) {
      const fence = opensFence(this.lines[at] ?? "");
      if (!fence) continue;
      const close = this.#closing(at, fence);
      if (isCellFence(fence)) {
        this.#readProse(proseStart, at);
        this.#readCode(at, close, fence.info);
        proseStart = close + 1;
      }
      at = close;
    }
    this.#readProse(proseStart, this.lines.length);
    return this.#drafts;
  }

  /** Index of the line that closes the fence opened at `open`. */
  #closing(open: number, fence: OpenFence): number {
    for (let at = open + 1; at < this.lines.length; at++)
      if (closesFence(this.lines[at] ?? "", fence)) return at;
    throw sourceError(this.file, open + 1, "a fence must be closed, got the end of the file");
  }

  #readCode(open: number, close: number, info: string): void {
    let fence: Fence;
    try {
      fence = parseFence(info.split(/\s+/).slice(1));
    } catch (error) {
      throw sourceError(this.file, open + 1, (error as SyntaxError).message);
    }
    const source = this.lines.slice(open + 1, close).join("\n");
    if (fence.fence.exercise !== undefined && source !== "")
      throw sourceError(
        this.file,
        open + 2,
        `an answer cell must be empty, its text is the exercise's stub, got "${this.lines[open + 1]}"`,
      );
    this.#drafts.push({kind: "code", ...fence, source, line: open + 2});
  }

  /** The lines from `start` to `end` with their blank first and last line: nothing, or Markdown cells. */
  #readProse(start: number, end: number): void {
    if (end === start || this.lines[start] !== "") throw this.#blankLines(start + 1);
    if (this.lines[end - 1] !== "" || end - start === 2) throw this.#blankLines(end);
    if (end - start === 1) return;
    for (const piece of this.#pieces(start + 1, end - 1)) this.#readMarkdown(piece.start, piece.end);
  }

  /** The cells of one stretch of prose: it is cut at each marker line that stands outside of a fence. */
  #pieces(start: number, end: number): {start: number; end: number}[] {
    const cuts = [start];
    for (let at = start; at < end; at++) {
      const fence = opensFence(this.lines[at] ?? "");
      if (fence) at = this.#closing(at, fence);
      else if (at > start && MARKER.test(this.lines[at] ?? "")) cuts.push(at);
    }
    return cuts.map((cut, index) => {
      const following = cuts[index + 1];
      if (following !== undefined && this.lines[following - 1] !== "") throw this.#blankLines(following + 1);
      return {start: cut, end: following === undefined ? end : following - 1};
    });
  }

  #readMarkdown(start: number, end: number): void {
    const marker = MARKER.exec(this.lines[start] ?? "");
    const id = marker?.[1];
    if (id !== undefined && !CELL_ID.test(id))
      throw sourceError(this.file, start + 1, `a cell id must match ${CELL_ID.source}, got "${id}"`);
    if (!marker && (this.lines[start] === "" || this.lines[end - 1] === ""))
      throw this.#blankLines(this.lines[start] === "" ? start + 1 : end);
    const first = marker ? start + 1 : start;
    const source = this.lines.slice(first, end).join("\n");
    this.#drafts.push({kind: "markdown", ...(id !== undefined && {id}), source, line: first + 1});
  }

  #blankLines(line: number): SyntaxError {
    return sourceError(
      this.file,
      line,
      `exactly one blank line must stand between cells and one line break at the end, got "${this.lines[line - 1] ?? ""}"`,
    );
  }
}

/** Starts a Markdown cell where the text alone cannot say so, or gives it an id: `<!-- cell id=recap -->`. */
const MARKER = /^<!-- cell(?: id=(\S+))? -->$/;

function withIds(drafts: readonly Draft[], file: string): Cell[] {
  const ids = deriveIds(drafts);
  return drafts.map((draft, index) => {
    const id = ids[index] ?? "";
    if (ids.indexOf(id) < index)
      throw sourceError(file, draft.line - 1, `cell ids must differ, got "${id}" again`);
    return {...draft, id};
  });
}

function refuseOtherForms(lines: readonly string[], canonical: readonly string[], file: string): void {
  const at = canonical.findIndex((line, index) => line !== lines[index]);
  if (at >= 0)
    throw sourceError(
      file,
      at + 1,
      `must be written "${canonical[at]}", got "${lines[at] ?? "the end of the file"}"`,
    );
  if (lines.length > canonical.length)
    throw sourceError(file, canonical.length + 1, "the file must end with one line break, got more lines");
}
