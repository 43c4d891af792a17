import fs from "node:fs";
import type {MimeBundle} from "../core/mime.js";
import {NOTEBOOK_MAX_BYTES} from "./limits.js";
import {
  isObject,
  type JsonObject,
  type Notebook,
  type NotebookCell,
  type NotebookOutput,
} from "./nbformat.js";

/**
 * Reads a notebook file.
 *
 * @throws {RangeError} When the file is larger than 64 MB.
 * @throws {SyntaxError} When it is not a notebook of nbformat 4: the message starts with the file and says where.
 */
export function readNotebookFile(file: string): Notebook {
  return parseNotebook(readNotebookText(file), file);
}

/** The file's text, after a look at its kind and size. */
export function readNotebookText(file: string): string {
  const stat = fs.statSync(file);
  if (!stat.isFile()) throw new TypeError(`readNotebook: a notebook must be a regular file, got ${file}`);
  if (stat.size > NOTEBOOK_MAX_BYTES)
    throw new RangeError(
      `readNotebook: ${file} must have at most ${NOTEBOOK_MAX_BYTES} bytes, got ${stat.size}`,
    );
  return fs.readFileSync(file, "utf8");
}

/** Checks the shape of a notebook's text and joins its lists of lines. Ids may be absent before nbformat 4.5. */
export function parseNotebook(text: string, file: string): Notebook {
  const shape = new Shape(file);
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch (error) {
    throw shape.fault("the file", `be JSON (${(error as Error).message})`, text);
  }
  const {nbformat, nbformat_minor, metadata, cells} = shape.object(root, "the notebook");
  if (nbformat !== 4)
    throw shape.fault(
      "nbformat",
      "be 4 (convert an older notebook with: jupyter nbconvert --to notebook --nbformat 4)",
      nbformat,
    );
  const minor = shape.integer(nbformat_minor, "nbformat_minor");
  const ids = new Set<string>();
  return {
    nbformat,
    nbformat_minor: minor,
    metadata: shape.object(metadata, "metadata"),
    cells: shape.list(cells, "cells").map((cell, index) => {
      const read = parseCell(shape, shape.object(cell, `cells[${index}]`), `cells[${index}]`);
      if (read.id !== undefined && ids.has(read.id))
        throw shape.fault(`cells[${index}].id`, "differ from the ids before it", read.id);
      if (read.id !== undefined) ids.add(read.id);
      return read;
    }),
  };
}

function parseCell(shape: Shape, cell: JsonObject, at: string): NotebookCell {
  const base = {
    ...(cell.id !== undefined && {id: shape.string(cell.id, `${at}.id`)}),
    metadata: shape.object(cell.metadata ?? {}, `${at}.metadata`),
    source: shape.text(cell.source, `${at}.source`),
  };
  const type = cell.cell_type;
  if (type === "markdown" || type === "raw") {
    const attachments = cell.attachments;
    return {
      cell_type: type,
      ...base,
      ...(attachments !== undefined && {attachments: shape.object(attachments, `${at}.attachments`)}),
    };
  }
  if (type !== "code") throw shape.fault(`${at}.cell_type`, "be code, markdown or raw", type);
  return {
    cell_type: type,
    ...base,
    execution_count: shape.count(cell.execution_count, `${at}.execution_count`),
    outputs: shape
      .list(cell.outputs ?? [], `${at}.outputs`)
      .map((output, index) => parseOutput(shape, output, `${at}.outputs[${index}]`)),
  };
}

function parseOutput(shape: Shape, value: unknown, at: string): NotebookOutput {
  const output = shape.object(value, at);
  const bundle = () => ({
    data: Object.fromEntries(
      Object.entries(shape.object(output.data, `${at}.data`)).map(([type, value]) => [
        type,
        isJsonType(type) ? value : joined(value),
      ]),
    ) as MimeBundle,
    metadata: shape.object(output.metadata ?? {}, `${at}.metadata`),
  });
  switch (output.output_type) {
    case "stream": {
      const name = output.name;
      if (name !== "stdout" && name !== "stderr")
        throw shape.fault(`${at}.name`, "be stdout or stderr", name);
      return {output_type: "stream", name, text: shape.text(output.text, `${at}.text`)};
    }
    case "display_data":
      return {output_type: "display_data", ...bundle()};
    case "execute_result": {
      const count = shape.count(output.execution_count, `${at}.execution_count`);
      return {output_type: "execute_result", ...bundle(), execution_count: count};
    }
    case "error":
      return {
        output_type: "error",
        ename: shape.string(output.ename, `${at}.ename`),
        evalue: shape.string(output.evalue, `${at}.evalue`),
        traceback: shape
          .list(output.traceback, `${at}.traceback`)
          .map(line => shape.string(line, `${at}.traceback`)),
      };
    default:
      throw shape.fault(
        `${at}.output_type`,
        "be stream, display_data, execute_result or error",
        output.output_type,
      );
  }
}

/** Lists of strings are JSON there, not lines. */
function isJsonType(type: string): boolean {
  return type === "application/json" || /^application\/.*\+json$/.test(type);
}

/** A list of lines is one text; anything else stays what it is. */
function joined(value: unknown): unknown {
  return Array.isArray(value) && value.every(line => typeof line === "string") ? value.join("") : value;
}

/** The few shapes JSON can have, each refused with the place at which it was wrong. */
class Shape {
  constructor(readonly file: string) {}

  fault(at: string, rule: string, value: unknown): SyntaxError {
    const shown = JSON.stringify(value)?.slice(0, 60) ?? "nothing";
    return new SyntaxError(`${this.file}: ${at} must ${rule}, got ${shown}`);
  }

  object(value: unknown, at: string): JsonObject {
    if (!isObject(value)) throw this.fault(at, "be an object", value);
    return value;
  }

  list(value: unknown, at: string): readonly unknown[] {
    if (!Array.isArray(value)) throw this.fault(at, "be a list", value);
    return value;
  }

  string(value: unknown, at: string): string {
    if (typeof value !== "string") throw this.fault(at, "be a string", value);
    return value;
  }

  text(value: unknown, at: string): string {
    const text = joined(value);
    if (typeof text !== "string") throw this.fault(at, "be a string or a list of strings", value);
    return text;
  }

  integer(value: unknown, at: string): number {
    if (!Number.isInteger(value)) throw this.fault(at, "be an integer", value);
    return value as number;
  }

  count(value: unknown, at: string): number | null {
    return value === null || value === undefined ? null : this.integer(value, at);
  }
}
