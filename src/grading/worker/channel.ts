import fs from "node:fs";
import {CONSOLE_TEXT, NOTE_COUNT, NOTE_TEXT} from "./limits.js";
import type {WorkerReply, WorkerRequest} from "./messages.js";

// The worker's end of the two pipes. Blocking calls need no streams, which saves a fifth of the time that Node takes to start.

const {readSync, writeSync} = fs;
const {from, alloc, allocUnsafe} = Buffer;
const {parse, stringify} = JSON;
const {apply} = Reflect;
const decoder = new TextDecoder();
const {decode} = TextDecoder.prototype;
const {readUInt32LE, writeUInt32LE} = Buffer.prototype;
const {wait} = Atomics;
const exit = process.exit.bind(process);
const sleeper = new Int32Array(new SharedArrayBuffer(4));

/** The judge's next request. Ends the process when the judge is gone. */
export function receive(): WorkerRequest {
  const head = fill(4);
  const bytes = fill(apply(readUInt32LE, head, [0]));
  return parse(apply(decode, decoder, [bytes])) as WorkerRequest;
}

function fill(length: number): Buffer {
  const bytes = allocUnsafe(length);
  for (let at = 0; at < length; ) {
    const got = tryAgain(() => readSync(0, bytes, at, length - at, null));
    if (got === 0) exit(0);
    at += got;
  }
  return bytes;
}

export function send(reply: WorkerReply): void {
  // Without a prototype, no `toJSON` of an answer's is found.
  sendJson(stringify({__proto__: null, ...reply}));
}

/** Sends a reply that is JSON text already. Waits while the judge is slow. */
export function sendJson(json: string): void {
  const body = from(json, "utf8");
  const head = alloc(4);
  apply(writeUInt32LE, head, [body.length, 0]);
  write(head);
  write(body);
}

function write(bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) {
    at += tryAgain(() => writeSync(1, bytes, at, bytes.length - at));
  }
}

/** An answer that uses `process.stdin` makes the pipes non-blocking. */
function tryAgain(act: () => number): number {
  for (;;) {
    try {
      return act();
    } catch (error) {
      const {code} = error as NodeJS.ErrnoException;
      if (code === "EPIPE") exit(0);
      if (code !== "EAGAIN") throw error;
      wait(sleeper, 0, 0, 1);
    }
  }
}

let textLeft = CONSOLE_TEXT;
let notes: Record<string, true> = noNotes();
let noteCount = 0;

/** A new answer: what it prints and reaches for counts anew. */
export function startRemarks(): void {
  textLeft = CONSOLE_TEXT;
  notes = noNotes();
  noteCount = 0;
}

/** Asks no method that an answer could have put its own in place of. */
function noNotes(): Record<string, true> {
  return Object.create(null) as Record<string, true>;
}

/** What an answer printed, up to a limit. */
export function sendText(stream: "stdout" | "stderr", text: string): void {
  if (textLeft <= 0) return;
  const kept =
    text.length > textLeft ? `${text.slice(0, textLeft)}\n... more was printed, and left out\n` : text;
  textLeft -= text.length;
  send({type: "text", stream, text: kept});
}

/** Something that an answer reached for, once. */
export function sendNote(text: string): void {
  if (noteCount >= NOTE_COUNT || notes[text]) return;
  notes[text] = true;
  noteCount++;
  send({type: "note", text: text.slice(0, NOTE_TEXT)});
}
