import type {GradingJob} from "../job.js";
import {readPrivateCases} from "../judge/privateCases.js";
import type {BatchSettings} from "./batchSettings.js";

/**
 * The folder of further cases as every job names it. Read here once, so that a mistake in it is told before anything is graded.
 *
 * @throws {RangeError | SyntaxError} When a file in it cannot be used.
 */
export async function privateCasesOf({
  privateCases: folder,
}: BatchSettings): Promise<GradingJob["privateCases"]> {
  return folder === undefined ? undefined : {folder, sha256: (await readPrivateCases(folder)).sha256};
}
