import type {CheckContext} from "../../src/exercise/exercise.js";
import {defineExercise} from "../../src/exercise/exercise.js";
import {isList, Opaque, type Value} from "../../src/exercise/value.js";
import {kindText, valueText} from "../../src/exercise/valueText.js";
import {WrongAnswer} from "../../src/exercise/wrongAnswer.js";

/** A volume that comes in, and the filters of 3 x 3 that read it. */
interface Layer {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly filters: number;
}

const KERNEL = 3 * 3;
const WINDOW = 2 * 2;
const STEP = 2;

export const exercise = defineExercise({
  id: "l06-stride-or-pool",
  lesson: 6,
  kind: "read",
  points: 2,
  partial: true,
  title: "Count what each way costs",
  prompt:
    'Two layers halve a volume of `layer.height` x `layer.width` x `layer.channels` and give `layer.filters` maps. **Strided**: 3 x 3 filters, padding "same", ' +
    'in steps of 2. **Pooled**: 3 x 3 filters, padding "same", in steps of 1, then max pooling of 2 x 2 in steps of 2. Put in `cost`: the ' +
    "multiplications of each (`strided`, `pooled`; a weight on a padded zero counts too), how many `times` as many the pooled layer makes, and the " +
    "`comparisons` of its pooling (finding the largest of n numbers takes n - 1).",
  answer: "cost",
  imports: ["todo", "countLayers", "outputSize"],
  variant: {
    name: "layer",
    values: random => ({
      height: 16 * random.integer(2, 8),
      width: 16 * random.integer(2, 8),
      channels: random.pick([8, 16, 24, 48]),
      filters: random.pick([32, 64, 96]),
    }),
  },
  checks: [
    {
      name: "multiplications of the strided layer",
      phase: "visible",
      expects:
        "Every number of the result costs one multiplication for each weight of its filter, on every channel.",
      run: async ({answer, given}) => {
        const {height, width, channels, filters} = given as unknown as Layer;
        const places = (height / STEP) * (width / STEP);
        const right = places * KERNEL * channels * filters;
        await requirePart(answer, "strided", right, [
          [
            right * STEP ** 2,
            "That is the layer in steps of 1. In steps of 2 there are half as many places down and half as many across.",
          ],
          [
            right * STEP,
            "The number of places is halved along one axis only. Steps of 2 halve both height and width.",
          ],
          [
            right / channels,
            "Each filter has 3 x 3 weights for every channel that comes in: multiply by `layer.channels` too.",
          ],
          [right / filters, "That is one filter's share. There are `layer.filters` of them."],
          [
            right / KERNEL,
            "A filter has 3 x 3 weights on each channel: that is 9 multiplications for a place, not 1.",
          ],
          [(right / KERNEL) * 3, "A filter of 3 x 3 has 9 weights on each channel, not 3."],
          [(height / 2 - 1) * (width / 2 - 1) * KERNEL * channels * filters, PADDED],
        ]);
      },
    },
    {
      name: "multiplications of the pooled layer",
      phase: "visible",
      expects:
        "In steps of 1 with padding `same` there is a place for every pixel, and pooling multiplies nothing.",
      run: async ({answer, given}) => {
        const {height, width, channels, filters} = given as unknown as Layer;
        const right = height * width * KERNEL * channels * filters;
        await requirePart(answer, "pooled", right, [
          [
            right / WINDOW,
            "Pooling comes after the filters: they have run at every place by then, also where their result is thrown away.",
          ],
          [
            right / channels,
            "Each filter has 3 x 3 weights for every channel that comes in: multiply by `layer.channels` too.",
          ],
          [right / filters, "That is one filter's share. There are `layer.filters` of them."],
          [
            right / KERNEL,
            "A filter has 3 x 3 weights on each channel: that is 9 multiplications for a place, not 1.",
          ],
          [(height - 2) * (width - 2) * KERNEL * channels * filters, PADDED],
        ]);
      },
    },
    {
      name: "how many times as many",
      phase: "visible",
      expects: "The same filters run at every place, or at every second one down and across.",
      run: async ({answer}) =>
        requirePart(answer, "times", STEP ** 2, [
          [
            1 / STEP ** 2,
            "That is how many times as many the strided layer makes. Asked is the pooled one's count divided by the strided one's.",
          ],
          [STEP, "Steps of 2 halve the places down and halve them across: divide your two counts."],
        ]),
    },
    {
      name: "comparisons of the pooling",
      phase: "visible",
      expects:
        "Each number of the pooled map is the largest of four, found with three comparisons, in every map.",
      run: async ({answer, given}) => {
        const {height, width, channels, filters} = given as unknown as Layer;
        const places = (height / STEP) * (width / STEP);
        const right = places * (WINDOW - 1) * filters;
        await requirePart(answer, "comparisons", right, [
          [
            places * WINDOW * filters,
            "To find the largest of four numbers three comparisons are enough: the first has nothing to be compared with.",
          ],
          [places * (WINDOW - 1), "That is one map's share. There are `layer.filters` maps."],
          [
            places * (WINDOW - 1) * channels,
            "Pooled are the maps that come out of the filters: `layer.filters`, not `layer.channels`.",
          ],
          [right * WINDOW, "There is one window of 2 x 2 for every four places, since windows are 2 apart."],
        ]);
      },
    },
  ],
  hints: [
    'With padding "same" there is a place for every pixel in steps of 1; in steps of 2 there are half as many down and half as many across.',
    "Multiplications = places down * places across * 3 * 3 * channels * filters.",
    "The pooled map has height / 2 * width / 2 numbers for each filter, and each is the largest of 4: 3 comparisons.",
  ],
});

const PADDED =
  'With padding "same" the window also lies on the border: there is a place for every pixel, or for every second one.';

/** One of the numbers in the answer, compared with the right one and with those that a wrong count gives. */
async function requirePart(
  answer: CheckContext["answer"],
  part: string,
  right: number,
  slips: readonly (readonly [number: number, says: string])[],
): Promise<void> {
  const value = await answer.value();
  const got = partOf(value, part);
  if (got === right) return;
  const slip = slips.find(([wrong]) => wrong === got)?.[1];
  throw new WrongAnswer(
    slip ?? `cost.${part} is not ${valueText(got)}. Write down the places first, then what is done at each.`,
  );
}

function partOf(value: Value, part: string): number {
  const isRecord =
    typeof value === "object" && value !== null && !isList(value) && !(value instanceof Opaque);
  const got = isRecord ? value[part] : undefined;
  if (typeof got === "number") return got;
  throw new WrongAnswer(
    isRecord
      ? `cost.${part} must be a number, but it is ${kindText(got)}.`
      : `cost must be {strided, pooled, times, comparisons}, but it is ${kindText(value)}.`,
  );
}
