import {createHash} from "node:crypto";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";

/** Every file under a folder with its hash, and every other thing by what it is. */
export function snapshot(folder: string): Record<string, string> {
  const seen: Record<string, string> = {};
  for (const entry of fs.readdirSync(folder, {withFileTypes: true, recursive: true})) {
    const file = path.join(entry.parentPath, entry.name);
    const kind = entry.isDirectory() ? "folder" : "neither file nor folder";
    // Two gigabytes of nothing are told by their size.
    const isLarge = entry.isFile() && fs.statSync(file).size > 2 ** 30;
    seen[path.relative(folder, file)] = isLarge ? "large" : entry.isFile() ? hashOf(file) : kind;
  }
  return seen;
}

function hashOf(file: string): string {
  return createHash("sha256").update(fs.readFileSync(file)).digest("hex");
}

/** Processes in whose command line a text stands, but for this one. */
export function processesWith(text: string): string[] {
  return fs
    .readdirSync("/proc")
    .filter(pid => /^\d+$/.test(pid) && Number(pid) !== process.pid)
    .map(pid => {
      try {
        return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8");
      } catch {
        return ""; // it has ended
      }
    })
    .filter(line => line.includes(text));
}

/** Whether something listens on a port of this machine. */
export function isListening(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = net.connect({port, host: "127.0.0.1"});
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("close", () => socket.destroy());
  });
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  const {port} = server.address() as net.AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

/** The text of every file under a folder, by its path, but for some of its parts. */
export function textsIn(folder: string, but: readonly string[] = []): Map<string, string> {
  const texts = new Map<string, string>();
  for (const entry of fs.readdirSync(folder, {withFileTypes: true, recursive: true})) {
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(folder, file);
    if (entry.isFile() && !but.includes(name.split(path.sep)[0]))
      texts.set(name, fs.readFileSync(file, "utf8"));
  }
  return texts;
}
