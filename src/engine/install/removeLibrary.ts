import fs from "node:fs";
import path from "node:path";
import {forgetChosenFolder} from "./chosenFolder.js";
import {projectEngines, sharedEngines} from "./folders.js";
import {withInstallLock} from "./installLock.js";
import type {LibraryName} from "./libraries.js";
import {partFolder} from "./ownInstall.js";
import {removeTfjsNode} from "./tfjsNode.js";

/**
 * Removes what `kernelbook engine install` has made, whole or half; a PyTorch that came from elsewhere stays.
 *
 * @param shared  The user's cache rather than the project's `.engines/`.
 * @returns What was removed, a path each.
 */
export async function removeLibrary(name: LibraryName, {shared}: {shared: boolean}): Promise<string[]> {
  const folder = path.join(shared ? sharedEngines() : projectEngines(), name);
  if (!fs.existsSync(path.dirname(folder))) return [];
  return await withInstallLock(name, folder, async () => {
    const old = `${folder}.old`;
    const there = [folder, partFolder(folder), old].filter(one => fs.existsSync(one));
    if (fs.existsSync(folder)) {
      // Renamed first: a removal that is interrupted leaves nothing that could be taken for an installation.
      fs.rmSync(old, {recursive: true, force: true});
      fs.renameSync(folder, old);
    }
    for (const one of [old, partFolder(folder)]) fs.rmSync(one, {recursive: true, force: true});
    if (name === "tensorflow" && !shared) there.push(...removeTfjsNode());
    const note = !shared && forgetChosenFolder(name) ? [`the note about --from for ${name}`] : [];
    return [...there, ...note];
  });
}
