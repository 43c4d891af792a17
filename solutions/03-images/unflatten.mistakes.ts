import type {Mistake} from "../../src/exercise/mistake.js";

type Place = (y: number, x: number, c: number, height: number, width: number, channels: number) => number;

/** A wrong answer that differs in one thing: where it looks for a number. */
function read(place: Place): (vector: number[], ...lengths: [number, number, number]) => number[][][] {
  return (vector, height, width, channels) =>
    Array.from({length: height}, (_, y) =>
      Array.from({length: width}, (_, x) =>
        Array.from({length: channels}, (_, c) => vector[place(y, x, c, height, width, channels)]),
      ),
    );
}

export const mistakes: readonly Mistake[] = [
  {
    name: "reads the vector column by column",
    answer: read((y, x, c, height, _, channels) => (x * height + y) * channels + c),
    fails: "a picture rebuilt by hand",
    says: /read column by column/,
  },
  {
    name: "reads planes, as a channels-first library stores them",
    answer: read((y, x, c, height, width) => (c * height + y) * width + x),
    fails: "a picture rebuilt by hand",
    says: /read as whole planes/,
  },
  {
    name: "steps by the height from row to row",
    answer: read((y, x, c, height, _, channels) => (y * height + x) * channels + c),
    fails: "a picture rebuilt by hand",
    says: /A row is `width` pixels long/,
  },
  {
    name: "exchanges height and width",
    answer: (vector: number[], height: number, width: number, channels: number) =>
      read((y, x, c) => (y * height + x) * channels + c)(vector, width, height, channels),
    fails: "a picture rebuilt by hand",
    says: /Height and width are exchanged/,
  },
  {
    name: "forgets that a pixel takes several places",
    answer: read((y, x, c, _, width) => y * width + x + c),
    fails: "a picture rebuilt by hand",
    says: /channels are forgotten in the steps/,
  },
  {
    name: "makes rows of numbers without pixels",
    answer: (vector: number[], height: number, width: number, channels: number) =>
      Array.from({length: height}, (_, y) => vector.slice(y * width * channels, (y + 1) * width * channels)),
    fails: "a picture rebuilt by hand",
    says: /brackets of the pixels are missing/,
  },
  {
    name: "drops the brackets of grey pixels",
    answer: (vector: number[], height: number, width: number, channels: number) =>
      Array.from({length: height}, (_, y) =>
        Array.from({length: width}, (_, x) => {
          const pixel = vector.slice((y * width + x) * channels, (y * width + x + 1) * channels);
          return channels === 1 ? pixel[0] : pixel;
        }),
      ),
    fails: "one channel",
    says: /brackets of the pixels are missing/,
  },
  {
    name: "takes three channels for granted",
    answer: read((y, x, c, _, width, channels) => (y * width + x) * (channels < 3 ? channels : 3) + c),
    fails: "random oblong pictures",
    says: /^Entry/,
  },
];
