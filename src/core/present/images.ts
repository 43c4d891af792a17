import {toBase64} from "../base64.js";
import type {MimeBundle} from "../mime.js";
import type {Pixels} from "../pixels.js";
import {peek} from "./peek.js";

/** First bytes by which files of pictures are known. */
const SIGNATURES: readonly {
  readonly type: string;
  readonly name: string;
  readonly bytes: readonly number[];
}[] = [
  {type: "image/png", name: "PNG", bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]},
  {type: "image/jpeg", name: "JPEG", bytes: [0xff, 0xd8, 0xff]},
  {type: "image/gif", name: "GIF", bytes: [0x47, 0x49, 0x46, 0x38]},
];

/** Larger pictures are described, not encoded: a notebook would carry them as text. */
const MAX_PIXELS = 4096 * 4096;

/** The picture in a file's bytes, or undefined. */
export function imageFileBundle(bytes: Uint8Array): MimeBundle | undefined {
  const found = SIGNATURES.find(signature => signature.bytes.every((byte, i) => bytes[i] === byte));
  return found && {[found.type]: toBase64(bytes), "text/plain": `${found.name} image, ${bytes.length} bytes`};
}

/** Whether a value is a picture of RGBA pixels, as `ImageData` is. */
export function isPixels(value: object): value is Pixels {
  const [width, height, data] = ["width", "height", "data"].map(key => peek(value, key));
  return (
    (data instanceof Uint8ClampedArray || data instanceof Uint8Array) &&
    Number.isInteger(width) &&
    Number.isInteger(height) &&
    Number(width) > 0 &&
    data.length === Number(width) * Number(height) * 4
  );
}

export async function pixelsBundle(pixels: Pixels): Promise<MimeBundle> {
  const text = `image, ${pixels.width} x ${pixels.height} pixels`;
  if (pixels.width * pixels.height > MAX_PIXELS) return {"text/plain": text};
  // most notebooks' processes never encode one themselves, and the encoder takes 17 ms to load
  const {encodePng} = await import("../pixels.js");
  return {"image/png": toBase64(encodePng(pixels)), "text/plain": text};
}
