import fc from "fast-check";
import {type ConvOptions, convVolume} from "../../src/conv/convVolume.js";
import {convVolumeBackward} from "../../src/conv/convVolumeBackward.js";
import {col2im, convByMatrix, im2col} from "../../src/conv/im2col.js";
import {transposedConv} from "../../src/conv/transposedConv.js";
import {expectClose} from "../../src/core/expectClose.js";
import {NdArray} from "../../src/core/ndArray.js";
import {inner, noise} from "../support/arrays.js";
import "./support.js";

const size = (min: number, max: number) => fc.integer({min, max});

/** Volumes, filters and options of every kind that fit one another; all axes are drawn apart, so most are lopsided. */
const layers = fc
  .record({
    batch: size(1, 2),
    height: size(5, 9),
    width: size(5, 9),
    rows: size(1, 3),
    columns: size(1, 3),
    groups: size(1, 3),
    depth: size(1, 3),
    share: size(1, 3),
    strides: fc.tuple(size(1, 3), size(1, 3)),
    dilations: fc.tuple(size(1, 2), size(1, 2)),
    padding: fc.constantFrom("valid" as const, "same" as const, "full" as const, 1, [
      [0, 2],
      [1, 0],
    ] as const),
  })
  .map(({batch, height, width, rows, columns, groups, depth, share, strides, dilations, padding}) => ({
    x: noise([batch, height, width, groups * depth]),
    w: noise([rows, columns, depth, groups * share], 2),
    options: {strides, dilations, padding, groups} satisfies ConvOptions,
  }));

const exact = {rtol: 1e-10, atol: 1e-10};

describe("laws of convolution, on random layers", () => {
  it("conv and its backward pass are adjoint in x and in w", () => {
    fc.assert(
      fc.property(layers, ({x, w, options}) => {
        const y = convVolume(x, w, undefined, options);
        const dy = noise(y.shape, 3);
        const {dx, dw} = convVolumeBackward(x, w, dy, options);
        expectClose([inner(x, dx), inner(w, dw)], [inner(y, dy), inner(y, dy)], exact);
      }),
    );
  });
  it("transposed convolution is that adjoint: <conv(x), y> = <x, transposed(y)>", () => {
    fc.assert(
      fc.property(layers, ({x, w, options: {groups, ...options}}) => {
        fc.pre(groups === 1);
        const y = convVolume(x, w, undefined, options);
        const dy = noise(y.shape, 3);
        const outputSize = [x.shape[1], x.shape[2]] as const;
        const back = transposedConv(dy, w, undefined, {...options, outputSize});
        expectClose([inner(x, back)], [inner(y, dy)], exact);
      }),
    );
  });
  it("im2col and col2im are adjoint, and a matrix product does the same as the loops", () => {
    fc.assert(
      fc.property(layers, ({x, w, options: {groups, ...options}}) => {
        fc.pre(groups === 1);
        const taps = [w.shape[0], w.shape[1]] as const;
        const columns = im2col(x, taps, options);
        const c = noise(columns.shape, 3);
        expectClose([inner(columns, c)], [inner(x, col2im(c, x.shape, taps, options))], exact);
        expectClose(
          convByMatrix(x, w, undefined, options).data,
          convVolume(x, w, undefined, options).data,
          exact,
        );
      }),
    );
  });
  it("an input moved by whole strides moves the output along", () => {
    fc.assert(
      fc.property(layers, size(0, 2), size(0, 2), ({x, w, options}, down, across) => {
        const settings = {...options, padding: "valid" as const};
        const [batch, height, width, channels] = x.shape;
        const [dy, dx] = [down * options.strides[0], across * options.strides[1]];
        const moved = NdArray.zeros([batch, height + dy, width + dx, channels]);
        for (let n = 0; n < batch; n++)
          for (let y = 0; y < height; y++)
            for (let at = 0; at < width * channels; at++)
              moved.data[((n * (height + dy) + y + dy) * (width + dx) + dx) * channels + at] =
                x.data[(n * height + y) * width * channels + at];
        const [here, there] = [
          convVolume(x, w, undefined, settings),
          convVolume(moved, w, undefined, settings),
        ];
        const corner: number[] = [];
        for (let n = 0; n < batch; n++)
          for (let y = 0; y < here.shape[1]; y++)
            for (let column = 0; column < here.shape[2]; column++)
              for (let k = 0; k < here.shape[3]; k++) corner.push(there.at(n, y + down, column + across, k));
        expectClose(corner, here.data, exact);
      }),
    );
  });
});
