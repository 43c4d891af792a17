// Exercise l02-unused: predict which samples no window touches
const settings = {a: [9, 4, 2, 0, 1], b: [9, 4, 2, 1, 1], c: [5, 2, 2, 0, 2], d: [11, 2, 3, 0, 1]};
// TODO: each setting is [input, kernel, stride, padding, dilation]. Draw it, and count the samples that meet no weight.
const unusedGuess = todo<number[]>("four counts, for a, b, c and d");
