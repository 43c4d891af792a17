import path from "node:path";
import {findLesson} from "../exercise/catalog.js";
import {writeRelease} from "../grading/assign/writeRelease.js";
import {UsageError} from "./command.js";
import {parseOptions} from "./parseOptions.js";

const HELP = `Usage: kernelbook assign --lesson N --out DIR [OPTIONS]

Writes a lesson as an assignment.

  DIR/release/NN-name/NN-name.ipynb   for students: stubs, no solutions, no hidden cases
  DIR/teacher/NN-name.json            for you alone: the secret seed; grade with --seed and this file
  DIR/source, DIR/nbgrader_config.py  for you alone, where the course is graded by nbgrader

  --lesson N    04-convolution-2d, 04 or 4
  --out DIR     made where it is missing
  --seed S      the secret; else that of the release already in DIR, else a random one
  --due T       when it is due: 2026-12-01, 2026-12-01T18:00+01:00; without an offset UTC

The numbers in variants of tasks follow from the seed, so another seed makes other tasks. Exit code: 0 all well, 2 for
bad usage.
`;

export async function run(args: readonly string[]): Promise<number> {
  const {values} = parsed(args);
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const {lesson, out, seed, due} = values;
  if (lesson === undefined || out === undefined) {
    throw new UsageError(
      `assign: --lesson and --out must be given, got ${lesson === undefined ? "no lesson" : "no folder"}`,
    );
  }
  try {
    const written = writeRelease(await findLesson(lesson), path.resolve(out), {
      ...(seed !== undefined && {seed}),
      ...(due !== undefined && {due}),
    });
    const shown = (file: string) => path.relative(process.cwd(), file) || file;
    process.stdout.write(
      [
        `For students:  ${shown(written.notebook)}`,
        `For you alone: ${shown(written.teacher)} (grade with --seed and this file)`,
        `For nbgrader:  ${shown(written.source)}, ${shown(written.config)}`,
        "",
      ].join("\n"),
    );
    return 0;
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError) throw new UsageError(error.message);
    throw error;
  }
}

function parsed(args: readonly string[]) {
  return parseOptions(
    "assign",
    args,
    {
      help: {type: "boolean", short: "h", default: false},
      lesson: {type: "string"},
      out: {type: "string"},
      seed: {type: "string"},
      due: {type: "string"},
    },
    {allowPositionals: false},
  );
}
