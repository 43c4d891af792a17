import {expect} from "chai";
import {normalizedCorrelation} from "../../src/conv/findPeak.js";
import {sobelKernel} from "../../src/conv/kernels.js";
import {responseView} from "../../src/view/responseView.js";
import {texts} from "./support.js";

const step = Array.from({length: 6}, () => [0, 0, 0, 9, 9, 9, 9]);

describe("responseView(image, kernels)", () => {
  it("says the span of the responses and where each is highest", () => {
    expect(responseView(step, {x: sobelKernel("x"), y: sobelKernel("y")}).alt).to.equal(
      "Image of 6 x 7 pixels and the responses of 2 kernels. " +
        "x: responses 0 to 36, highest at row 0, column 1; y: responses 0 to 0, highest at row 0, column 0",
    );
  });
  it("rings the peak and frames its window on the image", () => {
    const image = [
      [0, 0, 0, 0, 0],
      [0, 0, 8, 0, 0],
      [0, 0, 0, 0, 0],
    ];
    const {svg} = responseView(image, [[0, 1]], {peak: true, scale: 10});
    expect(texts(svg)).to.include.members(["peak 8", "row 1, column 1"]);
    expect(svg.match(/<circle/g)).to.have.length(2);
    // The window starts at the peak's own place: row 1, column 1 of the image, two pixels wide.
    expect(svg).to.match(/<rect x="10" y="[\d.]+" width="20" height="10" fill="none" stroke="#111111"/);
  });
  it("frames nothing where places of map and image do not agree", () => {
    const padded = (image: readonly ArrayLike<number>[]) => image;
    const {svg} = responseView(step, [[1, 2]], {peak: true, respond: padded as never});
    expect(svg).to.not.match(/stroke="#111111" stroke-width="2.5"/);
  });
  it("responds as it is asked to", () => {
    const {alt, svg} = responseView(step, {x: [[0, 1]]}, {respond: normalizedCorrelation});
    expect(alt).to.include("responses 0 to 1, highest at row 0, column 2");
    expect(texts(svg)).to.include.members(["\u22121", "0", "1", "response"]);
  });
  it("leaves the legend out where each response has its own colours", () => {
    expect(texts(responseView(step, [[[1]], [[2]]], {range: "each"}).svg)).to.not.include("response");
  });
  it("lets the kernel's error through", () => {
    expect(() => responseView([[1]], [[1, 2]])).to.throw(
      RangeError,
      "correlate2d: kernel must fit the padded image",
    );
  });
});
