import {expect} from "chai";
import fc from "fast-check";
import {convolve1d} from "../../src/conv/convolve1d.js";
import {convolve2d} from "../../src/conv/convolve2d.js";
import {correlate1d} from "../../src/conv/correlate1d.js";
import {correlate1dBackward} from "../../src/conv/correlate1dBackward.js";
import {correlate2d} from "../../src/conv/correlate2d.js";
import {correlate2dBackward} from "../../src/conv/correlate2dBackward.js";
import {correlationMatrix} from "../../src/conv/correlationMatrix.js";
import {unsharpKernel} from "../../src/conv/kernels.js";
import {expectClose} from "../../src/core/expectClose.js";
import {NdArray} from "../../src/core/ndArray.js";
import {expectSlopes, noise} from "../support/arrays.js";
import {grids} from "./support.js";

const signals = (maxLength: number) => fc.array(fc.integer({min: -50, max: 50}), {minLength: 1, maxLength});
const unsigned = (numbers: number[]) => numbers.map(value => value + 0);
const list = (array: NdArray) => [...array.data];
const row = (numbers: number[]) => NdArray.fromNested(numbers);

describe("convolve1d(signal, kernel, options)", () => {
  it("lets signal and kernel change places at full padding", () => {
    fc.assert(
      fc.property(signals(9), signals(5), (a, b) => {
        expect(unsigned(convolve1d(a, b, {padding: "full"}))).to.deep.equal(
          unsigned(convolve1d(b, a, {padding: "full"})),
        );
      }),
    );
  });
  it("keeps sums: over every overlap they multiply", () => {
    const sum = (numbers: number[]) => numbers.reduce((total, value) => total + value, 0);
    fc.assert(
      fc.property(signals(9), signals(5), (a, b) => {
        expect(sum(convolve1d(a, b, {padding: "full"})) + 0).to.equal(sum(a) * sum(b) + 0);
      }),
    );
  });
  it("gives the kernel back for an impulse, where correlation gives it back to front", () => {
    expect(convolve1d([0, 0, 1, 0, 0], [1, 2, 3])).to.deep.equal([1, 2, 3]);
    expect(correlate1d([0, 0, 1, 0, 0], [1, 2, 3])).to.deep.equal([3, 2, 1]);
  });
  it("multiplies polynomials: (1 + 2x)(3 + x + 4x^2)", () => {
    expect(convolve1d([1, 2], [3, 1, 4], {padding: "full"})).to.deep.equal([3, 7, 6, 8]);
  });
  it("names itself in its errors", () => {
    expect(() => convolve1d([], [1])).to.throw(RangeError, "convolve1d: signal must have at least one pixel");
  });
});

describe("dilation", () => {
  it("is a kernel with zeros between its taps", () => {
    fc.assert(
      fc.property(signals(15), signals(4), fc.integer({min: 1, max: 3}), (signal, kernel, dilation) => {
        const stuffed = kernel.flatMap((weight, j) =>
          j === 0 ? [weight] : [...new Array<number>(dilation - 1).fill(0), weight],
        );
        fc.pre(stuffed.length <= signal.length);
        expect(unsigned(correlate1d(signal, kernel, {dilation}))).to.deep.equal(
          unsigned(correlate1d(signal, stuffed)),
        );
        for (const padding of ["same", "full"] as const)
          expect(
            unsigned(correlate2d([signal], [kernel], {dilations: [1, dilation], padding})[0]),
          ).to.deep.equal(unsigned(correlate1d(signal, stuffed, {padding})));
      }),
    );
  });
  it("is refused where it is no whole number of pixels", () => {
    expect(() => correlate1d([1, 2], [1], {dilation: 0})).to.throw(
      RangeError,
      "correlate1d: dilation must be an integer >= 1, got 0",
    );
    expect(() => correlate2d([[1, 2]], [[1]], {dilations: 1.5})).to.throw(
      RangeError,
      "correlate2d: dilation must be an integer >= 1, got 1.5",
    );
    expect(() => correlate1d([1, 2, 3], [1, 1], {dilation: 3})).to.throw(
      RangeError,
      "correlate1d: kernel must fit the padded signal, got kernel 4 and input 3",
    );
  });
});

describe("correlate1dBackward(signal, kernel, slopes, options)", () => {
  for (const options of [
    {},
    {stride: 2, padding: "same"},
    {dilation: 3, padding: [2, 1]},
    {padding: "full", stride: 3},
  ] as const) {
    it(`gives the slopes that differences measure, for ${JSON.stringify(options)}`, () => {
      const [signal, kernel] = [noise([11]), noise([4], 2)];
      const slopes = noise([correlate1d(signal.data, kernel.data, options).length], 3);
      const {dSignal, dKernel} = correlate1dBackward(signal.data, kernel.data, slopes.data, options);
      expectSlopes(at => row(correlate1d(at.data, kernel.data, options)), signal, slopes, row(dSignal));
      expectSlopes(at => row(correlate1d(signal.data, at.data, options)), kernel, slopes, row(dKernel));
    });
  }
  it("is itself a convolution by the kernel and a correlation with the slopes", () => {
    const [signal, kernel, slopes] = [list(noise([9])), list(noise([3], 2)), list(noise([7], 3))];
    const {dSignal, dKernel} = correlate1dBackward(signal, kernel, slopes);
    expectClose(dSignal, convolve1d(slopes, kernel, {padding: "full"}));
    expectClose(dKernel, correlate1d(signal, slopes));
  });
  it("wants one slope for each output", () => {
    expect(() => correlate1dBackward([1, 2, 3], [1, 1], [1])).to.throw(
      RangeError,
      "correlate1dBackward: slopes must be one for each of 2 outputs, got 1",
    );
  });
});

describe("correlate2dBackward(image, kernel, slopes, options)", () => {
  const grid = (rows: number[][]) => NdArray.fromNested(rows);
  for (const options of [
    {},
    {strides: [2, 1], padding: "same"},
    {
      dilations: [1, 2],
      padding: [
        [0, 2],
        [1, 0],
      ],
    },
  ] as const) {
    it(`gives the slopes that differences measure, for ${JSON.stringify(options)}`, () => {
      const [image, kernel] = [noise([5, 7]), noise([3, 2], 2)];
      const slopes = grid(correlate2d(image, kernel, options)).map(value => Math.sin(9 * value));
      const {dImage, dKernel} = correlate2dBackward(image, kernel, slopes, options);
      expectSlopes(at => grid(correlate2d(at, kernel, options)), image, slopes, grid(dImage));
      expectSlopes(at => grid(correlate2d(image, at, options)), kernel, slopes, grid(dKernel));
    });
  }
  it("is itself a convolution by the kernel and a correlation with the slopes", () => {
    const [image, kernel, slopes] = [noise([5, 7]), noise([3, 2], 2), noise([3, 6], 3)];
    const {dImage, dKernel} = correlate2dBackward(image, kernel, slopes);
    expectClose(dImage.flat(), convolve2d(slopes, kernel, {padding: "full"}).flat());
    expectClose(dKernel.flat(), correlate2d(image, slopes).flat());
  });
  it("wants slopes as large as the output", () => {
    expect(() => correlate2dBackward([[1, 2, 3]], [[1, 1]], [[1]])).to.throw(
      RangeError,
      "correlate2dBackward: slopes must be as large as the output [1, 2], got [1, 1]",
    );
  });
});

describe("correlationMatrix(size, kernel, options)", () => {
  it("times the image read row by row is the correlation", () => {
    fc.assert(
      fc.property(grids(5, 6), grids(3, 2), fc.integer({min: 1, max: 2}), (image, kernel, strides) => {
        const options = {strides, padding: "full", dilations: [2, 1]} as const;
        const matrix = correlationMatrix([image.length, image[0].length], kernel, options);
        const pixels = image.flat();
        const product = matrix.map(weights => weights.reduce((sum, w, n) => sum + w * pixels[n], 0));
        expect(unsigned(product)).to.deep.equal(unsigned(correlate2d(image, kernel, options).flat()));
      }),
    );
  });
  it("transposed brings slopes back", () => {
    const [image, kernel, slopes] = [noise([4, 5]), noise([2, 3], 2), noise([3, 3], 3)];
    const matrix = correlationMatrix([4, 5], kernel);
    const back = Array.from({length: 20}, (_, n) =>
      matrix.reduce((sum, weights, place) => sum + weights[n] * slopes.data[place], 0),
    );
    expectClose(back, correlate2dBackward(image, kernel, slopes).dImage.flat());
  });
  it("says what is wrong with a size", () => {
    expect(() => correlationMatrix([0, 4], [[1]])).to.throw(
      RangeError,
      "correlationMatrix: size must be an integer >= 1, got 0",
    );
  });
});

describe("unsharpKernel(size, options)", () => {
  it("leaves flat parts as they are and lifts edges", () => {
    const kernel = unsharpKernel(5, {sigma: 1, amount: 2});
    expectClose([kernel.flat().reduce((sum, weight) => sum + weight, 0)], [1]);
    const step = [[0, 0, 0, 0, 0, 1, 1, 1, 1, 1]];
    const [out] = correlate2d(
      Array.from({length: 5}, () => step[0]),
      kernel,
    );
    expect(Math.max(...out)).to.be.greaterThan(1.2);
    expect(Math.min(...out)).to.be.lessThan(-0.2);
  });
  it("says that it needs a middle", () => {
    expect(() => unsharpKernel(4)).to.throw(
      RangeError,
      "unsharpKernel: size must be odd, so that it has a middle, got 4",
    );
    expect(() => unsharpKernel(3, {amount: Number.NaN})).to.throw(
      RangeError,
      "unsharpKernel: amount must be a finite number, got NaN",
    );
  });
});
