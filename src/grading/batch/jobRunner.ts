import type {GradingJob, JobTiming} from "../job.js";

/** Where a job's two files go. */
export interface JobFiles {
  readonly resultFile: string;
  readonly transcriptFile: string;
}

/**
 * Whatever grades submissions: judge processes of this machine (`judgePool.ts`), or a queue on many. A job is data and
 * files named by their hash, its result is one file, so a batch needs no more than this.
 */
export interface JobRunner {
  /** Jobs that may run at once. */
  readonly width: number;
  /** What results will say of the machine and of the grader. */
  readonly layers: readonly string[];
  readonly graderVersion: string;
  /**
   * Grades one submission; its result is on the disk when this resolves.
   *
   * @throws {Error} When it was tried again and failed again, through no fault of the submission.
   */
  run(job: GradingJob, files: JobFiles): Promise<JobTiming>;
  /** Ends everything; jobs that run are given up. */
  close(): Promise<void>;
}
