import path from "node:path";
import {EngineError} from "../engine/engine.js";
import {checkLibrary} from "../engine/install/checkLibrary.js";
import {libraryFolderAt, writeChosenFolder} from "../engine/install/chosenFolder.js";
import {installLibrary} from "../engine/install/installLibrary.js";
import {LIBRARIES, type NativeLibrary} from "../engine/install/libraries.js";
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
  if (values.from !== undefined) {
    if (shared)
      throw new UsageError("engine install: --from is noted for this project; --shared must not be given");
    return choose(library, values.from);
  }
  const place = values.force ? undefined : await searchLibrary(library);
  const isOwn = place?.ok && (place.source === "project" || place.source === "shared");
  if (place?.ok && !isOwn && (device === "cpu" || place.cuda)) {
    print(
      `${library.title} ${place.version} is here already: ${place.folder}. Nothing to do; --force brings another.`,
    );
    return 0;
  }
  return await stoppable(async signal => {
    if (library.name === "tensorflow" && (await installTfjsNode(signal))) {
      print("TensorFlow's kernels in JavaScript are installed");
    }
    const place = values.force ? undefined : await searchLibrary(library);
    const isOwn = place?.ok && (place.source === "project" || place.source === "shared");
    if (place?.ok && !isOwn && (device === "cpu" || place.cuda)) {
      print(`${library.title} ${place.version} is here already: ${place.folder}; --force brings another`);
      return 0;
    }
    const progress = new StepProgress();
    try {
      const {folder, version, fresh} = await installLibrary(library, {
        device,
        shared,
        signal,
        ...progress.callbacks,
      });
      progress.close();
      print(`${library.title} ${version} ${fresh ? "is installed" : "is whole"}: ${folder}`);
      return 0;
    } finally {
      progress.close();
    }
  });
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
function choose(library: NativeLibrary, named: string): number {
  const folder = libraryFolderAt(library, named);
  if (folder === undefined) {
    process.stderr.write(
      `kernelbook: ${library.main} is not in ${path.resolve(named)}, nor where a package has it\n`,
    );
    return 1;
  }
  const place = checkLibrary(library, folder, "chosen", "name another place");
  if (!place.ok) {
    process.stderr.write(`kernelbook: ${place.reason}; ${place.remedy}\n`);
    return 1;
  }
  writeChosenFolder(library.name, folder);
  print(`${library.title} ${place.version} in ${folder} is used from now on`);
  return 0;
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
