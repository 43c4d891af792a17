/** What a teacher keeps of a release: `teacher/NN-name.json`. With it the submissions are graded. */
export interface Release {
  readonly version: 1;
  /** `04-convolution-2d`. */
  readonly assignment: string;
  readonly lesson: number;
  /** The secret: variants and hidden cases follow from it. */
  readonly seed: string;
  /** By exercise. */
  readonly points: Readonly<Record<string, number>>;
  /** As it was typed: ISO 8601. */
  readonly due?: string;
}

/**
 * Reads what `assign` wrote for the teacher.
 *
 * @param file  Its name, for messages.
 * @throws {SyntaxError} When it is something else.
 */
export function readRelease(text: string, file: string): Release {
  let data: Partial<Release> = {};
  try {
    data = (JSON.parse(text) ?? {}) as Partial<Release>;
  } catch {
    // No JSON is no release either.
  }
  const {version, assignment, lesson, seed} = data;
  if (
    version !== 1 ||
    typeof assignment !== "string" ||
    typeof lesson !== "number" ||
    typeof seed !== "string"
  ) {
    throw new SyntaxError(
      `readRelease: ${file} must be the teacher's file that kernelbook assign wrote, got ${JSON.stringify(text.slice(0, 40))}`,
    );
  }
  return data as Release;
}
