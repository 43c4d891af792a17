import fs from "node:fs";
import path from "node:path";
import {allExercises, type CatalogExercise} from "../exercise/catalog.js";
import {exerciseFile} from "../exercise/exerciseFile.js";
import {Session} from "../kernel/session.js";
import {atomicWrite} from "../notebook/atomicWrite.js";
import {projectRoot} from "../notebook/project.js";
import {UsageError} from "./command.js";
import {parseOptions} from "./parseOptions.js";

const HELP = `Usage: kernelbook exercise list [LESSON]       every exercise with its points
       kernelbook exercise new ID [--out DIR]   write ID.ts: the task, and a place for your answer
       kernelbook exercise check FILE           check your answer: the same check as in the notebook
       kernelbook exercise hint ID              the next hint

For work in an editor, without notebooks. Progress is kept in .kernelbook/progress.json beside the file.
Exit code: 0 when the answer is right, 1 when it is not or not yet, 2 for bad usage.
`;

const ACTIONS: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  list,
  new: create,
  check,
  hint,
};

export async function run(args: readonly string[]): Promise<number> {
  const [first = "--help", ...rest] = args;
  if (first === "--help" || first === "-h") {
    process.stdout.write(HELP);
    return args.length > 0 ? 0 : 2;
  }
  const action = Object.hasOwn(ACTIONS, first) ? ACTIONS[first] : undefined;
  if (action === undefined) {
    throw new UsageError(
      `exercise: the action must be one of ${Object.keys(ACTIONS).join(", ")}, got ${first}`,
    );
  }
  return action(rest);
}

async function list(args: readonly string[]): Promise<number> {
  const {positionals} = parseOptions("exercise list", args, {});
  const [lesson] = positionals;
  if (lesson !== undefined && !/^\d+$/.test(lesson)) {
    throw new UsageError(`exercise list: the lesson must be a number, got ${lesson}`);
  }
  const found = (await allExercises()).filter(
    ({exercise}) => lesson === undefined || exercise.lesson === Number(lesson),
  );
  if (found.length === 0)
    throw new UsageError(`exercise list: lesson ${lesson} must have exercises, and it has none`);
  const width = Math.max(...found.map(({exercise}) => exercise.id.length));
  for (const {exercise} of found) {
    process.stdout.write(`${exercise.id.padEnd(width)}  ${exercise.points}  ${exercise.title}\n`);
  }
  return 0;
}

async function create(args: readonly string[]): Promise<number> {
  const {values, positionals} = parseOptions("exercise new", args, {out: {type: "string", default: "."}});
  const {path: place, exercise} = await findOne("exercise new", positionals);
  if (exercise.kind === "text") {
    throw new UsageError(`exercise new: ${exercise.id} is free text, which is handed in with the notebook`);
  }
  const target = path.join(values.out, `${exercise.id}.ts`);
  if (fs.existsSync(target))
    throw new UsageError(`exercise new: the file must not be there yet, got ${target}`);
  const stub = fs.readFileSync(path.join(projectRoot(), "exercises", `${place}.stub.ts`), "utf8").trimEnd();
  const all = await allExercises();
  const earlier = all
    .filter(other => exercise.uses?.includes(other.exercise.id))
    .map(other => ({answer: other.exercise.answer, file: other.exercise.id}))
    .filter(({file}) => fs.existsSync(path.join(values.out, `${file}.ts`)));
  fs.mkdirSync(values.out, {recursive: true});
  atomicWrite(target, exerciseFile(exercise, stub, earlier));
  process.stdout.write(
    `${target} is there: write your answer into it, then kernelbook exercise check ${target}\n`,
  );
  return 0;
}

async function check(args: readonly string[]): Promise<number> {
  const {positionals} = parseOptions("exercise check", args, {});
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    throw new UsageError(`exercise check: one file must be given, got ${positionals.length}`);
  }
  if (!fs.existsSync(file)) throw new UsageError(`exercise check: the file must exist, got ${file}`);
  const id = /^\/\/ Exercise (l\d\d-[a-z0-9-]+)/m.exec(fs.readFileSync(file, "utf8"))?.[1];
  const {exercise} = await findOne("exercise check", [id ?? path.basename(file, ".ts")]);
  const names = [exercise.answer, ...(exercise.variant === undefined ? [] : [exercise.variant.name])];
  const {texts, outcome} = await runCell(
    path.dirname(file),
    [
      `import {${names.join(", ")}} from "./${path.basename(file).replace(/ts$/, "js")}";`,
      `import {check} from "kernelbook";`,
      `await check(${JSON.stringify(exercise.id)}, ${names.join(", ")});`,
    ].join("\n"),
  );
  return outcome === "ok" && texts.at(-1)?.startsWith("\u2713") === true ? 0 : 1;
}

async function hint(args: readonly string[]): Promise<number> {
  const {positionals} = parseOptions("exercise hint", args, {});
  const {exercise} = await findOne("exercise hint", positionals);
  const code = `import {hint} from "kernelbook";\nawait hint(${JSON.stringify(exercise.id)});`;
  return (await runCell(".", code)).outcome === "ok" ? 0 : 1;
}

/** Runs a cell in the kernel, prints what it puts out, and gives the texts of what it shows. */
async function runCell(cwd: string, code: string): Promise<{texts: string[]; outcome: string}> {
  const session = new Session({cwd: path.resolve(cwd)});
  const texts: string[] = [];
  try {
    const running = session.run({code});
    for await (const output of running) {
      if (output.type === "stream") process[output.name].write(output.text);
      if (output.type === "error") process.stderr.write(`${output.traceback.join("\n")}\n`);
      if (output.type === "display") {
        const text = inTerminal(String(output.data["text/plain"] ?? ""));
        texts.push(text);
        process.stdout.write(`${text}\n`);
      }
    }
    return {texts, outcome: (await running.finished).outcome};
  } finally {
    await session.close();
  }
}

/** What `check` says of cells, for somebody who has a file and a terminal. */
function inTerminal(text: string): string {
  return text
    .replace(", run its cell, then this one again.", ", then check it again.")
    .replace(/`await hint\("([^"]+)"\)`/g, "npx kernelbook exercise hint $1");
}

async function findOne(command: string, [id, ...more]: readonly string[]): Promise<CatalogExercise> {
  if (id === undefined || more.length > 0) {
    throw new UsageError(
      `${command}: one exercise must be given, got ${more.length === 0 ? "none" : more.length + 1}`,
    );
  }
  const all = await allExercises();
  const found = all.find(({exercise}) => exercise.id === id);
  if (found === undefined) {
    throw new UsageError(
      `${command}: the exercise must be one of those that "kernelbook exercise list" shows, got ${id}`,
    );
  }
  return found;
}
