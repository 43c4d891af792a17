import {outputSize} from "../../src/conv/outputSize.js";

const sizes = {patch: 5, channels: 3, side: 227, kernel: 11, stride: 4, filters: 96};

const filterOf = (side: number) => side * side * sizes.channels + 1;
const places = outputSize(sizes.side, sizes.kernel, {stride: sizes.stride});

/**
 * A filter has a weight for every number under its window and one bias: 5 * 5 * 3 + 1 = 76. A layer has as many as its filters
 * have together, however large the picture is: 34,944 in AlexNet's first. With weights of their own, each of 55 * 55 places would
 * need that many: 105,705,600.
 */
export const parameterCount: {filter: number; shared: number; unshared: number} = {
  filter: filterOf(sizes.patch),
  shared: sizes.filters * filterOf(sizes.kernel),
  unshared: places * places * sizes.filters * filterOf(sizes.kernel),
};
