// A class through our grader, and the same assignment in Python through nbgrader and otter-grader.
import fs from "node:fs";
import path from "node:path";
import {describeMachine} from "../support/machine.js";
import {PROJECT} from "../support/project.js";
import {JOBS} from "./limits.js";
import {gradeNbgrader} from "./nbgrader.js";
import {parseOptions, USAGE} from "./options.js";
import {gradeOtter} from "./otter.js";
import {gradeOurs} from "./ours.js";
import {installPeers, PEERS} from "./peers.js";
import {QUESTIONS} from "./questions.js";
import {each, figureTable, type Row, type Runs, targetTable} from "./report.js";
import {type Student, studentClass} from "./studentClass.js";

const FOLDER = path.join(PROJECT, ".cache/bench-grade");

/** Progress goes to stderr, the tables to stdout. */
async function main(args: readonly string[]): Promise<void> {
  const options = parseOptions(args);
  const say = (text: string) => void process.stderr.write(`${text}\n`);
  if (options.peers) installPeers(say);
  fs.rmSync(FOLDER, {recursive: true, force: true});
  const measure = async (
    name: string,
    count: number,
    grade: (students: Student[], folder: string) => Promise<Row["graded"]>,
  ): Promise<Row> => {
    const folder = path.join(FOLDER, name.replace(/\W+/g, "-"));
    fs.mkdirSync(folder, {recursive: true});
    say(`${name}: ${count} submissions ...`);
    const graded = await grade(studentClass(count, QUESTIONS.length), folder);
    say(`${name}: ${graded.seconds.toFixed(0)} s, ${each(graded).toFixed(3)} s each`);
    return {name, graded};
  };
  const {submissions, large, peerSubmissions} = options;
  const runs: Runs = {
    two: await measure(`kernelbook, ${JOBS} jobs`, submissions, (all, folder) =>
      gradeOurs(all, folder, JOBS),
    ),
    one: await measure("kernelbook, 1 job", submissions, (all, folder) => gradeOurs(all, folder, 1)),
    ...(options.peers && {
      nbgrader: await measure(`nbgrader ${PEERS.nbgrader}`, peerSubmissions, gradeNbgrader),
      otter: await measure(`otter-grader ${PEERS["otter-grader"]}`, peerSubmissions, gradeOtter),
    }),
    ...(large > 0 && {
      large: await measure(`kernelbook, ${JOBS} jobs, large`, large, (all, folder) =>
        gradeOurs(all, folder, JOBS),
      ),
    }),
  };
  const report = [
    figureTable(runs),
    "Seconds from the start of the command to its end, reports included, by the number of submissions. Peak memory of the whole " +
      "tree of processes, shared pages counted once. A verdict is right when right answers, and only they, get full marks. " +
      describeMachine(Object.entries(PEERS).map(parts => parts.join(" "))),
    targetTable(runs),
  ].join("\n\n");
  process.stdout.write(`${report}\n`);
  if (options.save !== undefined) {
    fs.mkdirSync(path.dirname(options.save), {recursive: true});
    fs.writeFileSync(
      options.save,
      `# Grading benchmark, ${new Date().toISOString().slice(0, 10)}\n\n${report}\n`,
    );
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const isUsage = error instanceof RangeError || (error instanceof TypeError && "code" in error);
  process.stderr.write(
    isUsage ? `${error.message}\n${USAGE}\n` : `${error instanceof Error ? error.stack : error}\n`,
  );
  process.exitCode = isUsage ? 2 : 1;
}
