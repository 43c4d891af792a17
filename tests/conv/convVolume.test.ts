import * as tf from "@tensorflow/tfjs";
import {expect} from "chai";
import {type ConvOptions, convVolume} from "../../src/conv/convVolume.js";
import {convVolumeBackward} from "../../src/conv/convVolumeBackward.js";
import {correlate2d} from "../../src/conv/correlate2d.js";
import {convByMatrix} from "../../src/conv/im2col.js";
import {expectClose} from "../../src/core/expectClose.js";
import {NdArray} from "../../src/core/ndArray.js";
import {expectSlopes, inner, noise, numbersOf, plus} from "../support/arrays.js";

/** Lopsided on purpose: no two axes alike. */
const CASES: readonly {x: number[]; w: number[]; options: ConvOptions}[] = [
  {x: [2, 5, 7, 3], w: [3, 2, 3, 4], options: {}},
  {x: [5, 7, 3], w: [2, 3, 3, 1], options: {strides: [2, 3], padding: "same"}},
  {x: [1, 6, 4, 2], w: [4, 1, 2, 5], options: {padding: "full"}},
  {x: [3, 9, 8, 1], w: [3, 3, 1, 2], options: {dilations: [2, 3]}},
  {x: [2, 7, 8, 2], w: [3, 2, 2, 3], options: {dilations: 2, padding: "same"}},
  {x: [2, 5, 6, 4], w: [2, 3, 2, 6], options: {groups: 2}},
  {x: [1, 7, 5, 6], w: [3, 2, 2, 3], options: {groups: 3, strides: 2, padding: 1, dilations: [1, 2]}},
  {
    x: [2, 4, 5, 3],
    w: [2, 2, 3, 2],
    options: {
      padding: [
        [1, 2],
        [3, 0],
      ],
    },
  },
];
const title = ({x, w, options}: (typeof CASES)[number]) => `x [${x}], w [${w}], ${JSON.stringify(options)}`;

describe("convVolume(x, w, b, options)", () => {
  it("matches sums worked by hand: every channel is summed, the bias comes once", () => {
    const x = NdArray.fromNested([
      [
        [1, 0],
        [2, 1],
      ],
      [
        [0, 3],
        [1, 1],
      ],
    ]);
    // Filter 0 takes the red plane as it is, filter 1 the difference of the planes of the lower right pixel.
    const w = NdArray.fromNested([
      [
        [
          [1, 0],
          [0, 0],
        ],
        [
          [1, 0],
          [0, 0],
        ],
      ],
      [
        [
          [1, 0],
          [0, 0],
        ],
        [
          [1, 5],
          [0, -5],
        ],
      ],
    ]);
    expect(convVolume(x, w, NdArray.fromNested([10, 20])).toNested()).to.deep.equal([[[14, 20]]]);
    expect(
      convVolume(x, w, NdArray.fromNested([10, 20]), {
        padding: [
          [0, 0],
          [0, 1],
        ],
      }).toNested(),
    ).to.deep.equal([
      [
        [14, 20],
        [13, 20],
      ],
    ]);
  });
  it("with one channel and one filter is correlate2d", () => {
    const [image, kernel] = [noise([5, 7]), noise([3, 2], 2)];
    for (const options of [{}, {strides: 2, padding: "same"}, {dilations: [2, 1]}] as const) {
      const out = convVolume(image.reshape([5, 7, 1]), kernel.reshape([3, 2, 1, 1]), undefined, options);
      expectClose(out.data, correlate2d(image, kernel, options).flat());
    }
  });
  it("needs 5 x 5 x 3 + 1 = 76 numbers for one filter on colours, which give one map", () => {
    const [w, b] = [noise([5, 5, 3, 1]), noise([1])];
    expect(w.data.length + b.data.length).to.equal(76);
    expect(convVolume(noise([32, 32, 3]), w, b).shape).to.deep.equal([28, 28, 1]);
  });
  it("is linear in the volume and in the filters", () => {
    const [x, z, w, v] = [
      noise([4, 5, 2]),
      noise([4, 5, 2], 2),
      noise([3, 2, 2, 3], 3),
      noise([3, 2, 2, 3], 4),
    ];
    expectClose(convVolume(plus(x, z, 3), w).data, plus(convVolume(x, w), convVolume(z, w), 3).data);
    expectClose(convVolume(x, plus(w, v, -2)).data, plus(convVolume(x, w), convVolume(x, v), -2).data);
  });
  it("treats each image of a batch as if it were alone", () => {
    const [x, w] = [noise([2, 5, 4, 3]), noise([2, 3, 3, 2], 2)];
    const alone = [0, 1].flatMap(n => [
      ...convVolume(new NdArray([5, 4, 3], x.data.slice(n * 60, n * 60 + 60)), w).data,
    ]);
    expectClose(convVolume(x, w).data, alone);
  });
  it("with groups is a convolution whose filters are zero outside of their own group", () => {
    const [x, w] = [noise([5, 6, 4]), noise([2, 3, 2, 6], 2)];
    const wide = new NdArray([2, 3, 4, 6], new Float64Array(2 * 3 * 4 * 6));
    for (let tap = 0; tap < 6; tap++)
      for (let c = 0; c < 2; c++)
        for (let k = 0; k < 6; k++)
          wide.data[(tap * 4 + (k < 3 ? 0 : 2) + c) * 6 + k] = w.data[(tap * 2 + c) * 6 + k];
    expectClose(convVolume(x, w, undefined, {groups: 2}).data, convVolume(x, wide).data);
  });
  for (const one of CASES.filter(({options}) => options.groups === undefined)) {
    const {x, w, options} = one;
    it(`as im2col and a matrix product gives the same for ${title(one)}`, () => {
      const [volume, filters, b] = [noise(x), noise(w, 2), noise([w[3]], 3)];
      const product = convByMatrix(volume, filters, b, options);
      expect(product.shape).to.deep.equal(convVolume(volume, filters, b, options).shape);
      expectClose(product.data, convVolume(volume, filters, b, options).data);
    });
  }
  for (const one of CASES) {
    const {x, w, options} = one;
    const {strides = 1, padding = "valid", dilations = 1, groups} = options;
    if (groups !== undefined || typeof padding === "number" || padding === "full") continue;
    it(`agrees with tf.conv2d for ${title(one)}`, () => {
      const [volume, filters, b] = [noise(x), noise(w, 2), noise([w[3]], 3)];
      const theirs = tf.tidy(() => {
        const input = volume.toTensor(tf) as tf.Tensor4D;
        const sides = (typeof padding === "string" ? undefined : [[0, 0], ...padding, [0, 0]]) as
          | [number, number][]
          | undefined;
        const padded = sides ? (tf.pad(input, sides.slice(x.length === 3 ? 1 : 0)) as tf.Tensor4D) : input;
        const rule = typeof padding === "string" ? (padding as "valid" | "same") : "valid";
        return tf
          .conv2d(
            padded,
            filters.toTensor(tf) as tf.Tensor4D,
            strides as [number, number],
            rule,
            "NHWC",
            dilations as [number, number],
          )
          .add(b.toTensor(tf));
      });
      const mine = convVolume(volume, filters, b, options);
      expect(mine.shape).to.deep.equal(theirs.shape);
      expectClose(mine.data, numbersOf(theirs));
    });
  }
  for (const [make, kind, text] of [
    [
      () => convVolume(noise([5, 5]), noise([3, 3, 1, 1])),
      TypeError,
      "convVolume: x must have axes [height, width, channels], with [batch] before them or without, got shape [5,5]; add a channel axis with reshape([5,5, 1])",
    ],
    [
      () => convVolume([[1]] as never, noise([3, 3, 1, 1])),
      TypeError,
      "convVolume: x must be an NdArray [height, width, channels], got [[...]]",
    ],
    [
      () => convVolume(noise([5, 5, 3]), noise([3, 3, 1])),
      TypeError,
      "convVolume: w must have axes [rows, columns, channels, filters], got shape [3,3,1]",
    ],
    [
      () => convVolume(noise([5, 5, 3]), noise([3, 3, 1, 2])),
      RangeError,
      "convVolume: each filter must see channels / groups = 3 channels, got 1 in w of shape [3,3,1,2]",
    ],
    [
      () => convVolume(noise([5, 5, 3]), noise([3, 3, 1, 2]), undefined, {groups: 2}),
      RangeError,
      "convVolume: groups must divide channels and filters, got 2 groups, 3 channels, 2 filters",
    ],
    [
      () => convVolume(noise([5, 5, 3]), noise([3, 3, 3, 2]), undefined, {groups: 0}),
      RangeError,
      "convVolume: groups must be an integer >= 1, got 0",
    ],
    [
      () => convVolume(noise([5, 5, 3]), noise([3, 3, 3, 2]), noise([3])),
      RangeError,
      "convVolume: b must hold one bias for each of 2 filters, got 3",
    ],
    [
      () => convVolume(noise([5, 5, 3]), noise([3, 3, 3, 2]), undefined, {dilations: 3}),
      RangeError,
      "convVolume: kernel must fit the padded image, got height of kernel 7 and of input 5",
    ],
    [
      () => convVolume(noise([5, 5, 3]), noise([3, 3, 3, 2]), undefined, {dilations: [1] as never}),
      TypeError,
      "convVolume: dilations must be a number or [down, across], got [1]",
    ],
    [
      () => convVolume(new NdArray([0, 5, 3], new Float64Array()), noise([3, 3, 3, 2])),
      RangeError,
      "convVolume: x must hold at least one number, got shape [0,5,3]",
    ],
  ] as const) {
    it(`says: ${text}`, () => {
      expect(make).to.throw(kind, text);
    });
  }
});

describe("convVolumeBackward(x, w, dy, options)", () => {
  for (const one of CASES) {
    const {x, w, options} = one;
    it(`gives the slopes that differences measure, for ${title(one)}`, () => {
      const [volume, filters, b] = [noise(x), noise(w, 2), noise([w[3]], 3)];
      const dy = noise(convVolume(volume, filters, b, options).shape, 4);
      const {dx, dw, db} = convVolumeBackward(volume, filters, dy, options);
      expectSlopes(at => convVolume(at, filters, b, options), volume, dy, dx);
      expectSlopes(at => convVolume(volume, at, b, options), filters, dy, dw);
      expectSlopes(at => convVolume(volume, filters, at, options), b, dy, db);
    });
    it(`is the adjoint in x and in w, for ${title(one)}`, () => {
      const [volume, filters] = [noise(x), noise(w, 2)];
      const y = convVolume(volume, filters, undefined, options);
      const dy = noise(y.shape, 4);
      const {dx, dw} = convVolumeBackward(volume, filters, dy, options);
      const product = inner(y, dy);
      expectClose([inner(volume, dx), inner(filters, dw)], [product, product], {rtol: 1e-12, atol: 1e-10});
    });
  }
  it("agrees with the gradients of TensorFlow.js, which has none for dilation or groups", () => {
    const [x, w] = [noise([2, 6, 5, 3]), noise([3, 2, 3, 4], 2)];
    const dy = noise([2, 3, 3, 4], 3);
    const slope = tf.grads((image: tf.Tensor, filters: tf.Tensor) =>
      tf.conv2d(image as tf.Tensor4D, filters as tf.Tensor4D, 2, "same"),
    );
    const [dx, dw] = slope([x.toTensor(tf), w.toTensor(tf)], dy.toTensor(tf));
    const mine = convVolumeBackward(x, w, dy, {strides: 2, padding: "same"});
    expectClose(mine.dx.data, numbersOf(dx), {atol: 1e-5});
    expectClose(mine.dw.data, numbersOf(dw), {atol: 1e-5});
    expect(() =>
      tf.grad((image: tf.Tensor) =>
        tf.conv2d(image as tf.Tensor4D, w.toTensor(tf) as tf.Tensor4D, 1, "valid", "NHWC", 2),
      )(x.toTensor(tf)),
    ).to.throw(/dilation/);
  });
  it("says which shape the slopes must have", () => {
    expect(() => convVolumeBackward(noise([5, 5, 1]), noise([3, 3, 1, 2]), noise([3, 3, 1]))).to.throw(
      RangeError,
      "convVolumeBackward: dy must have shape [3,3,2], got [3,3,1]",
    );
    expect(() => convVolumeBackward(noise([5, 5, 1]), noise([3, 3, 1, 2]), 7 as never)).to.throw(
      TypeError,
      "convVolumeBackward: dy must be an NdArray [3,3,2], got 7",
    );
  });
});
