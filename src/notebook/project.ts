import fs from "node:fs";
import path from "node:path";
import {fileURLToPath} from "node:url";

/** The folder that holds this package: `notebooks/`, `exercises/` and `work/` are in it. */
export function projectRoot(): string {
  return fileURLToPath(new URL("../../../", import.meta.url));
}

/** Where a lesson's files are. */
export interface LessonPlace {
  /** `04-convolution-2d`. */
  readonly name: string;
  readonly source: string;
  readonly notebook: string;
}

/**
 * The lessons of a project, in order.
 *
 * @param names  `04-convolution-2d`, `04` or `4` each; none for all.
 * @throws {RangeError} When a name fits no lesson, or when there are none at all.
 */
export function lessonPlaces(root: string, names: readonly string[] = []): LessonPlace[] {
  const folder = path.join(root, "notebooks");
  const entries = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  const known = [
    ...new Set(entries.flatMap(entry => /^(\d\d-[a-z0-9-]+)\.(?:md|ipynb)$/.exec(entry)?.[1] ?? [])),
  ];
  const wanted = names.map(name => {
    const found = known.find(lesson => lesson === name || lesson.startsWith(`${name.padStart(2, "0")}-`));
    if (found === undefined)
      throw new RangeError(
        `lessonPlaces: a lesson must be one of ${known.join(", ") || "none"}, got "${name}"`,
      );
    return found;
  });
  if (known.length === 0)
    throw new RangeError(`lessonPlaces: notebooks must hold lessons, got none in ${folder}`);
  return (names.length > 0 ? wanted : known.sort()).map(name => ({
    name,
    source: path.join(folder, `${name}.md`),
    notebook: path.join(folder, `${name}.ipynb`),
  }));
}
