import {createWriteStream, type WriteStream} from "node:fs";
import {OUTPUT_CAP_DISPLAYS, OUTPUT_SPOOL_BYTES} from "./limits.js";
import type {Output} from "./output.js";
import {size} from "./outputQueue.js";
import type {Spool} from "./spool.js";

/**
 * Lets the outputs of one cell pass up to a cap. Text past it is counted and kept in a file, displays past it are
 * counted, and the cell says so: nothing is dropped in silence. Results and errors always pass. A cell that clears its
 * output starts afresh.
 */
export class OutputCap {
  readonly #limitBytes: number;
  readonly #spool: Spool;
  readonly #fileName: string;
  #passedBytes = 0;
  #passedDisplays = 0;
  #held = {bytes: 0, newlines: 0, unfinished: false, displays: 0};
  #file: WriteStream | undefined;
  #fileError: string | undefined;

  /**
   * @param limitBytes  Text and displays of one cell that pass, in bytes of UTF-8; 0 for all.
   * @param fileName  Name of the file in `spool` that takes the rest.
   */
  constructor(limitBytes: number, spool: Spool, fileName: string) {
    this.#limitBytes = limitBytes;
    this.#spool = spool;
    this.#fileName = fileName;
  }

  /** What goes on to the reader now, in order; nothing when the output is held back. */
  pass(output: Output): readonly Output[] {
    if (this.#limitBytes === 0) return [output];
    switch (output.type) {
      case "stream":
        return this.#passText(output.name, output.text);
      case "display":
        return this.#passDisplay(output);
      case "clear":
        this.#startAfresh();
        return [output];
      default:
        return [output];
    }
  }

  /** Pending while the file takes text slower than it comes. */
  get wait(): Promise<void> | undefined {
    const file = this.#file;
    if (file === undefined || !file.writableNeedDrain || file.destroyed) return undefined;
    return new Promise(resolve => {
      const done = () => {
        file.off("drain", done);
        file.off("close", done);
        resolve();
      };
      file.on("drain", done);
      file.on("close", done);
    });
  }

  /** Ends the file; says what was held back since the last call, or undefined when nothing was. */
  async finish(): Promise<Output | undefined> {
    const {bytes, newlines, unfinished, displays} = this.#held;
    const file = this.#file;
    if (file !== undefined) await new Promise<void>(resolve => file.end(() => resolve()));
    this.#file = undefined;
    if (bytes === 0 && displays === 0) return undefined;
    this.#held = {bytes: 0, newlines: 0, unfinished: false, displays: 0};
    const what = [
      bytes > 0 && `${amount(newlines + (unfinished ? 1 : 0), "line")} (${amount(bytes, "byte")})`,
      displays > 0 && amount(displays, "display"),
    ].filter(Boolean);
    return note(
      `held back ${what.join(" and ")} past the cap of ${amount(this.#limitBytes, "byte")} and ` +
        `${OUTPUT_CAP_DISPLAYS} displays a cell.${bytes > 0 ? this.#whereabouts(bytes) : ""} ` +
        `To see all, set KERNELBOOK_OUTPUT_CAP (bytes, 0 for no cap) before the kernel starts.`,
    );
  }

  #whereabouts(bytes: number): string {
    if (this.#fileError !== undefined) return ` It could not be kept: ${this.#fileError}.`;
    const kept = Math.min(bytes, OUTPUT_SPOOL_BYTES);
    const part = kept < bytes ? `The first ${amount(kept, "byte")} of it are` : "The text is";
    return ` ${part} in ${this.#spool.file(this.#fileName)} until the kernel ends.`;
  }

  #passText(name: "stdout" | "stderr", text: string): readonly Output[] {
    const room = this.#limitBytes - this.#passedBytes;
    const bytes = Buffer.byteLength(text);
    if (bytes <= room) {
      this.#passedBytes += bytes;
      return [{type: "stream", name, text}];
    }
    const cut = room > 0 ? cutAt(text, room) : 0;
    const passed: Output[] = cut > 0 ? [{type: "stream", name, text: text.slice(0, cut)}] : [];
    this.#passedBytes = this.#limitBytes;
    const rest = text.slice(cut);
    if (rest === "") return passed;
    if (this.#held.bytes === 0) passed.push(this.#reached());
    this.#hold(rest);
    return passed;
  }

  #reached(): Output {
    return note(
      `output cap of ${amount(this.#limitBytes, "byte")} reached; the rest of this cell's text goes to ` +
        `${this.#spool.file(this.#fileName)}`,
    );
  }

  #hold(text: string): void {
    const before = this.#held.bytes;
    this.#held.bytes += Buffer.byteLength(text);
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.#held.newlines += 1;
    this.#held.unfinished = !text.endsWith("\n");
    if (before >= OUTPUT_SPOOL_BYTES || this.#fileError !== undefined) return;
    if (this.#file === undefined) {
      this.#file = createWriteStream(this.#spool.file(this.#fileName), {flags: "a", mode: 0o600});
      this.#file.on("error", error => {
        this.#fileError = error.message;
      });
    }
    this.#file.write(Buffer.from(text).subarray(0, OUTPUT_SPOOL_BYTES - before));
  }

  #passDisplay(output: Output): readonly Output[] {
    const bytes = size(output);
    if (this.#passedDisplays >= OUTPUT_CAP_DISPLAYS || this.#passedBytes + bytes > this.#limitBytes) {
      this.#held.displays += 1;
      return [];
    }
    this.#passedDisplays += 1;
    this.#passedBytes += bytes;
    return [output];
  }

  #startAfresh(): void {
    this.#passedBytes = 0;
    this.#passedDisplays = 0;
  }
}

/** First end of a line at or after `room` characters, else exactly there, but never inside a surrogate pair. */
function cutAt(text: string, room: number): number {
  const newline = text.indexOf("\n", room - 1);
  if (newline >= 0) return newline + 1;
  const code = text.charCodeAt(room - 1);
  return code >= 0xd800 && code < 0xdc00 ? room + 1 : room;
}

function amount(count: number, unit: string): string {
  return `${count.toLocaleString("en-US")} ${unit}${count === 1 ? "" : "s"}`;
}

function note(text: string): Output {
  return {type: "stream", name: "stderr", text: `[kernelbook] ${text}\n`};
}
