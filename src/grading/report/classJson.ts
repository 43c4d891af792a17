import type {ClassSummary} from "./classSummary.js";
import type {Graded} from "./graded.js";
import type {ReportInput} from "./reportInput.js";

/**
 * Everything in one file, written a submission at a time; `docs/schemas/class-report.json` describes it. For the teacher:
 * names and advice are in it.
 */
export function jsonHead(summary: ClassSummary, {due}: ReportInput): string {
  const {assignment, points, graderVersions, seedHashes, layers, missing, questions, held, mean} = summary;
  const head = {
    format: "kernelbook class report",
    version: 1,
    assignment,
    points,
    due: due ?? null,
    graderVersions,
    seedHashes,
    layers,
    mean: mean ?? null,
    held,
    missing,
    questions: questions.map(({mean: own, full, discrimination, ...rest}) => ({
      ...rest,
      mean: own ?? null,
      full: full ?? null,
      discrimination: discrimination ?? null,
    })),
  };
  return `${JSON.stringify(head, null, 1).slice(0, -2)},\n "submissions": [`;
}

export function jsonRow({person, submitted, score, open, result}: Graded, isFirst: boolean): string {
  const row = {
    person,
    submitted: submitted?.timestamp ?? null,
    final: open.length === 0,
    raw: score.raw,
    late: submitted?.late?.why ?? null,
    penalty: score.penalty,
    score: score.score,
    result,
  };
  return `${isFirst ? "" : ","}\n${JSON.stringify(row)}`;
}

export const JSON_TAIL = "\n]}\n";
