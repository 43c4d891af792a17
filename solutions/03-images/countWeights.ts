const pictures = {small: [32, 32, 3], large: [1000, 1000, 3], units: 100};

const numbersIn = ([height, width, channels]: number[]) => height * width * channels;

/**
 * A flattened picture of 32 x 32 colour pixels is a list of 3,072 numbers, so one neuron learns 3,072 weights. A megapixel
 * asks for three million, and a layer of 100 neurons for a hundred times that, plus one bias each: more than any set of
 * pictures could teach.
 */
export const weightCounts: number[] = [
  numbersIn(pictures.small),
  numbersIn(pictures.large),
  pictures.units * (numbersIn(pictures.large) + 1),
];
