import {type ChildProcess, fork} from "node:child_process";
import {once} from "node:events";
import {fileURLToPath} from "node:url";
import type {Cell, Verdict} from "./trial.js";
import type {TrialRequest} from "./trialProcess.js";

const PROCESS = fileURLToPath(new URL("trialProcess.js", import.meta.url));
/** Solutions need a tenth of it; a mutant that collects without end reaches it in a second. */
const HEAP_MB = 512;
const START_MS = 60_000;

/** Judges texts in a process of its own, which is ended and replaced when one takes too long or brings it down. */
export class Trials {
  #child: ChildProcess | undefined;

  /**
   * @param limitMs  Wall time; beyond it the verdict is `timeout`.
   * @throws {Error} When a check itself fails.
   */
  async judge(exercise: string, cells: readonly Cell[], limitMs: number): Promise<Verdict> {
    this.#child ??= await started();
    const verdict = await reply(this.#child, {exercise, cells}, limitMs);
    if (verdict.kind === "timeout" || verdict.kind === "memory") this.close();
    return verdict;
  }

  close(): void {
    this.#child?.kill("SIGKILL");
    this.#child = undefined;
  }
}

async function started(): Promise<ChildProcess> {
  const child = fork(PROCESS, [], {
    execArgv: [`--max-old-space-size=${HEAP_MB}`],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  await once(child, "message", {signal: AbortSignal.timeout(START_MS)});
  return child;
}

function reply(child: ChildProcess, request: TrialRequest, limitMs: number): Promise<Verdict> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => end({kind: "timeout"}), limitMs);
    const onExit = () => end({kind: "memory"});
    const onMessage = (message: Verdict | {fault: string}) => {
      if (!("fault" in message)) return end(message);
      release();
      reject(new Error(`Trials.judge: ${request.exercise}: ${message.fault}`));
    };
    const release = () => {
      clearTimeout(timer);
      child.off("exit", onExit).off("message", onMessage);
    };
    const end = (verdict: Verdict) => {
      release();
      resolve(verdict);
    };
    child.once("exit", onExit).once("message", onMessage);
    child.send(request);
  });
}
