import {spawn} from "node:child_process";
import type {Contestant} from "./contestants.js";
import {ANSWER_MARK, type Answer, type Job} from "./job.js";
import {JOB_TIMEOUT_MS} from "./limits.js";

/** Characters of what a failed process said. */
const MOST_REASON = 100;

/** Runs one job in a process of its own. @returns Its answer, or the last line of its complaint. */
export async function runJob({command}: Contestant, job: Job): Promise<Answer | {readonly error: string}> {
  const [program, ...args] = command;
  return await new Promise(resolve => {
    const child = spawn(program, [...args, JSON.stringify(job)], {stdio: ["ignore", "pipe", "pipe"]});
    const timer = setTimeout(() => child.kill("SIGKILL"), JOB_TIMEOUT_MS);
    let out = "";
    let err = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      err += text;
    });
    child.on("error", error => resolve({error: error.message}));
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      const line = out.split("\n").find(one => one.startsWith(ANSWER_MARK));
      if (line !== undefined) resolve(JSON.parse(line.slice(ANSWER_MARK.length)) as Answer);
      else resolve({error: `${complaint(err)} (${signal ?? `code ${code}`})`});
    });
  });
}

/** The line in which an error is named, Node's or Python's, else the last. */
function complaint(text: string): string {
  const lines = text.split("\n").filter(line => line.trim() !== "");
  const named = lines.find(line => /^\w*(Error|Exception)\b/.test(line));
  return (named ?? lines.at(-1) ?? "no word").slice(0, MOST_REASON);
}
