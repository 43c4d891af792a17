import type {Slip} from "../../src/exercise/agree.js";
import {type CheckContext, defineExercise, type Given} from "../../src/exercise/exercise.js";
import {readFields, readNumber} from "../../src/exercise/read.js";
import {requireNumber} from "../../src/exercise/requireNumber.js";

const PARTS = ["loops", "product", "volume", "matrix", "growth"] as const;
type Part = (typeof PARTS)[number];

export const exercise = defineExercise({
  id: "l05-im2col-growth",
  lesson: 5,
  kind: "read",
  points: 3,
  partial: true,
  title: "Same products, more memory",
  prompt:
    "A layer has `work.filters` filters of `work.kernel` x `work.kernel` on a volume of `work.side` x `work.side` x `work.channels`, in steps of 1, padded so that " +
    "the size stays. Clocks differ from machine to machine, counts do not. Put in `im2colWork`: the multiplications of the `loops` (those " +
    "with a padded 0 count too), the multiplications of the matrix `product` after im2col, how many numbers the `volume` holds, how many the " +
    "`matrix` of im2col holds, and by what factor the matrix grows (`growth`) when the kernel's side is doubled and the size still stays.",
  answer: "im2colWork",
  type: "{loops: number, product: number, volume: number, matrix: number, growth: number}",
  imports: ["todo", "im2col", "NdArray", "outputSize"],
  variant: {
    name: "work",
    values: random => ({
      side: random.pick([14, 28, 56]),
      channels: random.pick([8, 16, 32]),
      kernel: random.pick([3, 5]),
      filters: random.pick([12, 20, 24]),
    }),
  },
  checks: [
    {
      name: "multiplications of the loops",
      expects: "Every number of the result costs one multiplication for each weight of its filter.",
      phase: "visible",
      run: part("loops", ({places, taps, filters}) => places * taps * filters, [
        {
          says: "That is one map. Each filter makes one.",
          gives: ({places, taps}) => places * taps,
        },
        {
          says: "The channels are missing: a filter multiplies on all of them.",
          gives: ({places, taps, channels, filters}) => (places * taps * filters) / channels,
        },
        {
          says: "The kernel's cells are counted along one side only.",
          gives: ({places, taps, kernel, filters}) => (places * taps * filters) / kernel,
        },
        {
          says: "Those are the parameters. Each weight multiplies once at every place.",
          gives: ({taps, filters}) => taps * filters,
        },
      ]),
    },
    {
      name: "multiplications of the product",
      expects:
        "A matrix product of [places, taps] and [taps, filters] makes places * taps * filters multiplications.",
      phase: "visible",
      run: part("product", ({places, taps, filters}) => places * taps * filters, [
        {
          says: "That is the size of im2col's matrix. Each of its rows is multiplied with each filter.",
          gives: ({places, taps}) => places * taps,
        },
        {
          says: "That is the size of the result. Each of its numbers is a sum of many products.",
          gives: ({places, filters}) => places * filters,
        },
      ]),
    },
    {
      name: "numbers in the volume",
      expects: "A volume holds height times width times channels numbers.",
      phase: "visible",
      run: part("volume", ({places, channels}) => places * channels, [
        {says: "The channels are missing.", gives: ({places}) => places},
        {
          says: "That is the volume that comes out. The one that comes in has `work.channels` channels.",
          gives: ({places, filters}) => places * filters,
        },
      ]),
    },
    {
      name: "numbers in the matrix",
      expects: "im2col writes what lies under the window at each place into a row of its own.",
      phase: "visible",
      run: part("matrix", ({places, taps}) => places * taps, [
        {
          says: "The channels are missing: a row holds the window on all of them.",
          gives: ({places, kernel}) => places * kernel ** 2,
        },
        {
          says: "That is the volume itself. Its pixels are copied as often as windows cover them.",
          gives: ({places, channels}) => places * channels,
        },
        {
          says: "The filters do not stand in this matrix: they are the other factor of the product.",
          gives: ({places, taps, filters}) => places * taps * filters,
        },
      ]),
    },
    {
      name: "growth with the kernel",
      expects: "A row holds kernel * kernel * channels numbers, and the number of rows stays.",
      phase: "visible",
      run: part("growth", () => 4, [
        {
          says: "Twice the side is twice as many rows and twice as many columns of the window.",
          gives: () => 2,
        },
        {
          says: "The size stays, so there are as many places as before: only the rows of the matrix grow longer.",
          gives: () => 16,
        },
        {
          says: "The volume stays as it is; the matrix holds more copies of it.",
          gives: () => 1,
        },
        {
          says: "The channels stay as many: only the window's two sides are doubled.",
          gives: () => 8,
        },
      ]),
    },
  ],
  hints: [
    "The size stays: as many places as pixels. Under the window lie kernel * kernel * channels numbers.",
    "Loops: for each place and each filter all the numbers under the window. The matrix product does just these products, in another order.",
    "If the products are as many, why is one quicker? It walks through memory in one direction. The price is the size of the matrix.",
  ],
});

interface Work {
  readonly places: number;
  readonly channels: number;
  readonly kernel: number;
  readonly filters: number;
  /** Numbers under the window. */
  readonly taps: number;
}

/** A check of one count, with slips that depend on the layer. */
function part(
  name: Part,
  right: (work: Work) => number,
  slips: readonly {readonly says: string; readonly gives: (work: Work) => number}[],
): (context: CheckContext) => Promise<void> {
  return async ({answer, given}) => {
    const counts = readFields(await answer.value(), "im2colWork", PARTS);
    const work = workOf(given);
    const what = `im2colWork.${name}`;
    requireNumber(readNumber(counts[name], what), right(work), {
      what,
      slips: slips.map(({says, gives}): Slip => ({says, gives: () => gives(work)})),
    });
  };
}

function workOf(given: Given): Work {
  const of = (name: string) => readNumber(given[name], `work.${name}`);
  const [side, channels, kernel, filters] = [of("side"), of("channels"), of("kernel"), of("filters")];
  return {places: side * side, channels, kernel, filters, taps: kernel * kernel * channels};
}
