import {isBuiltin} from "node:module";
import {types} from "node:util";
import {receive, send, sendJson, startRemarks} from "./channel.js";
import {closeInherited} from "./closeInherited.js";
import {encodeResult} from "./encodeResult.js";
import {lazyLibrary} from "./library.js";
import {ERROR_TEXT} from "./limits.js";
import type {WorkerRequest} from "./messages.js";
import {makeRealm, type Realm} from "./realm.js";
import {startClock, watchedRequire} from "./surroundings.js";

// The process in which answers run. It holds no check, no expected value and no verdict: it takes one request at a time, calls
// the answer and sends what came back as plain values. Nothing it says is believed, so what an answer breaks here is its own loss.
// What it uses is taken before an answer runs. It reads with blocking calls: between two requests no timer of an answer runs.

const {apply} = Reflect;
const {isNativeError, isPromise} = types;
const PlainPromise = Promise;
const {then} = Promise.prototype;
const {stringify} = JSON;
const {exec} = RegExp.prototype;
const toNumber = Number;
const later = setImmediate;
const NOT_ATTEMPTED = Symbol.for("kernelbook.notAttempted");

closeInherited(process.argv.slice(2));
const clock = startClock();
const require = watchedRequire(isBuiltin);
/** `Object.prototype` of the realms in which plain data can arise: this process's, where the library runs, and the answer's. */
const plain: unknown[] = [Object.prototype];

let realm: Realm | undefined;
let answer: unknown;
/** The request whose promise is open. */
let waiting: WorkerRequest | undefined;

process.on("beforeExit", () => {
  if (waiting === undefined) return;
  const {id} = waiting;
  waiting = undefined;
  send({type: "never-settles", id});
  later(serve);
});
process.on("unhandledRejection", () => {});
process.on("uncaughtException", error => {
  if (waiting === undefined) return;
  const request = waiting;
  waiting = undefined;
  threw(request, error);
  later(serve);
});

sendJson('{"type":"ready"}');
later(serve);

/** Answers requests until a promise has to be waited for. */
function serve(): void {
  for (;;) {
    const request = receive();
    if (!handle(request)) return;
  }
}

/** Whether the request is answered; else its promise is open, and `serve` goes on when it settles. */
function handle(request: WorkerRequest): boolean {
  let result: unknown;
  try {
    result = run(request);
    if (result === UNFIT) return true;
    if (!isThenable(result)) {
      reply(request, result);
      return true;
    }
  } catch (error) {
    threw(request, error);
    return true;
  }
  waiting = request;
  const settled = (act: () => void) => {
    if (waiting !== request) return;
    waiting = undefined;
    act();
    serve();
  };
  // A promise's own `then` may be the answer's; the one that counts is Node's.
  const promise = isPromise(result) ? result : new PlainPromise<unknown>(resolve => resolve(result));
  apply(then, promise, [
    (value: unknown) => settled(() => reply(request, value)),
    (error: unknown) => settled(() => threw(request, error)),
  ]);
  return false;
}

/** What `run` returns after it has answered by itself. */
const UNFIT = Symbol("unfit");

function run(request: WorkerRequest): unknown {
  if (request.type === "open") {
    answer = undefined;
    clock.restart();
    startRemarks();
    realm = makeRealm(request.realm, request.seed, clock.read);
    plain[1] = realm.plain;
    const start = realm.compile(request.code);
    if (!request.engine) return apply(start, undefined, [require]);
    return useWasm().then(() => apply(start, undefined, [require]));
  }
  if (answer === undefined || isNotAttempted(answer)) {
    send({type: "not-attempted", id: request.id});
    return UNFIT;
  }
  if (request.type === "value") return answer;
  if (typeof answer !== "function") {
    sendValue("not-a-function", request.id, answer);
    return UNFIT;
  }
  const args: unknown[] = [];
  for (let i = 0; i < request.args.length; i++) args[i] = realm?.decode(request.args[i]);
  return apply(answer, undefined, args);
}

/** The same engine for every answer of every class: not the fastest that is here, and no other threads. */
async function useWasm(): Promise<void> {
  const library = lazyLibrary() as {useEngine(name: string, options: {threads: number}): Promise<unknown>};
  await library.useEngine("wasm", {threads: 1});
}

function reply(request: WorkerRequest, result: unknown): void {
  if (request.type === "open") {
    answer = result;
    sendJson(`{"type":"reply","id":${stringify(request.id)},"value":null}`);
  } else if (isNotAttempted(result)) send({type: "not-attempted", id: request.id});
  else sendValue("reply", request.id, result);
}

function sendValue(type: "reply" | "not-a-function", id: string, value: unknown): void {
  sendJson(`{"type":"${type}","id":${stringify(id)},"value":${encodeResult(value, plain)}}`);
}

function threw({id}: WorkerRequest, error: unknown): void {
  if (isNotAttempted(error)) {
    send({type: "not-attempted", id});
    return;
  }
  if (!isNativeError(error)) {
    sendJson(
      `{"type":"threw","id":${stringify(id)},"name":"","message":"","value":${encodeResult(error, plain)}}`,
    );
    return;
  }
  const line = lineOf(error);
  const place = line === undefined ? "" : `,"line":${line}`;
  const name = stringify(textOf(error, "name"));
  const message = stringify(textOf(error, "message"));
  sendJson(`{"type":"threw","id":${stringify(id)},"name":${name},"message":${message}${place}}`);
}

function textOf(error: object, key: string): string {
  try {
    const text: unknown = Reflect.get(error, key);
    if (typeof text !== "string") return "";
    let kept = "";
    for (let i = 0; i < text.length && i < ERROR_TEXT; i++) kept += text[i];
    return kept;
  } catch {
    return "";
  }
}

/** Line of the learner's cell in which an error arose, if its stack names one. */
function lineOf(error: object): number | undefined {
  try {
    const stack: unknown = Reflect.get(error, "stack");
    if (typeof stack !== "string") return undefined;
    const place = apply(exec, /\banswer\.ts:(\d{1,6})/, [stack]) as RegExpExecArray | null;
    return place === null ? undefined : toNumber(place[1]);
  } catch {
    return undefined;
  }
}

function isThenable(value: unknown): boolean {
  return (
    ((typeof value === "object" && value !== null) || typeof value === "function") &&
    typeof Reflect.get(value, "then") === "function"
  );
}

function isNotAttempted(value: unknown): boolean {
  try {
    return typeof value === "object" && value !== null && NOT_ATTEMPTED in value;
  } catch {
    return false; // a proxy of the learner's
  }
}
