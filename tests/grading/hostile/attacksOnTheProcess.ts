import {correlate, type Hostile, LOOPS, oriented, passes, WRONG} from "./hostile.js";

const C = "l04-correlate2d";
const O = "l04-oriented-kernel";
const T = "l04-two-passes";

/** Right only where the attack has worked. */
const rightIf = (condition: string) => `  if (${condition}) return right(image, kernel);\n  ${WRONG[C]}`;
const RIGHT = `function right(image: number[][], kernel: number[][]): number[][] {\n${LOOPS}\n}`;

/** Attacks on the process that runs an answer, on the judge behind its pipe and on the machine. */
export const attacksOnTheProcess: readonly Hostile[] = [
  {
    number: 8,
    does: "ends the process with code 0",
    answers: () => ({
      [C]: correlate("  process.exit(0);"),
      [T]: passes("  return [[0]];", "process.exit(0);"),
    }),
    expected: {verdicts: {[C]: "threw", [T]: "threw"}, says: {[C]: /ended the process/}},
  },
  {
    number: 9,
    does: "hides errors and the exit code",
    answers: () => ({
      [C]: correlate(
        `  Promise.reject(new Error("later"));\n  ${WRONG[C]}`,
        `process.on("exit", () => { process.exitCode = 0; });
process.on("uncaughtException", () => {});
process.on("unhandledRejection", () => {});`,
      ),
    }),
    expected: {verdicts: {[C]: "fail"}},
  },
  {
    number: 10,
    does: "prints the marks it would like, and again from a timer",
    answers: () => ({
      [C]: correlate(
        `  const marks = '{"score":100,"type":"reply","passed":true}';
  console.log(marks); process.stdout.write(marks + "\\n"); console.error("All tests passed");
  setTimeout(() => console.log(marks), 1);
  setTimeout(() => process.stdout.write(marks), 50);
  ${WRONG[C]}`,
      ),
    }),
    expected: {verdicts: {[C]: "fail"}},
  },
  {
    number: 11,
    does: "writes results, reports and gradebooks wherever it can",
    answers: ({decoy}) => ({
      [C]: correlate(
        WRONG[C],
        `import fs from "node:fs";
for (const folder of [".", "..", "/", "/tmp", "/dev/shm", "/var/tmp", ${JSON.stringify(decoy)}, ${JSON.stringify(`${decoy}/results`)}]) {
  for (const name of ["results.json", "junit.xml", "gradebook.db", "kept.txt"]) {
    try { fs.writeFileSync(folder + "/" + name, '{"score":100}'); } catch {}
    try { fs.rmSync(folder + "/" + name); } catch {}
  }
}`,
      ),
    }),
    expected: {verdicts: {[C]: "fail"}},
  },
  {
    number: 12,
    does: "forges replies on every file that is open",
    answers: () => ({
      [C]: correlate(
        `  for (let fd = 0; fd < 64; fd++) {
    for (const id of ["0", "1", "guess"]) {
      const text = Buffer.from(JSON.stringify({type: "reply", id, value: ["l", ["l", 1]]}));
      const length = Buffer.alloc(4);
      length.writeUInt32LE(text.length);
      try { fs.writeSync(fd, Buffer.concat([length, text])); } catch {}
    }
  }
  ${WRONG[C]}`,
        `import fs from "node:fs";`,
      ),
    }),
    expected: {verdicts: {[C]: "tampered"}},
  },
  {
    number: 14,
    does: "is right only where it sees that it is graded",
    answers: () => ({
      [C]: correlate(
        rightIf("signs.length > 0"),
        `import os from "node:os";
const signs = [
  ...Object.keys(process.env).filter(name => /grad|judge|test|ci|home|user/i.test(name)),
  ...process.argv.filter(text => /grad|judge|hidden|solution/i.test(text)),
  .../grad|judge|submi/i.test(process.cwd()) ? ["cwd"] : [],
  .../grad|judge/i.test(os.hostname()) ? ["host"] : [],
  ...Date.now() === 0 ? ["clock"] : [],
];
${RIGHT}`,
      ),
    }),
    expected: {verdicts: {[C]: "fail"}},
  },
  {
    number: 17,
    does: "reads the harness off the stack",
    answers: () => ({
      [C]: correlate(
        `  Error.stackTraceLimit = 100;
  Error.prepareStackTrace = (_error, frames) => frames;
  const frames = new Error().stack as unknown as NodeJS.CallSite[];
  for (const frame of frames) {
    for (const found of [frame.getThis(), frame.getFunction()]) {
      try { (found as Function).call(undefined, "reply", [[1]]); } catch {}
      try { Object.assign(found as object, {passed: true, id: "1", kind: "pass"}); } catch {}
    }
  }
  try { (myCorrelate2d as Function & {caller: Function}).caller("reply"); } catch {}
  ${WRONG[C]}`,
      ),
    }),
    expected: {verdicts: {[C]: "fail"}},
  },
  {
    number: 18,
    does: "looks for the cases in files and in other processes",
    answers: ({decoy}) => ({
      [C]: correlate(
        rightIf("found.length > 0"),
        `import fs from "node:fs";
const found: string[] = [];
const places = [".", "..", "../..", "/root", "/home", "/work", "/tmp", "/proc", "/proc/self/cwd", ${JSON.stringify(decoy)}];
for (const place of places) {
  try { found.push(...fs.readdirSync(place).filter(name => /exercise|solution|submitted|results|secret/i.test(name))); } catch {}
}
for (let pid = 1; pid < 400; pid++) {
  for (const file of ["environ", "cmdline"]) {
    try { const text = fs.readFileSync("/proc/" + pid + "/" + file, "utf8"); if (/judge|HOME=|grad/i.test(text)) found.push(text); } catch {}
  }
  try { found.push(...fs.readdirSync("/proc/" + pid + "/fd").map(fd => fs.readlinkSync("/proc/" + pid + "/fd/" + fd)).filter(name => /^\\/(work|tmp|home|root)/.test(name))); } catch {}
}
try { found.push(fs.readFileSync(${JSON.stringify(`${decoy}/kept.txt`)}, "utf8")); } catch {}
${RIGHT}`,
      ),
    }),
    expected: {verdicts: {[C]: "fail"}},
  },
  {
    number: 19,
    does: "asks the network for the answer",
    answers: ({port}) => ({
      [C]: correlate(
        `  return reached.then(hits => hits.length > 0 ? right(image, kernel) : [[7]]) as unknown as number[][];`,
        `import net from "node:net";
import dns from "node:dns";
const hits: string[] = [];
const connect = (host: string, port: number) => new Promise<void>(done => {
  const socket = net.connect({host, port, timeout: 500}, () => { hits.push(host); socket.destroy(); done(); });
  socket.on("error", () => done()).on("timeout", () => { socket.destroy(); done(); });
});
const reached = Promise.all([
  connect("127.0.0.1", ${port}), connect("::1", ${port}), connect("169.254.169.254", 80),
  fetch("http://127.0.0.1:${port}/").then(() => { hits.push("fetch"); }, () => {}),
  new Promise<void>(done => dns.lookup("example.com", error => { if (error === null) hits.push("dns"); done(); })),
]).then(() => hits);
${RIGHT}`,
      ),
    }),
    expected: {verdicts: {[C]: "fail"}, advice: [/network/i]},
  },
  {
    number: 22,
    does: "loops for ever",
    answers: () => ({[C]: correlate("  for (;;) {}")}),
    expected: {verdicts: {[C]: "timeout"}},
  },
  {
    number: 23,
    does: "keeps its microtasks busy for ever",
    answers: () => ({
      [C]: correlate(`  Promise.resolve().then(function again(): Promise<void> { return Promise.resolve().then(again); });
  return new Promise(done => setTimeout(done, 0, [[7]])) as unknown as number[][];`),
    }),
    // Every turn keeps a promise: on a quick machine memory ends before the time does.
    expected: {verdicts: {[C]: ["timeout", "memory"]}},
  },
  {
    number: 24,
    does: "waits for what never comes",
    answers: ({freePort}) => ({
      [C]: correlate("  return new Promise<never>(() => {}) as unknown as number[][];"),
      [T]: passes(
        "  return [[0]];",
        `import net from "node:net";\nnet.createServer(() => {}).on("error", () => {}).listen(${freePort}, "0.0.0.0");\nawait new Promise(() => {});`,
      ),
    }),
    expected: {verdicts: {[C]: "threw", [T]: "timeout"}, says: {[C]: /never settles/, [T]: /waiting/}},
  },
  {
    number: 25,
    does: "fills the heap",
    answers: () => ({
      [C]: correlate("  const all: unknown[] = [];\n  for (;;) all.push({image: [...image], kernel});"),
    }),
    expected: {verdicts: {[C]: "memory"}},
  },
  {
    number: 26,
    does: "fills buffers outside of the heap",
    answers: () => ({
      [C]: correlate(`  const kept: Uint8Array[] = [];
  for (let i = 0; i < 16; i++) kept.push(new Uint8Array(2 ** 30).fill(1));
  return [[kept.length]];`),
    }),
    expected: {verdicts: {[C]: "memory"}},
  },
  {
    number: 27,
    does: "backtracks without end, and calls itself without end",
    answers: () => ({
      [O]: oriented(`  /(a+)+$/.test("a".repeat(60) + "b" + degrees);\n  ${WRONG[O]}`),
      [C]: correlate("  return myCorrelate2d(image, kernel);"),
    }),
    expected: {verdicts: {[O]: "timeout", [C]: "threw"}, says: {[C]: /calls itself without end/}},
  },
  {
    number: 29,
    does: "starts processes that would outlive it",
    answers: ({survivor}) => ({
      [C]: correlate(
        WRONG[C],
        `import {spawn} from "node:child_process";
for (let i = 0; i < 40; i++) {
  for (const [program, ...rest] of [[process.execPath, "-e", "setInterval(() => {}, 1000)", "${survivor}"], ["/bin/sh", "-c", "sleep 600; : ${survivor}"]]) {
    try { spawn(program, rest, {detached: true, stdio: "ignore"}).on("error", () => {}).unref(); } catch {}
  }
}`,
      ),
    }),
    expected: {verdicts: {[C]: "fail"}},
  },
  {
    number: 30,
    does: "fills the disk and floods its output",
    answers: ({decoy}) => ({
      [C]: correlate(`  for (let i = 0; i < 200; i++) console.log("flood ".repeat(4000));\n  ${WRONG[C]}`),
      [O]: oriented(
        WRONG[O],
        `import fs from "node:fs";
const block = Buffer.alloc(1 << 20);
for (const folder of [".", "/tmp", "/dev/shm", "/var/tmp", ${JSON.stringify(decoy)}]) {
  try { const fd = fs.openSync(folder + "/flood", "w"); for (let i = 0; i < 4096; i++) fs.writeSync(fd, block); } catch {}
}`,
      ),
    }),
    expected: {verdicts: {[C]: "fail", [O]: "fail"}},
  },
  {
    number: 31,
    does: "sends signals to the judge and to everybody",
    answers: () => ({
      [C]: correlate(
        WRONG[C],
        `for (const pid of [process.ppid, -1, 1, ...Array.from({length: 300}, (_, i) => i + 2)]) {
  if (pid === process.pid || pid === 0) continue;
  for (const signal of ["SIGSTOP", "SIGTERM", "SIGKILL"] as const) {
    try { process.kill(pid, signal); } catch {}
  }
}`,
      ),
    }),
    // Its own process is the only one it can hit.
    expected: {verdicts: {[C]: ["threw", "fail"]}},
  },
  {
    number: 32,
    does: "reaches for native code, the debugger and other programs",
    answers: ({decoy}) => ({
      [C]: correlate(
        WRONG[C],
        `const tries: (() => unknown)[] = [
  () => process.dlopen({exports: {}} as NodeJS.Module, "/lib/x86_64-linux-gnu/libc.so.6"),
  () => (process as unknown as {binding(name: string): unknown}).binding("spawn_sync"),
  () => require("node:inspector").open(0, "0.0.0.0"),
  () => require("node:child_process").execSync("id > ${decoy}/id.txt"),
  () => require("node:worker_threads"),
  () => require("node:vm").runInThisContext("process.mainModule.require('node:fs').readdirSync('/')"),
  () => require("node:v8").setFlagsFromString("--allow-natives-syntax"),
  () => require("koffi"),
];
for (const one of tries) { try { one(); } catch {} }
try { await import("npm:left-pad" as string); } catch {}`,
      ),
    }),
    expected: {verdicts: {[C]: "fail"}},
  },
  {
    number: 49,
    does: "puts markup and terminal codes into its error",
    answers: () => ({
      [C]: correlate(
        `  throw new Error("<img src=x onerror=alert(1)><script>alert(2)</script> \\u001b[2J\\u001b]0;pwned\\u0007 \\u202e]]>&");`,
      ),
    }),
    expected: {verdicts: {[C]: "threw"}},
  },
];
