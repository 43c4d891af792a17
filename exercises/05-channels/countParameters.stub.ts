// Exercise l05-count-parameters: what sharing saves
const sizes = {patch: 5, channels: 3, side: 227, kernel: 11, stride: 4, filters: 96};
// TODO: {filter, shared, unshared}, three counts with their biases.
const parameterCount = todo<{filter: number; shared: number; unshared: number}>("three counts");
