import os from "node:os";
import type {JobRunner} from "./jobRunner.js";
import type {RunFolder} from "./runFolder.js";
import {type TimingSummary, timingSummary} from "./timingSummary.js";

/** What `run.json` tells of a run that no report may: when, where, how long. */
export interface RunFacts extends Pick<JobRunner, "layers" | "graderVersion"> {
  readonly finished: string;
  readonly machine: {
    readonly host: string;
    readonly platform: string;
    readonly node: string;
    readonly cpus: number;
  };
  readonly timings: TimingSummary;
}

export async function runFacts(
  run: RunFolder,
  {layers, graderVersion}: Pick<JobRunner, "layers" | "graderVersion">,
): Promise<RunFacts> {
  return {
    finished: new Date().toISOString(),
    machine: {
      host: os.hostname(),
      platform: process.platform,
      node: process.version,
      cpus: os.cpus().length,
    },
    graderVersion,
    layers,
    timings: await timingSummary(run.journal),
  };
}
