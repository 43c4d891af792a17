import type {Mistake} from "../../src/exercise/mistake.js";

type Volume = number[][][];
type Answer = (x: Volume, rows: number, columns: number, stride: number) => number[][];

const right: Answer = (x, rows, columns, stride) => {
  const matrix: number[][] = [];
  for (let y = 0; y + rows <= x.length; y += stride) {
    for (let left = 0; left + columns <= x[0].length; left += stride) {
      matrix.push(x.slice(y, y + rows).flatMap(row => row.slice(left, left + columns).flat()));
    }
  }
  return matrix;
};

/** The right matrix with the numbers of each row picked in another order. */
function reordered(order: (rows: number, columns: number, channels: number) => number[]): Answer {
  return (x, rows, columns, stride) =>
    right(x, rows, columns, stride).map(row => order(rows, columns, x[0][0].length).map(n => row[n]));
}

export const mistakes: readonly Mistake[] = [
  {
    name: "writes channel by channel, in another order than the weights",
    answer: reordered((rows, columns, channels) =>
      Array.from({length: rows * columns * channels}, (_, n) => {
        const cells = rows * columns;
        return (n % cells) * channels + Math.floor(n / cells);
      }),
    ),
    fails: "windows written out by hand",
    says: /would meet the wrong weights/,
  },
  {
    name: "writes the window column by column",
    answer: reordered((rows, columns, channels) => {
      const order: number[] = [];
      for (let j = 0; j < columns; j++)
        for (let i = 0; i < rows; i++)
          for (let c = 0; c < channels; c++) order.push((i * columns + j) * channels + c);
      return order;
    }),
    fails: "windows written out by hand",
    says: /cells come column by column/,
  },
  {
    name: "gives each place a column",
    answer: (x: Volume, rows: number, columns: number, stride: number) => {
      const matrix = right(x, rows, columns, stride);
      return matrix[0].map((_, n) => matrix.map(row => row[n]));
    },
    fails: "windows written out by hand",
    says: /turned over/,
  },
  {
    name: "drops the last place of each row",
    answer: (x: Volume, rows: number, columns: number, stride: number) =>
      right(
        x.map(row => row.slice(0, -1)),
        rows,
        columns,
        stride,
      ),
    fails: "windows written out by hand",
    says: /up to and with the right edge/,
  },
  {
    name: "writes one channel only",
    answer: (x: Volume, rows: number, columns: number, stride: number) =>
      right(
        x.map(row => row.map(([first]) => [first])),
        rows,
        columns,
        stride,
      ),
    fails: "windows written out by hand",
    says: /Only channel 0 is written/,
  },
  {
    name: "forgets the stride",
    answer: (x: Volume, rows: number, columns: number) => right(x, rows, columns, 1),
    fails: "steps",
    says: /moves by one pixel each time/,
  },
  {
    name: "goes down by the stride and not across",
    answer: (x: Volume, rows: number, columns: number, stride: number) =>
      right(x, rows, columns, 1).filter((_, n) => Math.floor(n / (x[0].length - columns + 1)) % stride === 0),
    fails: "steps",
    says: /must be \d+ rows of 4/,
  },
];
