import {atomicWrite} from "../../notebook/atomicWrite.js";
import type {GradingJob} from "../job.js";
import {openPreparer, type Preparer} from "../prepare/preparer.js";
import {openSandbox} from "../sandbox/openSandbox.js";
import type {Sandbox} from "../sandbox/sandbox.js";
import {graderVersion} from "./graderVersion.js";
import type {JudgeReply, JudgeRequest} from "./judgeMessages.js";
import {judgeSubmission} from "./judgeSubmission.js";
import {type PrivateCases, readPrivateCases} from "./privateCases.js";

// A judge: started by a batch, which sends it one job at a time. Ends with the channel.

/** Of what it writes: for its owner alone. */
const FILE_MODE = 0o600;

interface Bench {
  readonly inputsFolder: string;
  readonly sandbox: Sandbox;
  readonly preparer: Preparer;
}

let bench: Bench | undefined;
const privateCases = new Map<string, Promise<PrivateCases>>();

process.on("message", (request: JudgeRequest) => {
  answer(request).catch((error: unknown) => {
    process.stderr.write(`judge: ${error instanceof Error ? error.stack : String(error)}\n`);
    end(1);
  });
});
process.once("disconnect", () => end(0));

async function answer(request: JudgeRequest): Promise<void> {
  if (request.type === "stop") end(0);
  else if (request.type === "start") await start(request);
  else await judge(request);
}

async function start(request: JudgeRequest & {readonly type: "start"}): Promise<void> {
  const {inputsFolder, image} = request;
  try {
    const sandbox = await openSandbox({kind: request.sandbox, ...(image !== undefined && {image})});
    bench = {inputsFolder, sandbox, preparer: openPreparer()};
    send({type: "ready", layers: sandbox.layers, graderVersion: graderVersion()});
  } catch (error) {
    send({type: "refused", message: messageOf(error)}, () => end(1));
  }
}

async function judge({
  id,
  job,
  resultFile,
  transcriptFile,
}: JudgeRequest & {readonly type: "job"}): Promise<void> {
  if (bench === undefined) throw new Error("judge: a job must come after start, got one before");
  try {
    const cases = await privateCasesOf(job);
    const judged = await judgeSubmission(job, {...bench, ...(cases !== undefined && {privateCases: cases})});
    // The transcript first: where there is a result, there is its transcript.
    atomicWrite(transcriptFile, json(judged.transcript), FILE_MODE);
    atomicWrite(resultFile, json(judged.result), FILE_MODE);
    send({type: "done", id, student: job.student, resultFile, timing: judged.timing});
  } catch (error) {
    send({type: "failed", id, message: messageOf(error)});
  }
}

async function privateCasesOf({privateCases: wanted}: GradingJob): Promise<PrivateCases | undefined> {
  if (wanted === undefined) return undefined;
  const {folder, sha256} = wanted;
  const cases = privateCases.get(folder) ?? readPrivateCases(folder);
  privateCases.set(folder, cases);
  const found = await cases;
  if (found.sha256 !== sha256) {
    throw new RangeError(
      `judge: the cases in ${folder} must be those the run began with (${sha256}), got ${found.sha256}`,
    );
  }
  return found;
}

function json(data: unknown): string {
  return `${JSON.stringify(data, null, 1)}\n`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function send(reply: JudgeReply, onSent: () => void = () => {}): void {
  process.send?.(reply, onSent);
}

function end(code: number): void {
  const open = bench;
  bench = undefined;
  Promise.allSettled([open?.sandbox.close(), open?.preparer.close()]).then(() => process.exit(code));
}
