import type {Mistake} from "../../src/exercise/mistake.js";

type Image = number[][][];

/** A wrong order: which number comes at each step of three loops. */
function walk(image: Image, visit: (push: (level: number) => void) => void): number[] {
  const vector: number[] = [];
  visit(level => vector.push(level));
  return image.length > 0 ? vector : [];
}

export const mistakes: readonly Mistake[] = [
  {
    name: "goes column by column",
    answer: (image: Image) =>
      walk(image, push => {
        for (let x = 0; x < image[0].length; x++) for (const row of image) row[x].forEach(push);
      }),
    fails: "a picture flattened by hand",
    says: /column by column\. Rows come first/,
  },
  {
    name: "puts one channel plane after the other",
    answer: (image: Image) =>
      walk(image, push => {
        for (let c = 0; c < image[0][0].length; c++) {
          for (const row of image) for (const pixel of row) push(pixel[c]);
        }
      }),
    fails: "a picture flattened by hand",
    says: /one plane after the other: all of channel 0/,
  },
  {
    name: "takes off one pair of brackets only",
    answer: (image: Image) => image.flat(),
    fails: "a picture flattened by hand",
    says: /still pixels/,
  },
  {
    name: "keeps the first channel only",
    answer: (image: Image) => image.flatMap(row => row.map(pixel => pixel[0])),
    fails: "a picture flattened by hand",
    says: /Only the first channel/,
  },
  {
    name: "mixes the channels to grey",
    answer: (image: Image) =>
      image.flatMap(row => row.map(pixel => pixel.reduce((sum, level) => sum + level) / pixel.length)),
    fails: "a picture flattened by hand",
    says: /never a number/,
  },
  {
    name: "collects the numbers in bytes",
    answer: (image: Image) => Uint8Array.from(image.flat(2)),
    fails: "numbers stay as they are",
    says: /^Entry \[0\] must be -1\.5/,
  },
  {
    name: "reads as many rows as columns",
    answer: (image: Image) => image.slice(0, image[0].length).flat(2),
    fails: "one number for each",
    says: /has 10 numbers, but the vector has 2/,
  },
];
