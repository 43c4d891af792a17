import fs from "node:fs";
import type {LessonExercises} from "../../exercise/catalog.js";
import type {Submitted} from "../report/late.js";
import type {ReportSummary} from "../report/reportInput.js";
import {writeReports} from "../report/writeReports.js";
import {lateness} from "../roster/latePolicy.js";
import {parseTime} from "../roster/parseTime.js";
import type {BatchSettings} from "./batchSettings.js";
import type {ClassMember} from "./classList.js";
import type {ClassRecords} from "./classRecords.js";
import type {RunFolder} from "./runFolder.js";

/** Writes the reports of a run: of every submission that has a result, those of earlier runs in the folder too. */
export async function reportRun(
  run: RunFolder,
  {assignment, formats, anonymous}: BatchSettings,
  {
    lesson,
    members,
    records,
  }: {
    readonly lesson: LessonExercises;
    readonly members: readonly ClassMember[];
    readonly records: ClassRecords;
  },
): Promise<ReportSummary> {
  const {roster, due, seed, marks} = records;
  const graded = members.filter(({key}) => fs.existsSync(run.resultFile(key)));
  return await writeReports({
    out: run.path,
    formats,
    assignment,
    results: graded.map(({key}) => run.resultFile(key)),
    points: lesson.entries.reduce((sum, {exercise}) => sum + exercise.points, 0),
    // Names would undo the pseudonyms.
    ...(roster !== undefined && !anonymous && {roster}),
    marks,
    ...(due !== undefined && {due}),
    submitted: new Map(graded.map(member => [member.student, submittedOf(member, records)])),
    appeals: {
      seed: seed.seed,
      transcriptFile: key => {
        const file = run.transcriptFile(key);
        return fs.existsSync(file) ? file : undefined;
      },
    },
  });
}

function submittedOf({found: {timestamp}}: ClassMember, {due, policy}: ClassRecords): Submitted {
  const late =
    due === undefined || policy === undefined
      ? undefined
      : lateness(policy, {due: parseTime(due), timestamp});
  return {
    ...(timestamp !== undefined && {timestamp: new Date(timestamp).toISOString()}),
    ...(late && {late}),
  };
}
