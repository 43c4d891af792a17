import type {Mistake} from "../../src/exercise/mistake.js";

type Gradient = {y: number; x: number; dx: number; dy: number};

/** A feature that adds one vote for every pixel; what is wrong is in the vote. */
function votes(
  size: number,
  vote: (gradient: Gradient) => {at: number; weight: number},
): (image: number[][]) => number[] {
  return image => {
    const feature = new Array<number>(size).fill(0);
    for (let y = 0; y < 28; y++) {
      for (let x = 0; x < 28; x++) {
        const dx = image[y][Math.min(x + 1, 27)] - image[y][Math.max(x - 1, 0)];
        const dy = image[Math.min(y + 1, 27)][x] - image[Math.max(y - 1, 0)][x];
        const {at, weight} = vote({y, x, dx, dy});
        feature[at] += weight;
      }
    }
    const length = Math.hypot(...feature);
    return length === 0 ? feature : feature.map(value => value / length);
  };
}

const binOf = (dy: number, dx: number) =>
  Math.floor((((Math.atan2(dy, dx) + 2 * Math.PI) % Math.PI) / Math.PI) * 8) % 8;
const cellOf = (y: number, x: number, side: number) =>
  Math.floor(y / side) * (28 / side) + Math.floor(x / side);

export const mistakes: readonly Mistake[] = [
  {
    name: "is the pixels themselves",
    answer: (image: number[][]) => image.flat(),
    fails: "does not see brightness",
    says: /with 0\.4 added to every pixel/,
  },
  {
    name: "divides by a difference that can be 0",
    answer: (image: number[][]) =>
      image.map(row => Math.atan((row[2] - row[0]) / (image[0][1] - image[0][1]))),
    fails: "one list of numbers",
    says: /must be a finite number, but it is the number NaN/,
  },
  {
    name: "returns one list for each cell",
    answer: (image: number[][]) => image.map(row => row.slice(0, 8)),
    fails: "one list of numbers",
    says: /must be a finite number, but it is a list of 8/,
  },
  {
    name: "cuts negative differences off",
    answer: votes(128, ({y, x, dx, dy}) => {
      const [right, down] = [Math.max(0, dx), Math.max(0, dy)];
      return {at: cellOf(y, x, 7) * 8 + binOf(down, right), weight: Math.hypot(right, down)};
    }),
    fails: "answers to every edge",
    says: /bright on the left/,
  },
  {
    name: "takes differences along rows only",
    answer: votes(128, ({y, x, dx}) => ({at: cellOf(y, x, 7) * 8 + binOf(0, dx), weight: Math.abs(dx)})),
    fails: "answers to every edge",
    says: /bright on the top/,
  },
  {
    name: "looks at every second pixel",
    answer: votes(128, ({y, x, dx, dy}) => ({
      at: cellOf(y, x, 7) * 8 + binOf(dy, dx),
      weight: x % 2 === 0 && y % 2 === 0 ? Math.hypot(dx, dy) : 0,
    })),
    fails: "answers to every edge",
    says: /Go through all pixels/,
  },
  {
    name: "adds up lengths without orientations",
    answer: votes(16, ({y, x, dx, dy}) => ({at: cellOf(y, x, 7), weight: Math.hypot(dx, dy)})),
    fails: "tells orientations apart",
    says: /must depend on the gradient's angle/,
  },
  {
    name: "makes one histogram for the whole image",
    answer: votes(8, ({dx, dy}) => ({at: binOf(dy, dx), weight: Math.hypot(dx, dy)})),
    fails: "keeps track of where",
    says: /forgets where/,
  },
  {
    name: "uses cells of half the image",
    answer: votes(32, ({y, x, dx, dy}) => ({
      at: cellOf(y, x, 14) * 8 + binOf(dy, dx),
      weight: Math.hypot(dx, dy),
    })),
    fails: "beats raw pixels",
    says: /^The classifier finds 8\d\.\d % of the test digits/,
  },
];
