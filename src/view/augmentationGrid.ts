import {brief, requireInteger} from "../core/check.js";
import {type Grid, rowsOf} from "../core/grid.js";
import {NdArray} from "../core/ndArray.js";
import {Random} from "../core/random.js";
import {colorPicture, isColorPicture} from "./colorPicture.js";
import type {Picture} from "./picture.js";
import type {NamedRows} from "./pictures.js";
import {scalesFor} from "./scales.js";
import {drawTileTable, type TableCell} from "./tileTable.js";

export interface AugmentationOptions {
  readonly title?: string;
  /** How often each is drawn; 5 unless given. */
  readonly count?: number;
  /** Where chance begins; 1 unless given. Draw n of every augmentation starts from seed + n. */
  readonly seed?: number;
  /** What is seen and what follows from it; the names unless given. */
  readonly alt?: string;
}

/** An image [height, width], or an `NdArray` [height, width, 3] in colours. */
type AnyImage = Grid | NdArray;

const SIDE = 72;

/**
 * An image and what augmentations make of it: a row for each, a column for each draw of chance, and the image itself above.
 * All pictures share one span of colours, so that a change of light shows.
 *
 * @param image  [height, width], or in colours [height, width, 3].
 * @param augmentations  From an image and a source of chance to an image, by name: `{crop: (image, random) => ...}`.
 * @param options  How many draws, seed, title.
 * @returns A picture that a notebook displays: SVG, PNG, and its description as text.
 * @throws {RangeError} When there is no augmentation.
 *
 * @example
 * String(augmentationGrid([[1, 2]], {mirror: image => [[2, 1]]}, {count: 3})) // => "An image of 1 x 2 pixels, and 3 draws of each of: mirror. Seed 1"
 */
export function augmentationGrid(
  image: AnyImage,
  augmentations: Readonly<Record<string, (image: AnyImage, random: Random) => AnyImage>>,
  options: AugmentationOptions = {},
): Picture {
  const {title, count = 5, seed = 1} = options;
  requireInteger("augmentationGrid", "count", count, 1);
  requireInteger("augmentationGrid", "seed", seed, 0);
  const names = Object.keys(augmentations ?? {});
  if (names.length === 0)
    throw new RangeError(
      `augmentationGrid: augmentations must have at least one name, got ${brief(augmentations)}`,
    );
  const original = pictureOf("image", image);
  const lines = names.map(name =>
    Array.from({length: count}, (_, n) =>
      pictureOf(`"${name}"`, augmentations[name](image, new Random(seed + n))),
    ),
  );
  const all = [original, ...lines.flat()];
  const scales = scalesFor(
    "augmentationGrid",
    all.map(({rows}) => rows),
  );
  const cells = all.map(({rows, pixels}, n): TableCell => {
    const cell = SIDE / Math.max(rows.length, rows[0].length);
    return {tile: {rows, scale: scales[n], cell, numbers: false, pixels}};
  });
  const rows = [
    {name: "the image", cells: cells.slice(0, 1)},
    ...names.map((name, n) => ({name, cells: cells.slice(1 + n * count, 1 + (n + 1) * count)})),
  ];
  const size = `${original.rows.length} x ${original.rows[0].length}`;
  const alt =
    options.alt ??
    `${title ? `${title}. ` : ""}An image of ${size} pixels, and ${count} draws of each of: ${names.join(", ")}. Seed ${seed}`;
  return drawTileTable({title, rows, gap: 8}, alt);
}

function pictureOf(name: string, image: AnyImage): Omit<NamedRows, "name"> {
  if (isColorPicture(image)) return colorPicture("augmentationGrid", name, image);
  if (image instanceof NdArray && image.shape.length === 3 && image.shape[2] === 1)
    return {rows: rowsOf("augmentationGrid", name, new NdArray(image.shape.slice(0, 2), image.data))};
  return {rows: rowsOf("augmentationGrid", name, image)};
}
