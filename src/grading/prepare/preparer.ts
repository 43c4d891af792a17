import {Child, type Stopped} from "./childProcess.js";
import type {PreparedAnswer, PreparedSubmission, PrepareRequest} from "./prepared.js";

/** What is asked about one submission. */
export type Preparation = Omit<PrepareRequest, "id" | "only" | "types">;

export interface PreparerOptions {
  /** For one submission, and again for each of its questions when that was not enough. */
  readonly cpuSeconds?: number;
  readonly wallSeconds?: number;
  readonly heapMb?: number;
}

/** Prepares submissions in a child process that is killed when one of them takes too much. */
export interface Preparer {
  /**
   * Whatever a submission holds, this resolves. Calls wait for one another.
   *
   * @throws When the child fails for a reason of our own: a fault of the grader.
   */
  prepare(preparation: Preparation): Promise<PreparedSubmission>;
  close(): Promise<void>;
}

/** The child starts with the first submission. */
export function openPreparer(options: PreparerOptions = {}): Preparer {
  const child = new Child(options);
  let queue: Promise<unknown> = Promise.resolve();
  return {
    prepare(preparation) {
      const result = queue.then(() => prepare(child, preparation));
      queue = result.catch(() => {});
      return result;
    },
    async close() {
      await queue;
      await child.close();
    },
  };
}

async function prepare(child: Child, preparation: Preparation): Promise<PreparedSubmission> {
  const whole = await child.ask(preparation);
  if ("prepared" in whole) return whole.prepared;
  const {exercises} = preparation;
  if (whole.stage !== "answers") {
    return {
      notes: [],
      ungradable: `The notebook cannot be read: doing so ${reason(whole)}.`,
      answers: exercises.map(exercise => ({exercise, state: "missing", notes: [], advice: []})),
    };
  }
  // one of its answers is too much: each is prepared for itself, so that it costs its own question only
  let notes: readonly string[] = [];
  const answers: PreparedAnswer[] = [];
  for (const exercise of exercises) {
    const one = await child.ask({...preparation, only: exercise});
    if ("prepared" in one) {
      notes = one.prepared.notes;
      answers.push(...one.prepared.answers);
    } else answers.push(await stopped(child, preparation, exercise, one));
  }
  return {notes, answers};
}

/** An answer that is too much for the type checker, with its text where that can be had without. */
async function stopped(
  child: Child,
  preparation: Preparation,
  exercise: string,
  why: Stopped,
): Promise<PreparedAnswer> {
  const read = await child.ask({...preparation, only: exercise, types: false});
  const {code: _, ...found} =
    "prepared" in read ? read.prepared.answers[0] : {exercise, notes: [], advice: [], code: undefined};
  return {
    ...found,
    state: "stopped",
    stoppedBy: why.stoppedBy,
    problem: `Reading the answer and judging its type ${reason(why)}.`,
  };
}

function reason({stoppedBy}: Stopped): string {
  return stoppedBy === "memory" ? "took more memory than is given" : "took longer than is given";
}
