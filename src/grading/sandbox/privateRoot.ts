import {execFileSync} from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import {fileURLToPath} from "node:url";

/** A file or folder of the machine that a worker may read, and where it finds it. */
export interface Mount {
  readonly from: string;
  readonly to: string;
}

/** The compiled project: `dist/src` and what is beside it. */
const distSrc = fileURLToPath(new URL("../../", import.meta.url));
const project = path.resolve(distSrc, "../..");
/** Where the project stands in a worker's root. */
const APP = "/app";

/** The program of a worker, as it lies on the machine and as a worker finds it. */
export const ENTRY = fileURLToPath(new URL("../worker/entry.js", import.meta.url));
export const ENTRY_INSIDE = `${APP}/dist/src/grading/worker/entry.js`;

/**
 * All that a worker sees of the project: the library's code, the packages it needs and the small data sets that come with
 * it. No exercise, no solution, nothing of the learner's or the teacher's.
 */
export function projectMounts(): Mount[] {
  const packages = packagesFolder();
  return [
    {from: distSrc, to: `${APP}/dist/src`},
    {from: path.join(project, "package.json"), to: `${APP}/package.json`},
    ...["datasets", "assets"]
      .map(name => ({from: path.join(project, name), to: `${APP}/${name}`}))
      .filter(({from}) => fs.existsSync(from)),
    ...(packages === undefined ? [] : [{from: packages, to: `${APP}/node_modules`}]),
  ];
}

/** Our own packages; for an installed kernelbook those of the folder that it stands in. */
function packagesFolder(): string | undefined {
  const own = path.join(project, "node_modules");
  if (fs.existsSync(path.join(own, "@tensorflow"))) return fs.realpathSync(own);
  const around = path.dirname(project);
  return path.basename(around) === "node_modules" ? around : undefined;
}

/**
 * A program with the shared libraries that it loads, at the places where it looks for them.
 *
 * @throws {Error} When `ldd` cannot read it.
 */
export function programMounts(...programs: readonly string[]): Mount[] {
  const places = new Set(programs);
  for (const program of programs) {
    let list = "";
    try {
      list = execFileSync("ldd", [program], {encoding: "utf8", stdio: ["ignore", "pipe", "pipe"]});
    } catch (error) {
      const {stdout = ""} = error as {stdout?: string};
      if (!/not a dynamic|statically/i.test(`${stdout}${String(error)}`)) throw error;
    }
    for (const [place] of list.matchAll(/(?<=\s)\/[^\s():]+/g)) places.add(place);
  }
  return [...places].map(place => ({from: place, to: place}));
}

/**
 * Where a program lies.
 *
 * @throws {Error} When it is nowhere on the path.
 */
export function findProgram(name: string): string {
  const folders = [
    ...(process.env.PATH ?? "").split(path.delimiter),
    "/usr/bin",
    "/bin",
    "/usr/sbin",
    "/sbin",
  ];
  for (const folder of folders) {
    const program = path.join(folder, name);
    if (path.isAbsolute(program) && fs.existsSync(program)) return program;
  }
  throw new Error(`the program ${name} is not installed`);
}
