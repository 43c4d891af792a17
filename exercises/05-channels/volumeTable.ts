import type {Slip} from "../../src/exercise/agree.js";
import {type CheckContext, defineExercise, type Given} from "../../src/exercise/exercise.js";
import {readGrid, readNumbers} from "../../src/exercise/read.js";
import {requireNumber} from "../../src/exercise/requireNumber.js";
import {WrongAnswer} from "../../src/exercise/wrongAnswer.js";

/** Side W and depth D that come in; filters K, their side F, step S and padding P on every edge. */
type Row = Readonly<Record<"W" | "D" | "K" | "F" | "S" | "P", number>>;

const ROWS = [
  "a layer that keeps its size",
  "steps that leave no pixel over",
  "steps that leave pixels over",
] as const;

export const exercise = defineExercise({
  id: "l05-volume-table",
  lesson: 5,
  kind: "shape",
  points: 4,
  partial: true,
  title: "From K, F, S and P to a volume",
  prompt:
    "`table` has a column for each letter and a place in it for each of three layers. A volume of W x W x D comes in; K filters of F x F move in " +
    "steps of S, with P zeros on every edge. Fill in `volumeTable`: for each layer a row `[side, depth, parameters]` of what comes out, with the " +
    "biases among the parameters.",
  answer: "volumeTable",
  type: "number[][]",
  imports: ["todo", "outputSize", "countLayers"],
  variant: {
    name: "table",
    values: random => {
      const odd = random.pick([3, 5, 7]);
      const [exactStep, exactSide] = [random.integer(2, 5), random.pick([2, 4, 6])];
      const [floorStep, floorSide] = [random.integer(3, 6), random.pick([3, 5])];
      return {
        W: [
          random.pick([24, 28, 32]),
          exactSide - 2 + exactStep * random.integer(9, 15), // W - F + 2 is a multiple of S
          floorSide - 5 + floorStep * random.integer(9, 15), // W - F + 4 is one less than a multiple of S
        ],
        D: random.shuffle([3, 6, 8]),
        K: random.shuffle([10, 12, 16]),
        F: [odd, exactSide, floorSide],
        S: [1, exactStep, floorStep],
        P: [(odd - 1) / 2, 1, 2],
      };
    },
  },
  checks: ROWS.map((name, n) => ({
    name,
    expects:
      "Along an axis there are floor((W - F + 2P) / S) + 1 places; the depth that comes out is K; K * (F * F * D + 1) parameters are learned.",
    phase: "visible" as const,
    run: ({answer, given}: Pick<CheckContext, "answer" | "given">) => judgeRow(answer, given, n),
  })),
  hints: [
    "Write down one row: how long is the padded side? How far can a window of F move on it? How many steps of S is that, rounded down?",
    "Places are one more than steps: floor((W - F + 2 * P) / S) + 1.",
    "Depth out is K, whatever the depth in. It decides the parameters: each of K filters has F * F * D weights and one bias.",
  ],
});

async function judgeRow(answer: CheckContext["answer"], given: Given, n: number): Promise<void> {
  const rows = readGrid(await answer.value(), "volumeTable");
  const layers = layersOf(given);
  if (rows.length !== layers.length || rows[0].length !== 3) {
    throw new WrongAnswer(
      `volumeTable must have ${layers.length} rows of [side, depth, parameters], but it has ${rows.length} rows of ${rows[0].length}.`,
    );
  }
  const [side, depth, parameters] = rows[n];
  const layer = layers[n];
  const {W, D, K, F, S, P} = layer;
  const label = `Row ${n} (W ${W}, D ${D}, K ${K}, F ${F}, S ${S}, P ${P})`;
  requireNumber(side, Math.floor((W - F + 2 * P) / S) + 1, {
    what: `${label}, the side`,
    slips: sideSlips(layer).map(({says, gives}) => ({says: `${label}: ${says}`, gives})),
  });
  requireNumber(depth, K, {
    what: `${label}, the depth`,
    slips: [
      {
        says: `${label}: the depth that comes out is the number of filters. Each filter sums over all channels and gives one map.`,
        gives: () => D,
      },
      {
        says: `${label}: a filter gives one map, not one for each channel.`,
        gives: () => K * D,
      },
    ],
  });
  requireNumber(parameters, K * (F * F * D + 1), {
    what: `${label}, the parameters`,
    slips: [
      {says: `${label}: the biases are missing, one for each filter.`, gives: () => K * F * F * D},
      {
        says: `${label}: the depth that comes in is missing. A filter has F * F weights on each channel.`,
        gives: () => K * (F * F + 1),
      },
      {says: `${label}: one bias is too few: each filter has its own.`, gives: () => K * F * F * D + 1},
      {
        says: `${label}: a filter has one bias, not one for each channel.`,
        gives: () => K * (F * F + 1) * D,
      },
      {
        says: `${label}: the number of places does not count: all places share the filters.`,
        gives: () => K * (F * F * D + 1) * side ** 2,
      },
    ],
  });
}

function sideSlips({W, F, S, P}: Row): Slip[] {
  const steps = Math.floor((W - F + 2 * P) / S);
  const oneEdge = Math.floor((W - F + P) / S) + 1;
  return [
    {
      says: "either a place is missing (places are one more than steps), or the padding (it counts on both edges: 2 * P).",
      gives: () => (steps === oneEdge ? steps : undefined),
    },
    {says: "the padding counts on both edges: 2 * P.", gives: () => oneEdge},
    {says: "the padding is missing.", gives: () => Math.floor((W - F) / S) + 1},
    {says: "places are one more than steps: + 1.", gives: () => steps},
    {
      says: "there is no part of a place: round down. Pixels that are left over are not used.",
      gives: () => (W - F + 2 * P) / S + 1,
    },
    {
      says: "round down, not up or to the nearest: a window that does not fit has no place.",
      gives: () => Math.ceil((W - F + 2 * P) / S) + 1,
    },
    {says: "the step is missing: divide by S.", gives: () => W - F + 2 * P + 1},
  ];
}

function layersOf(given: Given): Row[] {
  const column = (name: keyof Row) => readNumbers(given[name], `table.${name}`);
  const [D, K, F, S, P] = (["D", "K", "F", "S", "P"] as const).map(column);
  return column("W").map((W, n) => ({W, D: D[n], K: K[n], F: F[n], S: S[n], P: P[n]}));
}
