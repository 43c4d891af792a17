/**
 * Control thread: lives beside the main thread, which may be busy or blocked, and does for the parent what the main
 * thread cannot.
 */
import {Session} from "node:inspector";
import {Socket} from "node:net";
import {workerData} from "node:worker_threads";
import type {ControlCommand} from "../messages.js";
import {CONTROL_FD, type ControlData, FLAG} from "./controlData.js";
import {endGroup} from "./endGroup.js";

/** How often a termination that has to wait for packages to load looks again. */
const RETRY_MS = 10;

const {flags, answers} = workerData as ControlData;
const session = new Session();
session.connectToMainThread();

const socket = new Socket({fd: CONTROL_FD, readable: true, writable: false});
let text = "";
let isTerminating = false;
socket.setEncoding("utf8");
socket.on("data", (chunk: string) => {
  const lines = (text + chunk).split("\n");
  text = lines.pop() ?? "";
  for (const line of lines) handle(JSON.parse(line) as ControlCommand);
});
// the parent is gone
socket.on("close", endGroup);
socket.on("error", endGroup);

function handle(command: ControlCommand): void {
  if (command.type === "terminate") terminate(command.sequence);
  else {
    answers.postMessage(command.text);
    Atomics.store(flags, FLAG.answered, 1);
    Atomics.notify(flags, FLAG.answered);
  }
}

/**
 * Only if the cancel of the same sequence has not reached the main thread. A termination while its event loop turns
 * would hit whatever runs next, and inside a timer or immediate of Node's own it would bring the process down.
 */
function terminate(sequence: number): void {
  if (Atomics.load(flags, FLAG.received) >= sequence) return;
  // a package that is terminated while it loads stays half evaluated: wait for it, until the parent kills
  if (Atomics.load(flags, FLAG.loading) > 0) {
    setTimeout(terminate, RETRY_MS, sequence);
    return;
  }
  // one at a time: a second would wait until the main thread is idle, and hit whatever runs next
  if (isTerminating) return;
  isTerminating = true;
  session.post("Runtime.terminateExecution", () => {
    isTerminating = false;
  });
}
