import {parentPort, workerData} from "node:worker_threads";
import {TypeScript7Calls} from "../types/typescript7Calls.js";
import type {CompilerCall, CompilerNews, CompilerStart} from "./compilerMessages.js";
import {CompilerThread} from "./compilerThread.js";
import {CODE_CACHE_DELAY_MS} from "./limits.js";
import {loadTypeScript} from "./loadTypeScript.js";

const start: CompilerStart = workerData;
const port = parentPort;
if (port === null) throw new Error("compilerWorker: must be run as a worker thread");
const tell = (news: CompilerNews) => port.postMessage(news);

const {ts, saveCode} = loadTypeScript();
const {typescript7} = start;
const startTypeScript7 = () => typescript7 && TypeScript7Calls.start(typescript7);
const thread = new CompilerThread({ts, start, startTypeScript7, tell});

port.on("message", ({id, request}: CompilerCall) => {
  try {
    tell({type: "reply", id, value: thread.answer(request)});
  } catch (error) {
    const {name, message} = error instanceof Error ? error : new Error(String(error));
    tell({type: "failure", id, name, message});
  }
});
setTimeout(saveCode, CODE_CACHE_DELAY_MS).unref();
