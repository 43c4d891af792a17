/** Who handed in a file of a flat folder, as far as its name tells. */
export interface FileOwner {
  /** Names under which a class list may have the student, the likeliest first. */
  readonly ids: readonly string[];
  /** Equal for files of one student, different for those of two. */
  readonly group: string;
}

/** Moodle: `Ada Lovelace_1234567_assignsubmission_file_04-convolution-2d.ipynb`, also as a folder's name. */
const MOODLE = /^(.+?)_(\d+)_assignsubmission_(?:file|onlinetext)_?.*$/;
/** Canvas: `lovelaceada_LATE_48213_3819201_04-convolution-2d-1.ipynb`. */
const CANVAS = /^(.+?)_(?:LATE_)?(\d+)_(\d+)_.+$/;

/**
 * The student in a file's or folder's name as learning platforms write them; any other name is the id itself.
 *
 * @param name  Without its ending.
 *
 * @example
 * ownerOf("Ada Lovelace_12_assignsubmission_file_x").ids // => ["Ada Lovelace", "12"]
 * ownerOf("ada").ids // => ["ada"]
 */
export function ownerOf(name: string): FileOwner {
  const moodle = MOODLE.exec(name);
  if (moodle !== null) return {ids: [moodle[1], moodle[2]], group: `${moodle[1]}_${moodle[2]}`};
  const canvas = CANVAS.exec(name);
  if (canvas !== null) return {ids: [canvas[1], canvas[2]], group: `${canvas[1]}_${canvas[2]}`};
  return {ids: [name], group: name};
}
