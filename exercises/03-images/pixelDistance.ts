import {Random} from "../../src/core/random.js";
import {clutteredScene} from "../../src/data/generated/clutteredScene.js";
import {defineExercise, type Given} from "../../src/exercise/exercise.js";
import {readNumber, readNumbers} from "../../src/exercise/read.js";
import {requireNumber} from "../../src/exercise/requireNumber.js";
import type {Value} from "../../src/exercise/value.js";
import {WrongAnswer} from "../../src/exercise/wrongAnswer.js";

/** Three decimals were asked for. */
const ROUNDED = {atol: 6e-4, rtol: 0};

const NAMES = ["next to each other", "a few pixels apart", "far apart"] as const;

type Pairs = readonly (readonly [number, number])[];

export const exercise = defineExercise({
  id: "l03-pixel-distance",
  lesson: 3,
  kind: "val",
  points: 2,
  partial: true,
  title: "How far a pixel knows its neighbours",
  prompt:
    '`photo` is `clutteredScene("disc", new Random(probe.seed), {background: 1})`. For each of the three distances d of `probe.distances`, take ' +
    "all pairs of pixels in one row that lie d apart, `photo[y][x]` and `photo[y][x + d]`, and compute Pearson's correlation of the left values " +
    "with the right ones (each list less its own mean). Put the three numbers, to three decimals, in `pixelCorrelations`.",
  answer: "pixelCorrelations",
  type: "number[]",
  imports: ["NotAttempted", "todo", "Random", "clutteredScene"],
  variant: {
    name: "probe",
    values: random => ({
      seed: random.integer(1, 1000),
      distances: [1, random.integer(3, 7), random.integer(10, 16)],
    }),
  },
  checks: [
    ...NAMES.map((name, n) => ({
      name,
      expects:
        "Pearson's correlation: the mean of the products of both deviations, divided by both standard deviations.",
      phase: "visible" as const,
      run: async ({answer, given}: {answer: {value(): Promise<Value>}; given: Given}) => {
        const got = readCorrelations(await answer.value())[n];
        const photo = photoOf(given);
        const distance = readNumbers(given.distances, "probe.distances")[n];
        judge(got, photo, distance);
      },
    })),
  ],
  hints: [
    "Collect two lists in two loops: `left.push(photo[y][x])`, `right.push(photo[y][x + d])`. x ends d pixels before the row does.",
    "Take each list's mean off its values. The correlation is sum(l * r) / Math.sqrt(sum(l * l) * sum(r * r)).",
    "Does it fall with distance? Neighbours tell much about a pixel, far pixels little: that is why a small window is a good start.",
  ],
});

function readCorrelations(value: Value): number[] {
  const read = readNumbers(value, "pixelCorrelations");
  const outside = read.find(number => Math.abs(number) > 1);
  if (read.length === 3 && outside === undefined) return read;
  throw new WrongAnswer(
    read.length === 3
      ? `A correlation is never beyond 1, but one is ${outside}. Divide by both standard deviations.`
      : `pixelCorrelations must be three numbers, one for each distance, but it has ${read.length}.`,
  );
}

function photoOf(given: Given): number[][] {
  const seed = readNumber(given.seed, "probe.seed");
  if (!Number.isInteger(seed) || seed < 0) {
    throw new WrongAnswer(
      `probe.seed must be a whole number >= 0, but it is ${seed}: give \`probe\` as it stands in the cell.`,
    );
  }
  return clutteredScene("disc", new Random(seed), {background: 1});
}

function judge(got: number, photo: readonly number[][], distance: number): void {
  const pairs = pairsAcross(photo, distance);
  requireNumber(got, correlation(pairs), {
    what: `The correlation at distance ${distance}`,
    tolerance: ROUNDED,
    slips: [
      {
        says: "That compares pixels in one column, above each other. The pairs lie in one row.",
        gives: () => correlation(pairsAcross(transpose(photo), distance)),
      },
      {
        says: "Pairs run over the end of a row into the next one, as neighbours in the flattened list do. In the picture these pixels are no neighbours.",
        gives: () => correlation(wrapped(photo.flat(), distance)),
      },
      {
        says: "That is the covariance. Divide by both standard deviations, so that the result has no unit.",
        gives: () => covariance(pairs),
      },
      {
        says: "The means are not taken off: two bright pixels then always look alike. Use deviations from the mean.",
        gives: () => cosine(pairs),
      },
      {
        says: "That is the square of the correlation.",
        gives: () => correlation(pairs) ** 2,
      },
      {
        says: "That is for a distance one less: pixels at distance 1 touch each other.",
        gives: () => (distance > 1 ? correlation(pairsAcross(photo, distance - 1)) : undefined),
      },
      {
        says: "That is for a distance one more: `photo[y][x + d]` is d pixels to the right.",
        gives: () => correlation(pairsAcross(photo, distance + 1)),
      },
      {
        says: "That is the first row only. Take the pairs of all rows.",
        gives: () => correlation(pairsAcross(photo.slice(0, 1), distance)),
      },
    ],
  });
}

function pairsAcross(photo: readonly number[][], distance: number): Pairs {
  return photo.flatMap(row => row.slice(distance).map((right, x) => [row[x], right] as const));
}

function wrapped(pixels: readonly number[], distance: number): Pairs {
  return pixels.slice(distance).map((right, n) => [pixels[n], right] as const);
}

function transpose(photo: readonly number[][]): number[][] {
  return photo[0].map((_, x) => photo.map(row => row[x]));
}

function correlation(pairs: Pairs): number {
  const spread = (side: 0 | 1) => covariance(pairs.map(pair => [pair[side], pair[side]] as const));
  return covariance(pairs) / Math.sqrt(spread(0) * spread(1));
}

function covariance(pairs: Pairs): number {
  const mean = (side: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[side], 0) / pairs.length;
  const [left, right] = [mean(0), mean(1)];
  return pairs.reduce((sum, [l, r]) => sum + (l - left) * (r - right), 0) / pairs.length;
}

function cosine(pairs: Pairs): number {
  const sum = (a: 0 | 1, b: 0 | 1) => pairs.reduce((total, pair) => total + pair[a] * pair[b], 0);
  return sum(0, 1) / Math.sqrt(sum(0, 0) * sum(1, 1));
}
