import path from "node:path";
import {EngineError} from "../engine/engine.js";
import {checkLibrary} from "../engine/install/checkLibrary.js";
import {libraryFolderAt, writeChosenFolder} from "../engine/install/chosenFolder.js";
import {type InstallOptions, installLibrary} from "../engine/install/installLibrary.js";
import {LIBRARIES, type NativeLibrary} from "../engine/install/libraries.js";
import type {InstallDevice} from "../engine/install/pins.js";
import {removeLibrary} from "../engine/install/removeLibrary.js";
import {searchLibrary} from "../engine/install/searchLibrary.js";
import {installTfjsNode} from "../engine/install/tfjsNode.js";
import {UsageError} from "./command.js";
import {StepProgress} from "./engineProgress.js";
import {parseOptions} from "./parseOptions.js";

export async function install(args: readonly string[]): Promise<number> {
  const {values, positionals} = parseOptions("engine install", args, {
    device: {type: "string", default: "cpu"},
    from: {type: "string"},
    shared: {type: "boolean", default: false},
    force: {type: "boolean", default: false},
  });
  const library = libraryNamed("engine install", positionals);
  const {device, shared} = values;
  if (device !== "cpu" && device !== "cuda") {
    throw new UsageError(`engine install: --device must be cpu or cuda, got ${device}`);
  }
  const {from, force} = values;
  if (from !== undefined && shared) {
    throw new UsageError("engine install: --from is noted for this project; --shared must not be given");
  }
  return await stoppable(async signal => {
    if (from !== undefined) choose(library, from);
    else if (force || !(await isHere(library, device))) await bring(library, {device, shared, signal});
    // TensorFlow's library knows no JavaScript: its kernels come from npm, a quarter of a megabyte.
    if (library.name === "tensorflow" && (await installTfjsNode(signal))) {
      print("TensorFlow's kernels in JavaScript are installed");
    }
    return 0;
  });
}

/** Whether a library of the person's own is here; one of ours is looked at file by file when it is installed again. */
async function isHere(library: NativeLibrary, device: InstallDevice): Promise<boolean> {
  const place = await searchLibrary(library);
  if (!place.ok || place.source === "project" || place.source === "shared") return false;
  if (device === "cuda" && !place.cuda) return false;
  print(`${library.title} ${place.version} is here already: ${place.folder}; --force brings another`);
  return true;
}

async function bring(
  library: NativeLibrary,
  options: Pick<InstallOptions, "device" | "shared" | "signal">,
): Promise<void> {
  const progress = new StepProgress();
  try {
    const {folder, version, fresh} = await installLibrary(library, {...options, ...progress.callbacks});
    progress.close();
    print(`${library.title} ${version} ${fresh ? "is installed" : "is whole"}: ${folder}`);
  } finally {
    progress.close();
  }
}

export async function remove(args: readonly string[]): Promise<number> {
  const options = {shared: {type: "boolean", default: false}} as const;
  const {values, positionals} = parseOptions("engine remove", args, options);
  const library = libraryNamed("engine remove", positionals);
  return await stoppable(async () => {
    const removed = await removeLibrary(library.name, values);
    for (const one of removed) print(`removed ${one}`);
    if (removed.length === 0) print("nothing of ours to remove there");
    return 0;
  });
}

/** Notes the place of a library that the person has; it is checked now and each time it is used. */
function choose(library: NativeLibrary, named: string): void {
  const {name, title, main} = library;
  const remedy = "name another place";
  const folder = libraryFolderAt(library, named);
  if (folder === undefined) {
    throw new EngineError(
      name,
      `${main} is not in ${path.resolve(named)}, nor where a package has it`,
      remedy,
    );
  }
  const place = checkLibrary(library, folder, "chosen", remedy);
  if (!place.ok) throw new EngineError(name, place.reason, place.remedy);
  writeChosenFolder(name, folder);
  print(`${title} ${place.version} in ${folder} is used from now on`);
}

function libraryNamed(command: string, positionals: readonly string[]): NativeLibrary {
  const [name, ...more] = positionals;
  const library = LIBRARIES.find(one => one.name === name);
  if (library !== undefined && more.length === 0) return library;
  const own = name === "wasm" || name === "cpu" ? "; wasm and cpu come with npm" : "";
  throw new UsageError(
    `${command}: NAME must be torch or tensorflow, got ${positionals.join(" ") || "none"}${own}`,
  );
}

/** Ctrl-C stops the work, which then says how to go on. */
async function stoppable(work: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  try {
    return await work(stop.signal);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    process.stderr.write(`kernelbook: ${error.message}\n`);
    return stop.signal.aborted ? 130 : 1;
  } finally {
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
