import {TENSORFLOW_LIBRARY, TORCH_LIBRARY} from "./libraries.js";
import type {LibraryPlace} from "./libraryPlace.js";
import {searchLibrary} from "./searchLibrary.js";

/**
 * Where PyTorch's library lies: a folder that KERNELBOOK_TORCH names, one that was chosen with `--from`, the active
 * Python environment, `.engines/`, the shared cache, `python3` on the path. Loads nothing.
 */
export async function findTorch(): Promise<LibraryPlace> {
  return await searchLibrary(TORCH_LIBRARY);
}

/** Where TensorFlow's C library lies, looked for like PyTorch's; KERNELBOOK_TENSORFLOW names a folder. Loads nothing. */
export async function findTensorflow(): Promise<LibraryPlace> {
  return await searchLibrary(TENSORFLOW_LIBRARY);
}
