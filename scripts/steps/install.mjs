// Packages from the lockfile, only when the lockfile, the Node or the platform has changed since the last time.
import {createHash} from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import {StepError} from "../report.mjs";
import {run, tail} from "./run.mjs";

const REASON_LINES = 12;

/** Native add-ons are built for one Node major and one platform. */
function platformKey() {
  return `node${process.versions.node.split(".")[0]} ${process.platform} ${process.arch}`;
}

function stampFile(root) {
  return path.join(root, "node_modules", ".kernelbook-install");
}

function readStamp(root) {
  const [lock, ...platform] = (readText(stampFile(root)) ?? "").split(" ");
  return {lock, platform: platform.join(" ")};
}

function writeStamp(root) {
  fs.writeFileSync(stampFile(root), `${lockHash(root)} ${platformKey()}`);
}

function lockHash(root) {
  return createHash("sha256")
    .update(fs.readFileSync(path.join(root, "package-lock.json")))
    .digest("hex");
}

function readText(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function readJson(file) {
  try {
    return JSON.parse(readText(file) ?? "null");
  } catch {
    return null;
  }
}

/** Whether npm itself has put exactly these versions here; optional packages may be missing. */
function matchesLock(root) {
  const wanted = readJson(path.join(root, "package-lock.json"))?.packages;
  const present = readJson(path.join(root, "node_modules", ".package-lock.json"))?.packages;
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(
    ([name, {version, optional, link}]) =>
      name === "" || optional || link || present[name]?.version === version || present[name]?.link,
  );
}

/** Whether what is installed fits the lockfile, this Node and this platform; keeps the answer for the next start. */
export function isInstalled(root) {
  const stamp = readStamp(root);
  const samePlatform = stamp.platform === platformKey();
  if (samePlatform && stamp.lock === lockHash(root)) return true;
  // No stamp of another platform, and somebody has typed `npm install`: nothing to do either.
  if ((!samePlatform && stamp.platform !== "") || !matchesLock(root)) return false;
  writeStamp(root);
  return true;
}

/** npm's own script beside the running Node where npm says so: on Windows `npm` is a .cmd that spawn can't start. */
function npm(root, args) {
  const script = process.env.npm_execpath;
  return script?.endsWith(".js")
    ? run(process.execPath, [script, ...args], {cwd: root})
    : run("npm", args, {cwd: root, shell: process.platform === "win32"});
}

/** npm says what went wrong first and then explains at length. */
function npmReason(output) {
  const errors = output.split("\n").filter(line => line.startsWith("npm error"));
  return errors.length > 0 ? errors.slice(0, REASON_LINES).join("\n") : tail(output);
}

/**
 * Installs from the lockfile when needed. A native add-on that can't be built or fetched never stops the rest: the
 * second try leaves install scripts out, and `kernelbook doctor` says what is missing.
 *
 * @returns {Promise<string>} What was done.
 * @throws {StepError} When npm can't install even without install scripts.
 */
export async function install(root) {
  if (isInstalled(root)) return "up to date";
  const first = await npm(root, ["ci"]);
  let result = "installed";
  if (first.code !== 0) {
    const second = first.code === null ? first : await npm(root, ["ci", "--ignore-scripts"]);
    if (second.code !== 0) {
      throw new StepError("The packages could not be installed.", {
        details: npmReason(second.output),
        next:
          second.code === null
            ? "install Node together with npm from https://nodejs.org, then type the same command again."
            : "check the network (a proxy is set with `npm config set proxy URL`), then type the same command again.",
      });
    }
    result = "installed; some native add-ons were left out, `npx kernelbook doctor` lists them";
  }
  writeStamp(root);
  return result;
}
