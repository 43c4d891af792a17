import {expect} from "chai";
import fc from "fast-check";
import {convolve2d, flip2d} from "../../src/conv/convolve2d.js";
import {correlate2d} from "../../src/conv/correlate2d.js";
import {expectClose} from "../../src/core/expectClose.js";
import {NdArray} from "../../src/core/ndArray.js";
import {grids, gridsOf, viaTfjs, wave} from "./support.js";

const add = (a: number[][], b: number[][], factor = 1) =>
  a.map((row, y) => row.map((v, x) => v + factor * b[y][x]));
/** Zero without a sign, so that deep equality compares amounts. */
const unsigned = (grid: number[][]) => grid.map(row => row.map(value => value + 0));

describe("correlate2d(image, kernel)", () => {
  it("matches sums worked by hand", () => {
    const image = [
      [1, 2, 0],
      [0, 1, 3],
      [2, 1, 1],
    ];
    const kernel = [
      [1, 0],
      [-1, 2],
    ];
    // First place: 1*1 + 2*0 + 0*-1 + 1*2 = 3.
    expect(correlate2d(image, kernel)).to.deep.equal([
      [3, 7],
      [0, 2],
    ]);
  });
  it("gives an impulse back as the kernel turned by half a turn", () => {
    const impulse = [
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
      [0, 0, 1, 0, 0],
      [0, 0, 0, 0, 0],
    ];
    const kernel = [
      [1, 2, 3],
      [4, 5, 6],
    ];
    expect(correlate2d(impulse, kernel)).to.deep.equal([
      [0, 0, 0],
      [6, 5, 4],
      [3, 2, 1],
    ]);
  });
  it("gives the kernel itself for an image equal to one pixel at full padding, flipped", () => {
    expect(correlate2d([[1]], [[1, 2, 3]], {padding: "full"})).to.deep.equal([[3, 2, 1]]);
  });
  it("is linear in the image", () => {
    fc.assert(
      fc.property(
        fc
          .tuple(fc.integer({min: 3, max: 7}), fc.integer({min: 2, max: 6}))
          .chain(([height, width]) =>
            fc.tuple(
              gridsOf(height, width),
              gridsOf(height, width),
              grids(3, 2),
              fc.integer({min: -5, max: 5}),
            ),
          ),
        ([a, b, kernel, factor]) => {
          expect(unsigned(correlate2d(add(a, b, factor), kernel))).to.deep.equal(
            unsigned(add(correlate2d(a, kernel), correlate2d(b, kernel), factor)),
          );
        },
      ),
    );
  });
  it("moves its answer along when the image moves", () => {
    fc.assert(
      fc.property(grids(6, 5), grids(3, 2), fc.nat(3), fc.nat(4), (image, kernel, down, right) => {
        const shifted = [
          ...Array.from({length: down}, () => new Array<number>(image[0].length + right).fill(0)),
          ...image.map(row => [...new Array<number>(right).fill(0), ...row]),
        ];
        const answer = correlate2d(image, kernel, {padding: "full"});
        const moved = correlate2d(shifted, kernel, {padding: "full"});
        expect(unsigned(moved.slice(down).map(row => row.slice(right)))).to.deep.equal(unsigned(answer));
      }),
    );
  });
  for (const [height, width, k, l] of [
    [5, 7, 3, 2],
    [4, 6, 2, 5],
    [1, 9, 1, 4],
    [8, 3, 5, 1],
  ] as const) {
    for (const strides of [
      [1, 1],
      [2, 3],
      [3, 1],
    ] as [number, number][]) {
      for (const padding of ["valid", "same"] as const) {
        it(`agrees with tf.conv2d on ${height}x${width} and ${k}x${l}, strides [${strides}], ${padding}`, () => {
          const mine = correlate2d(wave(height, width), wave(k, l), {strides, padding});
          expectClose(mine.flat(), viaTfjs(wave(height, width), wave(k, l), strides, padding));
        });
      }
    }
    it(`agrees with tf.conv2d on ${height}x${width} and ${k}x${l} for four different sides`, () => {
      const padding = [
        [1, 2],
        [3, 0],
      ] as [[number, number], [number, number]];
      const mine = correlate2d(wave(height, width), wave(k, l), {padding});
      expectClose(mine.flat(), viaTfjs(wave(height, width), wave(k, l), [1, 1], padding));
    });
  }
  it("does not overflow on 8-bit pixels, in rows or in an NdArray", () => {
    const bright = [new Uint8Array([255, 255]), new Uint8Array([255, 255])];
    const ones = [new Uint8Array([1, 1]), new Uint8Array([1, 1])];
    expect(correlate2d(bright, ones)).to.deep.equal([[1020]]);
    const array = new NdArray([2, 2], new Uint8ClampedArray([255, 255, 255, 255]));
    expect(correlate2d(array, [[-1, -1]])).to.deep.equal([[-510], [-510]]);
  });
  it("leaves image and kernel as they were", () => {
    const image = Object.freeze([Object.freeze([1, 2]), Object.freeze([3, 4])]);
    const kernel = Object.freeze([Object.freeze([1])]);
    expect(correlate2d(image, kernel, {padding: 1})[1]).to.deep.equal([0, 1, 2, 0]);
  });
  for (const [args, kind, text] of [
    [
      [[[1, 2]], [[1], [1], [1]]],
      RangeError,
      "correlate2d: kernel must fit the padded image, got height of kernel 3 and of input 1",
    ],
    [
      [[[1, 2]], [[1, 1, 1, 1, 1]], {padding: 1}],
      RangeError,
      "correlate2d: kernel must fit the padded image, got width of kernel 5 and of input 4",
    ],
    [
      [[1, 2], [[1]]],
      TypeError,
      "correlate2d: image must be rows of numbers, got [1, 2]; wrap one row as [row]",
    ],
    [[[[1]], "box"], TypeError, 'correlate2d: kernel must be rows of numbers, got "box"'],
    [
      [[[1]], [[1]], {strides: [1]}],
      TypeError,
      "correlate2d: strides must be a number or [down, across], got [1]",
    ],
    [[[[1]], [[1]], {strides: 0}], RangeError, "correlate2d: stride must be an integer >= 1, got 0"],
    [
      [[[1]], [[1]], {padding: [1]}],
      TypeError,
      'correlate2d: padding must be "valid", "same", "full", a number or [[top, bottom], [left, right]], got [1]',
    ],
  ] as const) {
    it(`says: ${text}`, () => {
      expect(() => (correlate2d as (...values: readonly unknown[]) => unknown)(...args)).to.throw(kind, text);
    });
  }
});

describe("convolve2d(image, kernel)", () => {
  it("matches sums worked by hand with the kernel flipped", () => {
    const image = [
      [1, 2, 0],
      [0, 1, 3],
      [2, 1, 1],
    ];
    // Flipped kernel [[2, -1], [0, 1]]; first place: 1*2 + 2*-1 + 0*0 + 1*1 = 1.
    expect(
      convolve2d(image, [
        [1, 0],
        [-1, 2],
      ]),
    ).to.deep.equal([
      [1, 7],
      [0, 0],
    ]);
  });
  it("lets image and kernel change places at full padding", () => {
    fc.assert(
      fc.property(grids(6, 5), grids(3, 4), (image, kernel) => {
        expect(unsigned(convolve2d(image, kernel, {padding: "full"}))).to.deep.equal(
          unsigned(convolve2d(kernel, image, {padding: "full"})),
        );
      }),
    );
  });
  it("does not care which of two kernels comes first", () => {
    fc.assert(
      fc.property(grids(4, 3), grids(3, 2), grids(2, 3), (image, a, b) => {
        const full = (x: number[][], y: number[][]) => convolve2d(x, y, {padding: "full"});
        expect(unsigned(full(full(image, a), b))).to.deep.equal(unsigned(full(image, full(a, b))));
      }),
    );
  });
  it("gives an impulse back as the kernel itself", () => {
    const kernel = [
      [1, 2, 3],
      [4, 5, 6],
    ];
    expect(convolve2d([[1]], kernel, {padding: "full"})).to.deep.equal(kernel);
  });
  it("names itself in its errors", () => {
    expect(() => convolve2d([[1]], [] as never)).to.throw(
      RangeError,
      "convolve2d: kernel must have at least one pixel",
    );
  });
});

describe("flip2d(grid)", () => {
  it("turns by half a turn, and twice gives the grid back", () => {
    expect(flip2d([[1, 2, 3], new Uint8Array([4, 5, 6])])).to.deep.equal([
      [6, 5, 4],
      [3, 2, 1],
    ]);
    fc.assert(
      fc.property(grids(4, 3), grid => {
        expect(flip2d(flip2d(grid))).to.deep.equal(grid);
      }),
    );
  });
});
