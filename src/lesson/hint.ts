import {findExercise} from "../exercise/catalog.js";
import {currentHost} from "./currentHost.js";
import {guarded, unknownExercise} from "./guard.js";
import {message} from "./message.js";
import {withHint} from "./progress.js";

/**
 * Shows the next hint of an exercise; after the last, all of them. Never throws.
 *
 * @param id  The exercise: `l04-correlate2d`.
 */
export async function hint(id: string): Promise<void> {
  await guarded("hint", async () => {
    const host = currentHost();
    const found = await findExercise(id);
    if (found.exercise === undefined) {
      host.emit(message(...unknownExercise("hint", id, found.ids)));
      return;
    }
    const {hints, title} = found.exercise;
    const {before, note} = await host.store.update(progress => withHint(progress, id));
    const asked = before.hints[id] ?? 0;
    const numbered = hints.map((text, i) => `Hint ${i + 1} of ${hints.length}: ${text}`);
    const shown = asked < hints.length ? [numbered[asked]] : ["Those were all the hints:", ...numbered];
    host.emit(message(title, ...shown, ...(note === undefined ? [] : [note])));
  });
}
