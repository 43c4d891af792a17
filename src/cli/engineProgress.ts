/** A line that is written over in a terminal; elsewhere a line for every tenth part. */
export class StepProgress {
  #tenth = -1;
  #open = false;

  readonly callbacks = {
    onStep: (text: string): void => {
      this.close();
      this.#tenth = -1;
      process.stdout.write(`${text}\n`);
    },
    onProgress: (done: number, of: number): void => {
      const text = `  ${done} of ${of} MB`;
      if (process.stdout.isTTY) {
        this.#open = true;
        process.stdout.write(`\r${text}`);
        return;
      }
      const tenth = Math.floor((10 * done) / of);
      if (tenth <= this.#tenth) return;
      this.#tenth = tenth;
      process.stdout.write(`${text}\n`);
    },
  };

  /** Ends the line that is being written over. */
  close(): void {
    if (this.#open) process.stdout.write("\n");
    this.#open = false;
  }
}
