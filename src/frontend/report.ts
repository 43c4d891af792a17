/**
 * Runs one step of a set-up and shows it: its title, a word about the result, how long it took. What the step throws
 * passes through.
 *
 * @param title  What is made ready, as `JupyterLab in .venv`.
 * @param work  Returns the word about the result, `done` when it has none.
 */
export type Report = (title: string, work: () => Promise<string | undefined>) => Promise<void>;

/** A step of the set-up that failed in a way for which a next thing to try is known. */
export class StepError extends Error {
  override readonly name = "StepError";

  /**
   * @param message  What went wrong, one sentence.
   * @param next  What the reader can do now, with the line to type.
   * @param details  The end of a tool's own output.
   */
  constructor(
    message: string,
    readonly next: string,
    readonly details?: string,
  ) {
    super(message);
  }
}

/** Prints steps to a terminal, one line each. */
export const consoleReport: Report = async (title, work) => {
  const start = performance.now();
  const finish = (word: string) =>
    console.log(`  ${title}: ${word} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  try {
    finish((await work()) ?? "done");
  } catch (error) {
    finish("failed");
    throw error;
  }
};

/** A failed step as lines for a person: the tool's own words, what went wrong, what to try. */
export function describeFailure(error: StepError): string {
  const details = error.details === undefined ? "" : `${error.details.trimEnd()}\n\n`;
  return `${details}${error.message}\n  Next: ${error.next}`;
}
