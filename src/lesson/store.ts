import {NO_PROGRESS, type Progress} from "./progress.js";

/** What came of a change to the progress. */
export interface Stored {
  /** Before the change. */
  readonly before: Progress;
  /** After it. */
  readonly progress: Progress;
  /** Why it could not be read or kept, in a sentence for the learner. */
  readonly note?: string;
}

/** Keeps a learner's progress; changes happen one after the other. Never throws: a lesson goes on without its progress. */
export interface Store {
  update(change: (progress: Progress) => Progress): Promise<Stored>;
  /** Where it is kept, for the learner. */
  readonly place: string;
}

/** Progress that lives as long as the process: while notebooks are built, and in tests. */
export function memoryStore(): Store {
  let progress = NO_PROGRESS;
  return {
    place: "memory, until the kernel ends",
    async update(change) {
      const before = progress;
      progress = change(before);
      return {before, progress};
    },
  };
}
