import type {GradingJob, JobTiming} from "../job.js";
import type {SandboxKind} from "../sandbox/sandbox.js";

/** What a batch asks of a judge process, over Node's channel between a process and its child; one job at a time. */
export type JudgeRequest =
  /** First of all, once. Answered by `ready` or `refused`. */
  | {
      readonly type: "start";
      /** Where every input lies under its hash. */
      readonly inputsFolder: string;
      /** `auto`: the best that works here. `none` only where the teacher asked for it. */
      readonly sandbox: SandboxKind | "auto";
      /** Container image, where `sandbox` is `container`. */
      readonly image?: string;
    }
  /** Grades a submission into `resultFile`, for the teacher's eyes its transcript into `transcriptFile`. Answered by `done` or `failed`. */
  | {
      readonly type: "job";
      readonly id: number;
      readonly job: GradingJob;
      readonly resultFile: string;
      readonly transcriptFile: string;
    }
  /** Ends the process with code 0; so does the end of the channel. */
  | {readonly type: "stop"};

export type JudgeReply =
  /** What results will say of the machine and the grader, known before the first job. */
  | {readonly type: "ready"; readonly layers: readonly string[]; readonly graderVersion: string}
  /** No sandbox, or a file of private cases that cannot be read: `message` is for the teacher. The process ends with code 1. */
  | {readonly type: "refused"; readonly message: string}
  /** Both files are on the disk. */
  | {
      readonly type: "done";
      readonly id: number;
      readonly student: string;
      readonly resultFile: string;
      readonly timing: JobTiming;
    }
  /** No result could be written: a full disk. Everything else that goes wrong in a job is a result with `grader-fault`. */
  | {readonly type: "failed"; readonly id: number; readonly message: string};
