import {parentPort, workerData} from "node:worker_threads";
import {startTypeScript7} from "../types/typescript7Server.js";
import type {CompilerCall, CompilerNews, CompilerStart} from "./compilerMessages.js";
import {CompilerThread} from "./compilerThread.js";
import {CODE_CACHE_DELAY_MS} from "./limits.js";
import {loadTypeScript} from "./loadTypeScript.js";

const start: CompilerStart = workerData;
const port = parentPort;
if (port === null) throw new Error("compilerWorker: must be run as a worker thread");
const tell = (news: CompilerNews) => port.postMessage(news);

const startServer = async () => {
  const server = await startTypeScript7(start.cwd);
  tell({type: "server", pid: server?.pid});
  return server;
};
const wants7 = start.engine === "auto" || start.engine === "typescript7";
// its process gets ready while TypeScript 6 is loaded
const server = wants7 ? await startServer() : undefined;
const {ts, saveCode} = loadTypeScript();
const thread = new CompilerThread({ts, start, server, startServer: wants7 ? startServer : undefined, tell});

port.on("message", async ({id, request}: CompilerCall) => {
  try {
    tell({type: "reply", id, value: await thread.answer(request)});
  } catch (error) {
    const {name, message} = error instanceof Error ? error : new Error(String(error));
    tell({type: "failure", id, name, message});
  }
});
setTimeout(saveCode, CODE_CACHE_DELAY_MS).unref();
