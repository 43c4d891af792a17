// How a set-up step shows itself: what it does, how long it took and, on failure, the next thing to try.

/** A step failed in a way that has a next thing to try. Everything else that is thrown is a defect of ours. */
export class StepError extends Error {
  /**
   * @param {string} message  What went wrong, one sentence.
   * @param {{next?: string, details?: string}} [options]  What to try next; the tail of a tool's own output.
   */
  constructor(message, {next, details} = {}) {
    super(message);
    this.name = "StepError";
    this.next = next;
    this.details = details;
  }
}

/** `0.4 s`, `2 min 5 s` */
export function seconds(ms) {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const total = Math.round(ms / 1000);
  return `${Math.floor(total / 60)} min ${total % 60} s`;
}

/**
 * Runs one step and prints `title ... result (1.2 s)`. `work` returns a word or two about the result, or nothing.
 *
 * @template T
 * @param {string} title  What is done, as `Packages`.
 * @param {() => T | Promise<T>} work
 */
export async function step(title, work) {
  const start = performance.now();
  const live = process.stdout.isTTY === true;
  if (live) process.stdout.write(`  ${title} ...`);
  const finish = text =>
    console.log(`${live ? "\r" : ""}  ${title}: ${text} (${seconds(performance.now() - start)})`);
  try {
    finish((await work()) ?? "done");
  } catch (error) {
    finish("failed");
    throw error;
  }
}

/** Prints a failed step for a person. */
export function printFailure(error) {
  if (!(error instanceof StepError)) {
    console.error(error);
    return;
  }
  if (error.details) console.error(`\n${error.details.trimEnd()}\n`);
  console.error(`\n${error.message}`);
  if (error.next) console.error(`  Next: ${error.next}`);
}
