import {spawn} from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import {AnswerStopped} from "../../../src/exercise/answer.js";
import {openSandbox} from "../../../src/grading/sandbox/openSandbox.js";
import type {SandboxKind} from "../../../src/grading/sandbox/sandbox.js";
import {startWorker} from "../../../src/grading/worker/answerWorker.js";
import {attacks, type Targets} from "./attacks.js";
import {commandLines} from "./commandLines.js";

// A judge's process for `attacks.test.ts`, so that it can run as any user and be killed: `runAttacks.js KIND [hang | harmless]`.

/** What every attack came to, and what became of the machine. */
export interface AttackReport {
  readonly uid: number;
  readonly layers: readonly string[];
  readonly found: Readonly<
    Record<string, {readonly value?: unknown; readonly stop?: string; readonly message?: string}>
  >;
  /** Processes with the mark of an attack, after it and its worker were over. */
  readonly leftovers: Readonly<Record<string, readonly string[]>>;
  readonly connections: number;
  readonly secretIsIntact: boolean;
  readonly bystanderLives: boolean;
  /** Growth of this process in MB. */
  readonly grownMb: number;
}

const kind = process.argv[2] as SandboxKind;
const SECRET = "the hidden cases";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-judge-"));
const secretFile = path.join(folder, "secret");
fs.writeFileSync(secretFile, SECRET, {mode: 0o600});
let connections = 0;
const server = net.createServer(socket => {
  connections++;
  socket.on("error", () => {}).end();
});
await new Promise<void>(resolve => server.listen(0, resolve));
const socket = `\0kernelbook-${process.pid}`;
const local = net.createServer(() => connections++);
await new Promise<void>(resolve => local.listen(socket, resolve));
// Ends with this process, however that ends.
const bystander = spawn(process.execPath, ["-e", "process.stdin.resume().on('end', () => process.exit())"], {
  stdio: ["pipe", "ignore", "ignore"],
});
const mark = `kernelbook-attack-${process.pid}`;
const targets: Targets = {
  judgePid: process.pid,
  bystanderPid: bystander.pid ?? 0,
  secretFile,
  port: (server.address() as net.AddressInfo).port,
  addresses: Object.values(os.networkInterfaces()).flatMap(list => list?.map(({address}) => address) ?? []),
  socket,
  mark,
};
const sandbox = await openSandbox({kind}).catch((error: Error) => {
  // Alone, since a stack would come with the line of code that threw.
  process.stderr.write(`${error.message}\n`);
  bystander.kill("SIGKILL");
  fs.rmSync(folder, {recursive: true});
  process.exit(1);
});
const limits = {cpuSeconds: 6, memoryMb: 128};
const budget = {seconds: 2, memoryMb: 128};

if (process.argv[3] === "hang") {
  const worker = await startWorker(sandbox, limits);
  const code = `require("child_process").spawn(process.execPath, ["-e", "for (;;) {}", "${mark}"], {detached: true, stdio: "pipe"}); return () => { for (;;) {} };`;
  worker
    .open(code, {realm: "main", budget: {seconds: 60, memoryMb: 128}})
    .call()
    .catch(() => {});
  setInterval(() => {
    if (commandLines(mark).length > 0) process.stdout.write("hanging\n");
  }, 50);
} else {
  process.stdout.write(JSON.stringify(await report()));
  bystander.kill("SIGKILL");
  await sandbox.close();
  fs.rmSync(folder, {recursive: true});
  process.exit(0);
}

async function report(): Promise<AttackReport> {
  const found: Record<string, {value?: unknown; stop?: string; message?: string}> = {};
  const leftovers: Record<string, readonly string[]> = {};
  const before = process.memoryUsage().rss;
  for (const [name, {code, isHarmless = false}] of Object.entries(attacks)) {
    if (process.argv[3] === "harmless" && !isHarmless) continue;
    const worker = await startWorker(sandbox, limits);
    try {
      found[name] = {value: await worker.open(code, {realm: "main", budget}).call({...targets})};
    } catch (error) {
      const {message} = error as Error;
      found[name] = error instanceof AnswerStopped ? {stop: error.kind, message} : {message};
    }
    await worker.stop();
    leftovers[name] = await lasting(mark);
  }
  return {
    uid: process.getuid?.() ?? -1,
    layers: sandbox.layers,
    found,
    leftovers,
    connections,
    secretIsIntact: fs.readFileSync(secretFile, "utf8") === SECRET,
    bystanderLives: bystander.exitCode === null && bystander.signalCode === null,
    grownMb: (process.memoryUsage().rss - before) / 1e6,
  };
}

/** Processes with a mark that are still there after a second: the kernel takes a moment to end a namespace. */
async function lasting(text: string): Promise<readonly string[]> {
  for (let i = 0; ; i++) {
    const lines = commandLines(text);
    if (lines.length === 0 || i === 20) return lines;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
