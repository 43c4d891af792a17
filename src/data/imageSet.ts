import type {IdxArray} from "./idx.js";

/** One image with its answer and its place in the set. */
export interface LabelledImage {
  /** Grey levels from 0 (background) to 1 (ink), `[height][width]`; the caller's own copy. */
  readonly image: number[][];
  readonly label: number;
  readonly index: number;
}

/** Grey-level images with one label each, kept as the bytes of their file. */
export class ImageSet implements Iterable<LabelledImage> {
  /** Number of images. */
  readonly length: number;
  /** Pixels an image is high. */
  readonly height: number;
  /** Pixels an image is wide. */
  readonly width: number;
  /** All pixels as stored, 0..255, image after image, row after row. */
  readonly pixels: Uint8Array;
  /** All labels, in the order of the images. */
  readonly labels: Uint8Array;

  /**
   * @param images  Pixels, shape `[n, height, width]`.
   * @param labels  Labels, shape `[n]`.
   * @throws {RangeError} When the shapes do not belong together.
   */
  constructor(images: IdxArray, labels: IdxArray) {
    const [length, height, width] = images.shape;
    if (images.shape.length !== 3 || length === undefined || height === undefined || width === undefined) {
      throw new RangeError(
        `ImageSet: images must have shape [n, height, width], got [${images.shape.join(", ")}]`,
      );
    }
    if (labels.shape.length !== 1 || labels.shape[0] !== length) {
      throw new RangeError(`ImageSet: labels must have shape [${length}], got [${labels.shape.join(", ")}]`);
    }
    this.length = length;
    this.height = height;
    this.width = width;
    this.pixels = images.data;
    this.labels = labels.data;
  }

  /**
   * The image at a place of the set, as rows of grey levels from 0 to 1.
   *
   * @throws {RangeError} When there is no such place.
   */
  image(index: number): number[][] {
    this.#checkIndex("image", index);
    const size = this.height * this.width;
    return Array.from({length: this.height}, (_, y) => {
      const start = index * size + y * this.width;
      return Array.from(this.pixels.subarray(start, start + this.width), level => level / 255);
    });
  }

  /**
   * What the image at a place of the set shows.
   *
   * @throws {RangeError} When there is no such place.
   */
  label(index: number): number {
    this.#checkIndex("label", index);
    return this.labels[index] as number;
  }

  /**
   * Place of the n-th image (from 0) with this label.
   *
   * @throws {RangeError} When the set holds fewer.
   */
  indexOf(label: number, nth = 0): number {
    let seen = 0;
    for (let index = 0; index < this.length; index++) {
      if (this.labels[index] === label && seen++ === nth) return index;
    }
    throw new RangeError(`indexOf: label ${label} must have more than ${nth} images, got ${seen}`);
  }

  *[Symbol.iterator](): Iterator<LabelledImage, undefined, undefined> {
    for (let index = 0; index < this.length; index++) {
      yield {image: this.image(index), label: this.label(index), index};
    }
  }

  #checkIndex(call: string, index: number): void {
    if (!Number.isInteger(index) || index < 0 || index >= this.length) {
      throw new RangeError(`${call}: index must be an integer from 0 to ${this.length - 1}, got ${index}`);
    }
  }
}
