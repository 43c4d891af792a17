import {type ChildProcess, fork} from "node:child_process";
import {once} from "node:events";
import type {JobTiming} from "../job.js";
import type {JudgeReply, JudgeRequest} from "../judge/judgeMessages.js";
import {JOB_WALL_MS, JUDGE_START_MS, JUDGE_STDERR, JUDGE_STOP_MS} from "./limits.js";

/** The sandbox does not work here, or private cases cannot be read: for the teacher to mend, no job is tried. */
export class JudgeRefused extends Error {
  override readonly name = "JudgeRefused";
}

type Job = Omit<Extract<JudgeRequest, {type: "job"}>, "type" | "id">;

/** One judge process. After its death every call rejects; it is not started again. */
export class JudgeClient {
  readonly ready: Promise<Extract<JudgeReply, {type: "ready"}>>;
  readonly #child: ChildProcess;
  readonly #waiting: ((reply: JudgeReply | Error) => void)[] = [];
  #death: Error | undefined;
  #stderr = "";
  #lastId = 0;

  /** @param program  The compiled `judgeProcess.js`. */
  constructor(program: string, start: Omit<Extract<JudgeRequest, {type: "start"}>, "type">) {
    this.#child = fork(program, [], {stdio: ["ignore", "ignore", "pipe", "ipc"]});
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-JUDGE_STDERR);
    });
    this.#child.on("message", reply => this.#waiting.shift()?.(reply as JudgeReply));
    this.#child.on("error", error => this.#die(error.message));
    // "close" comes after the last of its error text, but not at all while a grandchild holds the pipe.
    this.#child.on("exit", (code, signal) => setTimeout(() => this.#die(signal ?? `exit code ${code}`), 50));
    this.ready = this.#ask({type: "start", ...start}, JUDGE_START_MS).then(reply => {
      if (reply.type === "refused") throw new JudgeRefused(reply.message);
      if (reply.type !== "ready")
        throw new Error(`JudgeClient: a judge must first say ready, got ${reply.type}`);
      return reply;
    });
    // Whoever asks for `ready` hears of a failure; nobody has to.
    this.ready.catch(() => {});
  }

  get isDead(): boolean {
    return this.#death !== undefined || this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Grades one submission. @throws {Error} When the judge dies or cannot write the result. */
  async run(job: Job): Promise<JobTiming> {
    await this.ready;
    const id = ++this.#lastId;
    const reply = await this.#ask({type: "job", id, ...job}, JOB_WALL_MS);
    if (reply.type === "done" && reply.id === id) return reply.timing;
    throw new Error(reply.type === "failed" ? reply.message : `the judge answered ${reply.type} out of turn`);
  }

  /** Asks it to end, and ends it where it does not. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, "exit");
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), JUDGE_STOP_MS);
    if (this.#child.connected) this.#child.send({type: "stop"} satisfies JudgeRequest, () => {});
    await exited;
    clearTimeout(timer);
  }

  /** One request is under way at a time, so replies need no address. */
  #ask(request: JudgeRequest, timeoutMs: number): Promise<JudgeReply> {
    if (this.#death !== undefined) return Promise.reject(this.#death);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#die(`no answer for ${timeoutMs / 1000} s`);
        this.#child.kill("SIGKILL");
      }, timeoutMs);
      this.#waiting.push(reply => {
        clearTimeout(timer);
        if (reply instanceof Error) reject(reply);
        else resolve(reply);
      });
      this.#child.send(request, error => error && this.#die(error.message));
    });
  }

  #die(reason: string): void {
    this.#death ??= new Error(
      `the judge process ended (${reason})${this.#stderr && `: ${this.#stderr.trim()}`}`,
    );
    for (const settle of this.#waiting.splice(0)) settle(this.#death);
  }
}
