import {pythonCommands} from "./askPython.js";
import type {PinSet} from "./pins.js";
import {runProgram} from "./runProgram.js";
import {WHEEL_PYTHON} from "./wheels.js";

/** A program that fetches wheels from whatever index the person has set it to. */
export interface Downloader {
  /** `pip 23.2.1`, for messages. */
  readonly title: string;
  /** pip leaves wheels in the folder; uv unpacks them there. */
  readonly leaves: "wheels" | "files";
  /** The command that fetches what `requirements` names into `folder`. */
  command(requirements: string, folder: string, pins: PinSet): [string, ...string[]];
}

/** Hashes are compared by the program itself; nothing but the named wheels is fetched, for no Python but ours. */
const STRICT = ["--no-deps", "--require-hashes", "--only-binary=:all:"];

function pip(command: readonly [string, ...string[]], title: string): Downloader {
  const [program, ...args] = command;
  return {
    title,
    leaves: "wheels",
    command: (requirements, folder, pins) => [
      program,
      ...args,
      "download",
      ...["--progress-bar=off", "--no-cache-dir", "--disable-pip-version-check", "--no-input"],
      ...STRICT,
      ...["--python-version", WHEEL_PYTHON, "--implementation", "cp", "--abi", "cp311", "--abi", "none"],
      ...platformTags(pins).flatMap(tag => ["--platform", tag]),
      ...["-r", requirements, "-d", folder],
    ],
  };
}

/** `manylinux_2_28_x86_64`: what stands in the names of the wheels. */
function platformTags({wheels}: PinSet): string[] {
  const tags = wheels.flatMap(
    ({file}) =>
      file
        .replace(/\.whl$/, "")
        .split("-")
        .at(-1)
        ?.split(".") ?? [],
  );
  return [...new Set(tags)];
}

/** As uv calls the platforms; it takes no tags. */
const UV_PLATFORMS: Readonly<Record<string, string>> = {
  "linux-x64": "x86_64-manylinux_2_28",
  "linux-arm64": "aarch64-manylinux_2_28",
  "win32-x64": "x86_64-pc-windows-msvc",
  "darwin-arm64": "aarch64-apple-darwin",
};

function uv(title: string): Downloader {
  return {
    title,
    leaves: "files",
    command: (requirements, folder) => [
      "uv",
      ...["pip", "install"],
      ...STRICT,
      ...["--python-version", WHEEL_PYTHON],
      ...["--python-platform", UV_PLATFORMS[`${process.platform}-${process.arch}`] ?? "linux"],
      ...["--link-mode", "copy", "--no-cache", "--quiet"],
      ...["-r", requirements, "--target", folder],
    ],
  };
}

/**
 * pip, as `python3 -m pip` or on the path; else uv.
 *
 * @returns Undefined when there is neither.
 */
export async function findDownloader(signal: AbortSignal): Promise<Downloader | undefined> {
  const ask = async (command: readonly [string, ...string[]]): Promise<string | undefined> => {
    const {code, tail} = await runProgram([...command, "--version"], {
      cwd: process.cwd(),
      env: process.env,
      signal,
    });
    return code === 0 ? tail.split(" ").slice(0, 2).join(" ") : undefined;
  };
  const commands: [string, ...string[]][] = [
    ...pythonCommands().map(([program, ...args]): [string, ...string[]] => [program, ...args, "-m", "pip"]),
    ["pip3"],
    ["pip"],
  ];
  for (const command of commands) {
    const title = await ask(command);
    if (title !== undefined) return pip(command, title);
  }
  const title = await ask(["uv"]);
  return title === undefined ? undefined : uv(title);
}
