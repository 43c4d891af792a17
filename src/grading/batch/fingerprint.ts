import {createHash} from "node:crypto";
import type {GradingJob} from "../job.js";
import {seedHash} from "../seeds.js";
import type {JobRunner} from "./jobRunner.js";

/** Over everything that a submission's result depends on: while it stays the same, a result that is there is kept. */
export function fingerprint(
  job: GradingJob,
  {layers, graderVersion}: Pick<JobRunner, "layers" | "graderVersion">,
): string {
  const {student, assignment, lesson, notes, exercises, seed, variants, privateCases} = job;
  const inputs = job.inputs.map(({name, sha256}) => [name, sha256]);
  const facts = [
    [student, assignment, lesson, inputs, notes, exercises],
    [seedHash(seed), variants, privateCases?.sha256 ?? ""],
    [layers, graderVersion],
  ];
  return createHash("sha256").update(JSON.stringify(facts)).digest("hex");
}
