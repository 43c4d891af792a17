/** One command of `kernelbook`. Each lives in a file of its own, which is loaded only when the command is called. */
export interface Command {
  /** One line for `kernelbook --help`. */
  readonly summary: string;
  load(): Promise<CommandModule>;
}

export interface CommandModule {
  /** Resolves to the exit code: 0 all well, 1 answers or cells failed, 2 bad usage. */
  run(args: readonly string[]): Promise<number>;
}

/** What a person typed makes no sense: the message is printed and the exit code is 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
