import {Random} from "../../src/core/random.js";
import type {Mistake} from "../../src/exercise/mistake.js";
import {type LinearHead, trainLinearHead} from "../../src/nn/linearHead.js";

type Picture = number[][];

/** A net of one layer stands for a deep one here: what is wrong lies around it. */
function head(images: Picture[], labels: number[], random: Random, epochs = 20): LinearHead {
  return trainLinearHead(
    images.map(image => image.flat()),
    labels,
    {random, epochs},
  );
}

/** Moves the ink's middle to the middle of the picture. */
function centred(image: Picture): Picture {
  let [ink, down, right] = [0, 0, 0];
  for (const [y, row] of image.entries()) {
    for (const [x, level] of row.entries()) {
      ink += level;
      down += level * (y - 7.5);
      right += level * (x - 7.5);
    }
  }
  const [dy, dx] = [Math.round(down / ink), Math.round(right / ink)];
  return image.map((row, y) => row.map((_, x) => image[y + dy]?.[x + dx] ?? 0));
}

export const mistakes: readonly Mistake[] = [
  {
    name: "scores on the digits it was trained on",
    answer: async (images: Picture[], labels: number[], _unseen: Picture[], seed: number) => {
      const net = head(images, labels, new Random(seed));
      return images.map(image => net.predict(image.flat()));
    },
    fails: "a label for each picture",
    says: /how well a net knows the digits it was trained on says little/,
  },
  {
    name: "returns scores in place of labels",
    answer: async (_images: Picture[], _labels: number[], unseen: Picture[]) => unseen.map(() => 0.1),
    fails: "a label for each picture",
    says: /A label is the place of the largest score/,
  },
  {
    name: "labels the first picture only",
    answer: async (images: Picture[], labels: number[], unseen: Picture[], seed: number) => [
      head(images, labels, new Random(seed)).predict(unseen[0].flat()),
    ],
    fails: "a label for each picture",
    says: /must be 25 labels, but there are 1\./,
  },
  {
    name: "draws from Math.random",
    answer: async (_images: Picture[], _labels: number[], unseen: Picture[]) =>
      unseen.map(() => Math.floor(Math.random() * 10)),
    fails: "the seed decides",
    says: /Make the first weights from `seed`/,
  },
  {
    name: "flattens the unseen pictures column by column",
    answer: async (images: Picture[], labels: number[], unseen: Picture[], seed: number) => {
      const net = head(images, labels, new Random(seed));
      return unseen.map(image => net.predict(image.flatMap((_, x) => image.map(row => row[x]))));
    },
    fails: "finds digits in the middle",
    says: /^It finds \d+\.\d % of the unseen digits/,
  },
  {
    name: "shuffles the pictures and not their labels",
    answer: async (images: Picture[], labels: number[], unseen: Picture[], seed: number) => {
      const random = new Random(seed);
      const net = head(random.shuffle(images), labels, random);
      return unseen.map(image => net.predict(image.flat()));
    },
    fails: "finds digits in the middle",
    says: /about as many as by guessing/,
  },
  {
    name: "learns from the first 50 pictures only",
    answer: async (images: Picture[], labels: number[], unseen: Picture[], seed: number) => {
      const net = head(images.slice(0, 50), labels.slice(0, 50), new Random(seed), 5);
      return unseen.map(image => net.predict(image.flat()));
    },
    fails: "finds digits in the middle",
    says: /about 12 times/,
  },
  {
    name: "moves every digit to the middle first",
    answer: async (images: Picture[], labels: number[], unseen: Picture[], seed: number) => {
      const net = head(images.map(centred), labels, new Random(seed));
      return unseen.map(image => net.predict(centred(image).flat()));
    },
    fails: "loses digits that moved",
    says: /no net of dense layers on plain pixels does it/,
  },
];
