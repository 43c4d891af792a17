// Cuts the MNIST subset that ships in datasets/ out of the four official files.
//
//   node scripts/datasets/mnistSubset.mjs FOLDER           writes datasets/*.gz and prints their entries for manifest.json
//   node scripts/datasets/mnistSubset.mjs FOLDER --check   compares instead of writing; exits 1 on any difference
//
// FOLDER holds train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz and
// t10k-labels-idx1-ubyte.gz (see datasets/manifest.json for where they are published).
import {createHash} from "node:crypto";
import {readFileSync, writeFileSync} from "node:fs";
import path from "node:path";
import {fileURLToPath} from "node:url";
import {gunzipSync, gzipSync} from "node:zlib";

const DATASETS = fileURLToPath(new URL("../../datasets/", import.meta.url));
const CLASSES = 10;
const IMAGE_BYTES = 28 * 28;
const SEED = 20261121;

/** The official files by md5 of their uncompressed bytes: mirrors compress them differently. */
const SPLITS = [
  {
    split: "train",
    perClass: 1000,
    images: ["train-images-idx3-ubyte.gz", "6bbc9ace898e44ae57da46a324031adb"],
    labels: ["train-labels-idx1-ubyte.gz", "a25bea736e30d166cdddb491f175f624"],
  },
  {
    split: "test",
    perClass: 200,
    images: ["t10k-images-idx3-ubyte.gz", "2646ac647ad5339dbf082846283269ea"],
    labels: ["t10k-labels-idx1-ubyte.gz", "27ae3e4e09519cfbb04c329615203637"],
  },
];

/** mulberry32: small, and written out here so that the selection stays the same whatever the library's generator becomes. */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Fisher-Yates, in place. */
function shuffle(items, random) {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j], items[i]];
  }
  return items;
}

function readOfficial(folder, [name, md5]) {
  const bytes = gunzipSync(readFileSync(path.join(folder, name)));
  const found = createHash("md5").update(bytes).digest("hex");
  if (found !== md5) throw new Error(`${name}: md5 of the uncompressed file must be ${md5}, got ${found}`);
  return bytes;
}

/**
 * Positions in the official file: `perClass` of every digit, drawn without putting back, in blocks of ten that hold each
 * digit once in random order. So the first 10 k images of a split are balanced for every k.
 */
function choose(labels, perClass, random) {
  const byClass = Array.from({length: CLASSES}, () => []);
  labels.forEach((label, n) => {
    byClass[label].push(n);
  });
  const drawn = byClass.map(positions => shuffle(positions, random).slice(0, perClass));
  const order = [];
  for (let block = 0; block < perClass; block++) {
    for (const digit of shuffle([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], random)) order.push(drawn[digit][block]);
  }
  return order;
}

/** IDX: two zero bytes, type 8 (unsigned byte), number of axes, axis lengths as big-endian 32-bit, then the bytes. */
function idx(shape, data) {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header[2] = 8;
  header[3] = shape.length;
  shape.forEach((length, axis) => {
    header.writeUInt32BE(length, 4 + 4 * axis);
  });
  return Buffer.concat([header, data]);
}

/** The gzip header names the operating system; 255 ("unknown") makes the bytes the same everywhere. */
function gzip(bytes) {
  const packed = gzipSync(bytes, {level: 9});
  packed[9] = 255;
  return packed;
}

const sha256 = bytes => createHash("sha256").update(bytes).digest("hex");

function main([folder, mode]) {
  if (folder === undefined || (mode !== undefined && mode !== "--check")) {
    console.error("usage: node scripts/datasets/mnistSubset.mjs FOLDER [--check]");
    return 2;
  }
  const random = generator(SEED);
  const entries = [];
  let differences = 0;
  for (const {split, perClass, images, labels} of SPLITS) {
    const allImages = readOfficial(folder, images).subarray(16);
    const allLabels = readOfficial(folder, labels).subarray(8);
    const order = choose(allLabels, perClass, random);
    const pixels = Buffer.concat(order.map(n => allImages.subarray(n * IMAGE_BYTES, (n + 1) * IMAGE_BYTES)));
    const answers = Buffer.from(order.map(n => allLabels[n]));
    for (const [kind, bytes] of [
      ["images-idx3", idx([order.length, 28, 28], pixels)],
      ["labels-idx1", idx([order.length], answers)],
    ]) {
      const file = `mnist-${order.length}-${split}-${kind}-ubyte.gz`;
      const target = path.join(DATASETS, file);
      if (mode === "--check") {
        // Compared unpacked: another zlib may pack the same bytes differently.
        if (!gunzipSync(readFileSync(target)).equals(bytes)) {
          console.error(`${file}: differs from what the official files give`);
          differences++;
        }
        continue;
      }
      const packed = gzip(bytes);
      writeFileSync(target, packed);
      entries.push({file, bytes: packed.length, sha256: sha256(packed), unpackedBytes: bytes.length});
    }
  }
  if (mode !== "--check") console.log(JSON.stringify(entries, null, 2));
  else if (differences === 0) console.log("datasets/: the MNIST subset is what the official files give");
  return differences === 0 ? 0 : 1;
}

process.exit(main(process.argv.slice(2)));
