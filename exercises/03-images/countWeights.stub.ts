// Exercise l03-count-weights: what one neuron must learn
const pictures = {small: [32, 32, 3], large: [1000, 1000, 3], units: 100};
// TODO: weights of one neuron (small), weights of one neuron (large), everything that the layer learns (large).
const weightCounts = todo<number[]>("three counts");
