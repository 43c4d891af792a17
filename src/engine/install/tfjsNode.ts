import {createHash} from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import {EngineError} from "../engine.js";
import {projectEngines} from "./folders.js";
import {runProgram} from "./runProgram.js";
import {readTarGz} from "./tarArchive.js";

/** TensorFlow's kernels in JavaScript, over whatever binding they are given: 228 kB. */
const PACKAGE = "@tensorflow/tfjs-node";
const VERSION = "4.22.0";
const SHA512 = "uHrXeUlfgkMxTZqHkESSV7zSdKdV0LlsBeblqkuKU9nnfxB1pC6DtoyYVaLxznzZy7WQSegjcohxxCjAf6Dc7w==";
/** Their program text; not their tests, nor the C++ part that they would compile or download. */
const KEPT = /^package\/(package\.json|LICENSE|dist\/(?!.*(_test|\.\.)).*\.js)$/;

function ownFolder(): string {
  return path.join(projectEngines(), "tfjs-node");
}

/**
 * The folder of the JavaScript kernels that `kernelbook engine install tensorflow` has brought, as npm has published them,
 * without their native part; undefined when they are not there.
 */
export function findTfjsNode(): string | undefined {
  const folder = ownFolder();
  // Written last.
  return fs.existsSync(path.join(folder, "package.json")) ? folder : undefined;
}

/**
 * Brings the kernels with the machine's npm, whatever registry it is set to; nothing of theirs is run.
 *
 * @returns Whether there was anything to do.
 * @throws {EngineError} When npm can't fetch them, or they are not the published ones.
 */
export async function installTfjsNode(signal: AbortSignal): Promise<boolean> {
  if (findTfjsNode() !== undefined) return false;
  const folder = ownFolder();
  const part = `${folder}.part`;
  fs.rmSync(part, {recursive: true, force: true});
  fs.mkdirSync(part, {recursive: true});
  try {
    const archive = await fetchPackage(part, signal);
    const sha512 = createHash("sha512").update(archive).digest("base64");
    if (sha512 !== SHA512) {
      throw failed(`${PACKAGE} ${VERSION} must have the checksum ${SHA512}, got ${sha512}`);
    }
    const files = path.join(part, "files");
    for (const {name, data} of readTarGz(archive)) {
      if (KEPT.test(name)) write(path.join(files, name.replace(/^package\//, "")), data);
    }
    fs.rmSync(folder, {recursive: true, force: true});
    fs.renameSync(files, folder);
    return true;
  } finally {
    fs.rmSync(part, {recursive: true, force: true});
  }
}

/** @returns What was removed, a path each. */
export function removeTfjsNode(): string[] {
  const there = [ownFolder(), `${ownFolder()}.part`].filter(folder => fs.existsSync(folder));
  for (const folder of there) fs.rmSync(folder, {recursive: true, force: true});
  return there;
}

function failed(reason: string): EngineError {
  return new EngineError(
    "tensorflow",
    reason,
    "check the network and the registry that npm is set to, then type the same command again",
  );
}

async function fetchPackage(folder: string, signal: AbortSignal): Promise<Buffer> {
  const {code, tail} = await runProgram(["npm", "pack", `${PACKAGE}@${VERSION}`, "--ignore-scripts"], {
    cwd: folder,
    env: process.env,
    signal,
  });
  if (signal.aborted) {
    throw new EngineError(
      "tensorflow",
      "the installation was stopped",
      "type the same command again to go on",
    );
  }
  const file = fs.readdirSync(folder).find(name => name.endsWith(".tgz"));
  if (code !== 0 || file === undefined) throw failed(`npm could not fetch ${PACKAGE} ${VERSION}:\n${tail}\n`);
  return fs.readFileSync(path.join(folder, file));
}

function write(file: string, data: Buffer): void {
  fs.mkdirSync(path.dirname(file), {recursive: true});
  fs.writeFileSync(file, data, {flush: true});
}
