import type {Slip} from "../../src/exercise/agree.js";
import {type CheckContext, defineExercise, type Given} from "../../src/exercise/exercise.js";
import {readFields, readNumber} from "../../src/exercise/read.js";
import {requireNumber} from "../../src/exercise/requireNumber.js";

// The first draws of the course's seed are a filter of 5 x 5 and the first layer of AlexNet.
const PATCHES = [3, 7, 5] as const;
const LAYERS = [
  {side: 63, kernel: 7, stride: 4, filters: 48},
  {side: 99, kernel: 9, stride: 5, filters: 64},
  {side: 121, kernel: 11, stride: 5, filters: 72},
  {side: 227, kernel: 11, stride: 4, filters: 96},
] as const;

export const exercise = defineExercise({
  id: "l05-count-parameters",
  lesson: 5,
  kind: "val",
  points: 3,
  partial: true,
  title: "What sharing saves",
  prompt:
    "Put three counts of parameters, biases included, in `parameterCount`. `filter`: one filter of `sizes.patch` x `sizes.patch` on a picture with " +
    "`sizes.channels` channels. `shared`: a convolution layer of `sizes.filters` filters of `sizes.kernel` x `sizes.kernel` on a picture of " +
    "`sizes.side` x `sizes.side` x `sizes.channels`, in steps of `sizes.stride`, without padding. `unshared`: the same layer, but every place has " +
    "weights and biases of its own.",
  answer: "parameterCount",
  type: "{filter: number, shared: number, unshared: number}",
  imports: ["todo", "outputSize", "countLayers"],
  variant: {
    name: "sizes",
    values: random => {
      const patch = random.pick(PATCHES);
      return {patch, channels: 3, ...random.pick(LAYERS)};
    },
  },
  checks: [
    {
      name: "one filter",
      expects: "A filter has one weight for each cell of its window on each channel, and one bias.",
      phase: "visible",
      run: async ({answer, given}) => {
        const {patch, channels} = sizesOf(given);
        await judge(answer, "filter", patch * patch * channels + 1, [
          {
            says: "The bias is missing: a filter adds one number after all its products.",
            gives: () => patch * patch * channels,
          },
          {
            says: "The window is counted on one channel only. A filter reaches through all channels, with weights of its own on each.",
            gives: () => patch * patch + 1,
          },
          {
            says: "Here every channel has a bias. The products of all channels are summed first; the bias comes once.",
            gives: () => (patch * patch + 1) * channels,
          },
          {says: "A window has two sides: patch * patch cells.", gives: () => patch * channels + 1},
        ]);
      },
    },
    {
      name: "a layer with shared weights",
      expects: "Each filter has its own weights and bias, and uses the same ones at every place.",
      phase: "visible",
      run: async ({answer, given}) => {
        const {kernel, channels, filters, places} = sizesOf(given);
        const weights = kernel * kernel * channels;
        await judge(answer, "shared", filters * (weights + 1), [
          {
            says: "The biases are missing: each filter has one.",
            gives: () => filters * weights,
          },
          {
            says: "There is one bias in all here; each filter has its own.",
            gives: () => filters * weights + 1,
          },
          {
            says: "The depth of the input is missing: F * F * D1 weights for each filter, where D1 is the number of channels that come in.",
            gives: () => filters * (kernel * kernel + 1),
          },
          {
            says: "Here every filter has a bias for each channel. It has one, added to the sum over all channels.",
            gives: () => filters * (kernel * kernel + 1) * channels,
          },
          {
            says: "That is one filter. The layer has `sizes.filters` of them.",
            gives: () => weights + 1,
          },
          {
            says: "That multiplies by the places too: these weights would be different ones everywhere. Shared means: counted once.",
            gives: () => filters * (weights + 1) * places ** 2,
          },
        ]);
      },
    },
    {
      name: "a layer without sharing",
      expects: "At every place of the result stands a set of filters of its own, with biases of its own.",
      phase: "visible",
      run: async ({answer, given}) => {
        const {side, kernel, channels, filters, places} = sizesOf(given);
        const weights = kernel * kernel * channels;
        const of = (across: number) => across ** 2 * filters * (weights + 1);
        await judge(answer, "unshared", of(places), [
          {
            says: "The biases are shared here and the weights are not. Every place has both for itself.",
            gives: () => places ** 2 * filters * weights + filters,
          },
          {says: "The biases are missing.", gives: () => places ** 2 * filters * weights},
          {
            says: "One place is missing on each axis: (side - kernel) / stride steps have one place more than steps.",
            gives: () => of(places - 1),
          },
          {
            says: "The places are counted in steps of 1. In steps of `sizes.stride` there are fewer.",
            gives: () => of(side - kernel + 1),
          },
          {
            says: "There is a set of weights for every pixel that comes in. What counts are the places where the window fits.",
            gives: () => of(side),
          },
          {
            says: "That counts one filter at each place. There are `sizes.filters`.",
            gives: () => places ** 2 * (weights + 1),
          },
          {
            says: "The places are counted along one axis only.",
            gives: () => places * filters * (weights + 1),
          },
        ]);
      },
    },
  ],
  hints: [
    "Lay the window on the picture: how many numbers lie under it, all channels together? That many weights has a filter.",
    "A layer of K filters on D1 channels: K * (F * F * D1 + 1).",
    "Unshared: that many at each place. Along one axis there are (side - kernel) / stride + 1 places.",
  ],
});

type Size = "patch" | "channels" | "side" | "kernel" | "stride" | "filters";

function sizesOf(given: Given): Record<Size | "places", number> {
  const size = (name: Size) => readNumber(given[name], `sizes.${name}`);
  const [side, kernel, stride] = [size("side"), size("kernel"), size("stride")];
  return {
    patch: size("patch"),
    channels: size("channels"),
    side,
    kernel,
    stride,
    filters: size("filters"),
    places: Math.floor((side - kernel) / stride) + 1,
  };
}

async function judge(
  answer: CheckContext["answer"],
  name: "filter" | "shared" | "unshared",
  right: number,
  slips: readonly Slip[],
): Promise<void> {
  const counts = readFields(await answer.value(), "parameterCount", ["filter", "shared", "unshared"]);
  const what = `parameterCount.${name}`;
  requireNumber(readNumber(counts[name], what), right, {what, slips});
}
