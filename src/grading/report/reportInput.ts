import type {RosterEntry} from "../roster/roster.js";
import type {Submitted} from "./late.js";
import type {Mark} from "./marks.js";

/** Forms that a report can take. */
export const REPORT_FORMATS = ["html", "csv", "json", "junit", "gradescope"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** Everything that reports are made from. */
export interface ReportInput {
  /** Folder the reports go into, made where it is missing, readable by its owner only. */
  readonly out: string;
  readonly formats: readonly ReportFormat[];
  /** Files `KEY.json`, a `SubmissionResult` each; `KEY` names the student's own reports. */
  readonly results: readonly string[];
  /** `04-convolution-2d`. */
  readonly assignment: string;
  /** What the assignment is worth, for those who handed in nothing. */
  readonly points: number;
  /** Names, and who should have handed something in; by id. Left out with pseudonyms. */
  readonly roster?: ReadonlyMap<string, RosterEntry>;
  readonly marks?: readonly Mark[];
  /** When the work was due, as the teacher wrote it. */
  readonly due?: string;
  /** By student id. */
  readonly submitted?: ReadonlyMap<string, Submitted>;
  /** For the appeal bundles; none are written without. */
  readonly appeals?: {
    readonly seed: string;
    /** Where the judge has left a submission's transcript; undefined when there is none. */
    transcriptFile(key: string): string | undefined;
  };
}

/** What was written, for the last lines of a command. */
export interface ReportSummary {
  /** Paths below `out` that a person opens first: `index.html`, `grades.csv`. */
  readonly files: readonly string[];
  /** Students whose marks are not final. */
  readonly held: readonly string[];
  /** Questions that the grader could not decide. */
  readonly faults: number;
  /** Marks that fit no student and no answer. */
  readonly unusedMarks: readonly Mark[];
}
