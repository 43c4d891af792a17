/** One file of a submission, kept under its hash in the run's `inputs` folder. */
export interface JobInput {
  /** Path within the submission, `/` between its parts: `03-images.ipynb`. */
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * One submission to be graded: everything a judge needs, by value or by hash. Its result is one file, so jobs may run on
 * many machines.
 */
export interface GradingJob {
  readonly version: 1;
  readonly student: string;
  /** `04-convolution-2d`. */
  readonly assignment: string;
  readonly lesson: number;
  readonly inputs: readonly JobInput[];
  /** Found while the files were collected: a link, a file that is too large. */
  readonly notes: readonly string[];
  /** Exercises to grade, in order. */
  readonly exercises: readonly string[];
  /** The teacher's secret; hidden inputs follow from it (`seeds.ts`). */
  readonly seed: string;
  /** Whose numbers stand in the stubs that were handed out: those of the course, or those that follow from `seed`. */
  readonly variants: "course" | "seed";
  /** Folder of further cases, with the hash of what is in it. */
  readonly privateCases?: {readonly folder: string; readonly sha256: string};
}

/** What a judge reports beside the result: goes to the journal, never into a report. */
export interface JobTiming {
  /** Wall time of the whole job, in milliseconds. */
  readonly ms: number;
  readonly questions: readonly {readonly exercise: string; readonly ms: number; readonly cpuMs: number}[];
}
