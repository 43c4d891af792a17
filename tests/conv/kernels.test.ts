import {expect} from "chai";
import {correlate2d} from "../../src/conv/correlate2d.js";
import * as kernels from "../../src/conv/kernels.js";
import {edgeKernel, gaborBank, gaborKernel, lineKernel} from "../../src/conv/orientedKernels.js";
import {outer, separate, transpose} from "../../src/conv/separate.js";
import {expectClose} from "../../src/core/expectClose.js";

const total = (kernel: number[][]) => kernel.flat().reduce((sum, weight) => sum + weight, 0);
const turnLeft = (kernel: number[][]) => transpose(kernel).reverse();
/** A picture whose brightness rises towards `degrees`, anticlockwise from the right. */
const ramp = (degrees: number, size: number) =>
  Array.from({length: size}, (_, y) =>
    Array.from({length: size}, (_, x) => {
      const angle = (degrees * Math.PI) / 180;
      return (x - (size - 1) / 2) * Math.cos(angle) - (y - (size - 1) / 2) * Math.sin(angle);
    }),
  );
/** A bright line through the middle of a dark picture, along `degrees`. */
const stripe = (degrees: number, size: number) =>
  ramp(degrees + 90, size).map(row => row.map(distance => Math.max(0, 1 - Math.abs(distance))));

describe("smoothing kernels", () => {
  it("sum to 1, so that flat pictures stay as bright as they are", () => {
    for (const kernel of [
      kernels.boxKernel(3),
      kernels.boxKernel(7),
      kernels.gaussianKernel(5, 1),
      kernels.gaussianKernel(9),
    ])
      expect(total(kernel)).to.be.closeTo(1, 1e-12);
  });
  it("gaussianKernel follows the bell: neighbours differ by exp(-1 / (2 sigma^2))", () => {
    const kernel = kernels.gaussianKernel(5, 1.5);
    expect(kernel[2][3] / kernel[2][2]).to.be.closeTo(Math.exp(-1 / 4.5), 1e-12);
    expect(kernel[0][0] / kernel[2][2]).to.be.closeTo(Math.exp(-8 / 4.5), 1e-12);
  });
});

describe("difference kernels", () => {
  it("give the slope of a ramp, 8 for Sobel and 6 for Prewitt, along their own axis only", () => {
    const rising = ramp(0, 3);
    expect(correlate2d(rising, kernels.sobelKernel("x"))[0][0]).to.equal(8);
    expect(correlate2d(rising, kernels.prewittKernel("x"))[0][0]).to.equal(6);
    expect(correlate2d(rising, kernels.sobelKernel("y"))[0][0]).to.equal(0);
    expect(kernels.prewittKernel("y")).to.deep.equal([
      [-1, -1, -1],
      [0, 0, 0],
      [1, 1, 1],
    ]);
  });
  it("laplacianKernel gives 2 + 2 on y^2 + x^2", () => {
    const bowl = Array.from({length: 3}, (_, y) => Array.from({length: 3}, (_, x) => y * y + x * x));
    expect(correlate2d(bowl, kernels.laplacianKernel())).to.deep.equal([[4]]);
  });
  it("sharpenKernel(0) leaves a picture as it is", () => {
    expect(kernels.sharpenKernel(0)).to.deep.equal([
      [0, 0, 0],
      [0, 1, 0],
      [0, 0, 0],
    ]);
    expect(total(kernels.sharpenKernel(2.5))).to.equal(1);
    expect(total(kernels.embossKernel())).to.equal(1);
  });
});

describe("edgeKernel(degrees)", () => {
  for (const degrees of [0, 30, 90, 135, 200, 315, -45]) {
    it(`answers most to a slope that rises towards ${degrees} degrees`, () => {
      const answer = (slope: number) => correlate2d(ramp(slope, 3), edgeKernel(degrees))[0][0];
      expect(answer(degrees)).to.be.closeTo(8, 1e-9);
      expect(answer(degrees + 90)).to.be.closeTo(0, 1e-9);
      expect(answer(degrees + 180)).to.be.closeTo(-8, 1e-9);
      for (const other of [10, 45, 120]) expect(answer(degrees + other)).to.be.below(8);
    });
  }
  it("turns by a quarter with its angle", () => {
    for (const degrees of [0, 30, 45])
      expectClose(edgeKernel(degrees + 90).flat(), turnLeft(edgeKernel(degrees)).flat());
  });
});

describe("lineKernel(degrees, size)", () => {
  for (const degrees of [0, 30, 45, 90, 120, 150]) {
    it(`answers most to a line along ${degrees} degrees`, () => {
      const answer = (line: number) => correlate2d(stripe(line, 7), lineKernel(degrees, 7))[0][0];
      for (const other of [30, 60, 90, 120, 150])
        expect(answer(degrees)).to.be.above(answer(degrees + other));
      expect(total(lineKernel(degrees, 7))).to.be.closeTo(0, 1e-12);
    });
  }
});

describe("gaborKernel(size, options)", () => {
  it("sums to 0 and has length 1 for every phase", () => {
    for (const phase of [0, 45, 90, 180]) {
      const kernel = gaborKernel(11, {degrees: 30, phase});
      expect(total(kernel)).to.be.closeTo(0, 1e-12);
      expect(Math.hypot(...kernel.flat())).to.be.closeTo(1, 1e-12);
    }
  });
  for (const degrees of [0, 45, 90, 150]) {
    it(`answers most to stripes along ${degrees} degrees at its own wavelength`, () => {
      const stripes = (along: number, wavelength: number) =>
        ramp(along + 90, 15).map(row => row.map(d => Math.cos((2 * Math.PI * d) / wavelength)));
      const answer = (along: number, wavelength: number) =>
        correlate2d(stripes(along, wavelength), gaborKernel(15, {degrees, wavelength: 6}))[0][0];
      for (const other of [30, 60, 90, 120])
        expect(answer(degrees, 6)).to.be.above(2 * Math.abs(answer(degrees + other, 6)));
      for (const wavelength of [3, 12])
        expect(answer(degrees, 6)).to.be.above(Math.abs(answer(degrees, wavelength)));
    });
  }
  it("is even with phase 0 and odd with phase 90", () => {
    const even = gaborKernel(9, {degrees: 60});
    const odd = gaborKernel(9, {degrees: 60, phase: 90});
    expectClose(even.flat(), even.flat().reverse());
    expectClose(
      odd.flat(),
      odd
        .flat()
        .reverse()
        .map(weight => -weight),
    );
  });
  it("gaborBank spreads the orientations evenly and passes the rest on", () => {
    const bank = gaborBank(9, {orientations: 3, wavelength: 4});
    expect(bank.map(({degrees}) => degrees)).to.deep.equal([0, 60, 120]);
    expect(bank[1].kernel).to.deep.equal(gaborKernel(9, {degrees: 60, wavelength: 4}));
  });
});

describe("kernel errors", () => {
  for (const [call, kind, text] of [
    [() => kernels.boxKernel(4), RangeError, "boxKernel: size must be odd, so that it has a middle, got 4"],
    [
      () => kernels.gaussianKernel(5, 0),
      RangeError,
      "gaussianKernel: sigma must be a finite number > 0, got 0",
    ],
    [() => kernels.sobelKernel("z" as never), TypeError, 'sobelKernel: axis must be "x" or "y", got "z"'],
    [
      () => kernels.sharpenKernel(Number.NaN),
      RangeError,
      "sharpenKernel: amount must be a finite number, got NaN",
    ],
    [() => edgeKernel("up" as never), TypeError, 'edgeKernel: degrees must be a number, got "up"'],
    [() => lineKernel(0, 1), RangeError, "lineKernel: size must be an integer >= 3, got 1"],
    [
      () => gaborKernel(5, {wavelength: -1}),
      RangeError,
      "gaborKernel: wavelength must be a finite number > 0, got -1",
    ],
    [
      () => gaborBank(5, {orientations: 0}),
      RangeError,
      "gaborBank: orientations must be an integer >= 1, got 0",
    ],
  ] as const) {
    it(`says: ${text}`, () => expect(call).to.throw(kind, text));
  }
});

describe("separate(kernel)", () => {
  it("splits every kernel of rank 1 and gives it back", () => {
    for (const kernel of [
      kernels.sobelKernel("x"),
      kernels.boxKernel(5),
      kernels.gaussianKernel(7, 1.2),
      [
        [0, 0],
        [0, 0],
      ],
      [[2, -4, 6]],
    ]) {
      const parts = separate(kernel);
      if (!parts) throw new Error("separate gave undefined");
      expectClose(outer(parts.column, parts.row).flat(), kernel.flat(), {atol: 1e-12});
    }
  });
  it("is undefined for kernels of higher rank, an edge at a slant among them", () => {
    for (const kernel of [
      kernels.laplacianKernel(),
      kernels.sharpenKernel(),
      edgeKernel(45),
      [
        [1, 0],
        [0, 1e-6],
      ],
    ])
      expect(separate(kernel)).to.equal(undefined);
  });
  it("makes two passes give what one pass gives", () => {
    const image = ramp(20, 9).map((row, y) => row.map((v, x) => Math.sin(v) + ((y * x) % 3)));
    const kernel = kernels.gaussianKernel(5, 1);
    const parts = separate(kernel);
    if (!parts) throw new Error("separate gave undefined");
    const down = correlate2d(image, transpose([parts.column]));
    expectClose(correlate2d(down, [parts.row]).flat(), correlate2d(image, kernel).flat(), {atol: 1e-12});
  });
});
