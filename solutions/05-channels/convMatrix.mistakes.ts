import type {Mistake} from "../../src/exercise/mistake.js";

type Kernel = number[][];
interface Size {
  readonly height: number;
  readonly width: number;
  readonly rows: number;
  readonly columns: number;
}

/** A wrong answer that differs in one thing: where a weight is put. */
function put(
  at: (size: Size, y: number, x: number, i: number, j: number) => number,
): (height: number, width: number, kernel: Kernel) => number[][] {
  return (height, width, kernel) => {
    const size = {height, width, rows: kernel.length, columns: kernel[0].length};
    const matrix: number[][] = [];
    for (let y = 0; y + size.rows <= height; y++) {
      for (let x = 0; x + size.columns <= width; x++) {
        const row = new Array<number>(height * width).fill(0);
        for (const [i, weights] of kernel.entries())
          for (const [j, weight] of weights.entries()) {
            const n = at(size, y, x, i, j);
            if (n < row.length) row[n] = weight;
          }
        matrix.push(row);
      }
    }
    return matrix;
  };
}

const right = put(({width}, y, x, i, j) => (y + i) * width + x + j);

export const mistakes: readonly Mistake[] = [
  {
    name: "turns the matrix over",
    answer: (height: number, width: number, kernel: Kernel) => {
      const matrix = right(height, width, kernel);
      return matrix[0].map((_, n) => matrix.map(row => row[n]));
    },
    fails: "one row of pixels",
    says: /rows belong to places/,
  },
  {
    name: "flips the kernel",
    answer: (height: number, width: number, kernel: Kernel) =>
      right(
        height,
        width,
        [...kernel].reverse().map(row => [...row].reverse()),
      ),
    fails: "one row of pixels",
    says: /half a turn/,
  },
  {
    name: "puts the kernel's rows side by side",
    answer: put(({width, columns}, y, x, i, j) => y * width + x + i * columns + j),
    fails: "two rows of pixels",
    says: /zeros lie between them/,
  },
  {
    name: "steps by the height",
    answer: put(({height}, y, x, i, j) => (y + i) * height + x + j),
    fails: "two rows of pixels",
    says: /a step down is `width` places/,
  },
  {
    name: "numbers the pixels column by column",
    answer: put(({height}, y, x, i, j) => (x + j) * height + y + i),
    fails: "two rows of pixels",
    says: /pixel \(y, x\) stands at y \* width \+ x/,
  },
  {
    name: "moves on by one pixel at the end of a row too",
    answer: put(({width, columns}, y, x, i, j) => y * (width - columns + 1) + x + i * width + j),
    fails: "random kernels",
    says: /would hang over the edge/,
  },
  {
    name: "makes a row for each pixel",
    answer: (height: number, width: number, kernel: Kernel) => [
      ...right(height, width, kernel),
      ...Array.from({length: height * width - right(height, width, kernel).length}, () =>
        new Array<number>(height * width).fill(0),
      ),
    ],
    fails: "one row of pixels",
    says: /must be 3 rows of 4, but it is 4 rows of 4/,
  },
];
