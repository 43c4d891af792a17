import fs from "node:fs";
import path from "node:path";
import type {StubOf} from "./lessonNotebook.js";

/**
 * Answer cells' texts for the lesson in `lessonFile`: `l04-find-glyph` in `notebooks/04-name.md` is
 * `exercises/04-name/findGlyph.stub.ts` beside the `notebooks` folder.
 */
export function stubsFor(lessonFile: string): StubOf {
  const lesson = path.basename(lessonFile).replace(/\.[^.]*$/, "");
  const folder = path.resolve(path.dirname(lessonFile), "../exercises", lesson);
  return exercise => {
    const name = exercise.replace(/^l\d\d-/, "");
    const files = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
    const file = files.find(
      entry => entry.endsWith(".stub.ts") && kebab(entry.slice(0, -".stub.ts".length)) === name,
    );
    if (!file)
      throw new RangeError(
        `stubsFor: exercise must have a stub ${camel(name)}.stub.ts in exercises/${lesson}, got "${exercise}"`,
      );
    return fs.readFileSync(path.join(folder, file), "utf8").replace(/\r\n/g, "\n").replace(/\n$/, "");
  };
}

/** `findGlyph` -> `find-glyph`. */
function kebab(name: string): string {
  return name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}

function camel(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
