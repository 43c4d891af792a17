/** An unreadable lesson or notebook. The message starts with `file:line` so that an editor can jump there. */
export function sourceError(file: string, line: number, problem: string): SyntaxError {
  return new SyntaxError(`${file}:${line}: ${problem}`);
}
