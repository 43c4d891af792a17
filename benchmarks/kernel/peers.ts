import {execFileSync} from "node:child_process";
import {existsSync, mkdirSync, writeFileSync} from "node:fs";
import path from "node:path";
import {PROJECT} from "../support/project.js";

/** Peers live here, ignored by git: none is a dependency. */
export const PEERS_FOLDER = path.join(PROJECT, ".cache/peers");

const DENO = "deno@2.9.6";

/** Installs Deno from npm, 92 MB, without running any install script. */
export function installPeers(say: (text: string) => void): void {
  if (denoProgram() !== undefined) return;
  say(`installing ${DENO} into ${path.relative(PROJECT, PEERS_FOLDER)}`);
  mkdirSync(PEERS_FOLDER, {recursive: true});
  // A package.json of its own keeps npm from climbing up to the project's.
  writeFileSync(path.join(PEERS_FOLDER, "package.json"), `{"private": true}\n`);
  const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--save-exact", DENO];
  execFileSync("npm", args, {
    cwd: PEERS_FOLDER,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32", // npm is a .cmd file there
  });
}

/** Deno's own program out of its npm package for this platform, or undefined. The package's JavaScript wrapper would count as a second process. */
export function denoProgram(): string | undefined {
  const program = process.platform === "win32" ? "deno.exe" : "deno";
  const libc = process.platform === "linux" ? "-glibc" : "";
  const name = `@deno/${process.platform}-${process.arch}${libc}`;
  const file = path.join(PEERS_FOLDER, "node_modules", name, program);
  return existsSync(file) ? file : undefined;
}
