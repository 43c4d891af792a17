import {type ChildProcess, spawn} from "node:child_process";
import {createInterface} from "node:readline";
import type {Contestant} from "./contestants.js";
import {ANSWER_MARK, type Calls, type Job, type Ready} from "./job.js";
import {JOB_TIMEOUT_MS} from "./limits.js";

/** Characters of what a failed process said. */
const MOST_REASON = 100;

/** A process that has one job and waits for its turns. */
export class Contender {
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  #complaint = "";

  constructor({name, command}: Contestant, job: Job) {
    this.name = name;
    const [program, ...args] = command;
    const child = spawn(program, [...args, JSON.stringify(job)], {stdio: ["pipe", "pipe", "pipe"]});
    this.#child = child;
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#complaint += text;
    });
    child.on("error", error => {
      this.#complaint += `Error: ${error.message}\n`;
    });
    // A process that has ended is noticed when it does not answer.
    child.stdin.on("error", error => {
      this.#complaint += `${error.message}\n`;
    });
    this.#lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
  }

  /** Waits until it can begin. */
  async ready(): Promise<Ready> {
    return (await this.#answer()) as Ready;
  }

  /** Its turn: so many calls. */
  async calls(count: number): Promise<Calls> {
    this.#child.stdin?.write(`${count}\n`);
    return (await this.#answer()) as Calls;
  }

  /** Ends it, and waits for that. */
  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = new Promise<void>(resolve => this.#child.once("close", () => resolve()));
    this.#child.stdin?.end();
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), JOB_TIMEOUT_MS);
    await ended;
    clearTimeout(timer);
  }

  /** @throws {Error} With its complaint, when it ends instead. */
  async #answer(): Promise<unknown> {
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), JOB_TIMEOUT_MS);
    try {
      for (;;) {
        const {done, value} = await this.#lines.next();
        if (done) throw new Error(complaint(this.#complaint));
        if (value.startsWith(ANSWER_MARK)) return JSON.parse(value.slice(ANSWER_MARK.length));
      }
    } finally {
      clearTimeout(timer);
    }
  }
}

/** The line in which an error is named, Node's or Python's, else the last. */
function complaint(text: string): string {
  const lines = text.split("\n").filter(line => line.trim() !== "");
  const named = lines.find(line => /^\w*(Error|Exception)\b/.test(line));
  return (named ?? lines.at(-1) ?? "ended without a word").slice(0, MOST_REASON);
}
