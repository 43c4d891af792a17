/** What an attack aims at, on the machine of the judge. */
export interface Targets {
  readonly judgePid: number;
  /** A process of the judge's user that has nothing to do with grading. */
  readonly bystanderPid: number;
  /** A file of the judge, which only the judge's user may read. */
  readonly secretFile: string;
  /** A TCP server of the judge's machine, and its addresses. */
  readonly port: number;
  readonly addresses: readonly string[];
  /** An abstract Unix socket of the judge's machine. */
  readonly socket: string;
  /** Stands in the command line of whatever an attack starts. */
  readonly mark: string;
}

export interface Attack {
  /** Body of an answer: `targets` is the argument of its call. */
  readonly code: string;
  /** What the judge must see: a value, or the kind of the stop. */
  readonly value?: unknown;
  readonly stop?: "memory" | "tampered" | "timeout" | "threw";
  /** Harms nothing where there is no sandbox: there it must get through, else it proves nothing. */
  readonly isHarmless?: true;
}

const SPAWN = `const cp = require("child_process");
  const start = (code, mark, more) => { try { const child = cp.spawn(process.execPath, ["-e", code, mark], {stdio: "pipe", ...more}); child.on("error", () => {}); return child; } catch { return {}; } };`;

/** Each is a whole answer. None may change anything outside of its worker. */
export const attacks: Readonly<Record<string, Attack>> = {
  "reads the judge's files": {
    code: `const fs = require("fs");
      return targets => ["/etc/passwd", "/etc/hostname", "/root", "/home", "/tmp", "/sys", "/dev", "/run", "/var", targets.secretFile,
        "/app/exercises", "/app/solutions", "/app/dist/exercises", "/app/dist/solutions", "/app/tests", "/app/.git"].filter(name => fs.existsSync(name));`,
    isHarmless: true,
    value: [],
  },
  "reads other processes' memory and arguments": {
    code: `const fs = require("fs");
      return targets => ["self", "1", targets.judgePid, targets.bystanderPid].flatMap(pid => ["environ", "cmdline", "fd", "mem", "root"].map(name => "/proc/" + pid + "/" + name)).filter(name => fs.existsSync(name));`,
    isHarmless: true,
    value: [],
  },
  "reads the environment": {
    code: `return () => [Object.keys(process.env), require("os").hostname === undefined];`,
    value: [[], false],
  },
  "sees more of the machine than its root": {
    code: `const fs = require("fs"); return () => fs.readdirSync("/").filter(name => !["app", "lib", "lib64", "usr", "proc", "dev", "opt", "root", "home", "nix", ".machine"].includes(name));`,
    value: [],
  },
  "reaches a server of the machine": {
    code: `const net = require("net");
      const reach = options => new Promise(resolve => { const socket = net.connect(options, () => { socket.write("hello"); resolve("reached"); }); socket.on("error", () => resolve("no")); });
      return async targets => {
        const found = [];
        for (const host of [...targets.addresses, "127.0.0.1", "::1", "localhost", "169.254.169.254"]) found.push(await reach({host, port: targets.port}));
        found.push(await reach({path: targets.socket}));
        return found.includes("reached");
      };`,
    isHarmless: true,
    value: false,
  },
  "sends datagrams": {
    code: `const dgram = require("dgram");
      return targets => new Promise(resolve => { const socket = dgram.createSocket("udp4"); socket.on("error", () => resolve("no")); socket.send("x", targets.port, targets.addresses.find(one => /^\\d/.test(one) && !one.startsWith("127.")) ?? "10.0.0.1", error => resolve(error ? "no" : "sent")); });`,
    isHarmless: true,
    value: "no",
  },
  "asks for a name and a page": {
    code: `return async () => { try { await fetch("http://example.com/"); return "reached"; } catch { return "no"; } };`,
    value: "no",
  },
  "has a network interface beside its own loopback": {
    code: `return () => Object.keys(require("os").networkInterfaces()).filter(name => name !== "lo");`,
    isHarmless: true,
    value: [],
  },
  "leaves a program behind that has cut itself off": {
    code: `${SPAWN} return targets => { const one = start("setInterval(() => {}, 1000)", targets.mark, {detached: true}); start("require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', process.argv[1]], {detached: true, stdio: 'pipe'}).unref()", targets.mark, {detached: true}); one.unref(); return one.pid === undefined ? 0 : 1; };`,
    value: 1,
  },
  "signals the judge and everything": {
    code: `return targets => { const sent = []; for (const pid of [targets.judgePid, targets.bystanderPid, -targets.judgePid, -1]) for (const signal of ["SIGTERM", "SIGKILL", "SIGSTOP"]) { try { process.kill(pid, signal); if (pid > 1) sent.push(pid); } catch {} } return sent; };`,
    value: [],
  },
  "attaches a debugger to the judge": {
    code: `return targets => { try { process._debugProcess(targets.judgePid); return "attached"; } catch { return "no"; } };`,
    value: "no",
  },
  "stops itself": {
    code: `return () => { process.kill(process.pid, "SIGSTOP"); return 1; };`,
    value: 1,
  },
  "writes files wherever it can": {
    code: `const fs = require("fs");
      const made = [];
      const visit = (folder, depth) => {
        for (const act of [() => fs.writeFileSync(folder + "/results.json", "{}"), () => fs.mkdirSync(folder + "/made"), () => fs.symlinkSync("/", folder + "/link")]) { try { act(); made.push(folder); } catch {} }
        let entries = [];
        try { entries = fs.readdirSync(folder, {withFileTypes: true}); } catch {}
        if (depth < 4) for (const entry of entries) if (entry.isDirectory()) visit((folder === "/" ? "" : folder) + "/" + entry.name, depth + 1);
      };
      return targets => { visit("/", 0); for (const name of [targets.secretFile, "/dev/shm/x", "/tmp/x", "/app/dist/src/index.js", process.execPath]) { try { fs.appendFileSync(name, "x"); made.push(name); } catch {} } return made; };`,
    value: [],
  },
  "becomes another user": {
    code: `return () => { const done = []; for (const act of ["setuid", "seteuid", "setgid", "setegid"]) { try { process[act](0); done.push(act); } catch {} } try { process.setgroups([0]); done.push("setgroups"); } catch {} return [done, process.getuid() === 0]; };`,
    value: [[], false],
  },
  "runs programs of the machine": {
    code: `const cp = require("child_process");
      return () => ["/bin/sh", "/bin/mount", "/usr/bin/mount", "/usr/bin/su", "/usr/bin/python3", "/usr/bin/nsenter", "/usr/bin/gcc", "/usr/bin/umount"].filter(name => cp.spawnSync(name, []).error === undefined);`,
    value: [],
  },
  "mounts, through whatever is there": {
    code: `const cp = require("child_process");
      return () => [["/usr/bin/unshare", "--user", "--map-root-user", "--mount"], ["/usr/bin/setpriv", "--reuid", "0"], ["/usr/bin/setpriv", "--inh-caps", "+all", "--ambient-caps", "+all"]].filter(([program, ...args]) => cp.spawnSync(program, [...args, process.execPath, "-e", "0"]).status === 0).length;`,
    value: 0,
  },
  "loads native code": {
    code: `const fs = require("fs");
      const found = [];
      const visit = (folder, depth) => { let entries = []; try { entries = fs.readdirSync(folder, {withFileTypes: true}); } catch {} for (const entry of entries) { const name = folder + "/" + entry.name; if (entry.isDirectory() && depth < 6) visit(name, depth + 1); else if (name.endsWith(".node")) found.push(name); } };
      return () => { visit("/app/node_modules/koffi", 0); return found.filter(name => { try { process.dlopen({exports: {}}, name); return true; } catch { return false; } }); };`,
    value: [],
  },
  "reaches Node's own insides": {
    code: `return () => { for (const name of ["fs", "process_wrap", "tcp_wrap", "spawn_sync"]) { try { process.binding(name); } catch {} } require("inspector").open(0, "127.0.0.1"); return 1; };`,
  },
  "starts programs without end": {
    code: `${SPAWN} return async targets => {
        const bomb = "const go = () => { try { const c = require('child_process').spawn(process.execPath, ['-e', process.env.B, process.argv[1]], {env: process.env, stdio: 'pipe'}); c.on('error', () => {}); } catch {} }; go(); go(); setInterval(go, 20);";
        let started = 0;
        for (let i = 0; i < 60; i++) if (start(bomb, targets.mark, {env: {B: bomb}, detached: true}).pid !== undefined) started++;
        await new Promise(resolve => setTimeout(resolve, 700));
        return started > 0 && started < 30;
      };`,
    value: true,
  },
  "fills the heap": {
    code: "return () => { const a = []; for (;;) a.push(new Array(1e5).fill(1.5)); };",
    stop: "memory",
  },
  "fills buffers": {
    code: "return () => { const a = []; for (;;) a.push(new Uint8Array(1 << 26).fill(1)); };",
    stop: "memory",
  },
  "fills one huge buffer": {code: "return () => new Uint8Array(2 ** 32).fill(1).length;", stop: "memory"},
  "fills the memory of WebAssembly": {
    code: "return () => { const a = []; for (;;) { const m = new WebAssembly.Memory({initial: 1000}); new Uint8Array(m.buffer).fill(1); a.push(m); } };",
    stop: "memory",
  },
  "fills the memory of threads": {
    code: `const {Worker} = require("worker_threads"); return () => new Promise(() => { for (let i = 0; i < 30; i++) { const w = new Worker("const a = []; for (;;) a.push(new Uint8Array(1 << 24).fill(1));", {eval: true}); w.on("error", () => {}); } });`,
  },
  "floods the channel": {
    code: `const fs = require("fs"); return () => { const junk = Buffer.alloc(1 << 20, 120); for (;;) fs.writeSync(1, junk); };`,
    stop: "tampered",
  },
  "floods the error stream": {
    code: `const fs = require("fs"); return () => { const junk = Buffer.alloc(1 << 20, 120); for (;;) fs.writeSync(2, junk); };`,
    stop: "timeout",
  },
  "hands its ends of the pipes to a program that lives on": {
    code: `${SPAWN} return targets => { start("setInterval(() => { try { require('fs').writeSync(1, 'forged'); } catch {} }, 1)", targets.mark, {detached: true, stdio: ["pipe", 1, 2]}); const end = process.hrtime.bigint(); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500); return 1; };`,
    stop: "tampered",
  },
  "computes without end": {code: "return () => { for (;;) {} };", stop: "timeout"},
};
