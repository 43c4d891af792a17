import * as tf from "@tensorflow/tfjs";
import {expect} from "chai";
import {buildLenet} from "../../src/models/lenet.js";
import {modelStages} from "../../src/models/modelStages.js";
import {buildResnet8} from "../../src/models/resnet8.js";
import {architectureDiagram} from "../../src/view/architectureDiagram.js";

describe("modelStages(model)", () => {
  it("lists what LeNet computes, with its sizes", async () => {
    const model = await buildLenet();
    expect(modelStages(model).map(({shape, by = ""}) => `${by}: ${shape.join(" x ")}`)).to.deep.equal([
      ": 28 x 28 x 1",
      "conv 5 x 5: 28 x 28 x 6",
      "mean 2 x 2: 14 x 14 x 6",
      "conv 5 x 5: 10 x 10 x 16",
      "mean 2 x 2: 5 x 5 x 16",
      "dense: 120",
      "dense: 84",
      "dense: 10",
    ]);
    model.dispose();
  });

  it("is what architectureDiagram draws", async () => {
    const model = await buildResnet8();
    const picture = architectureDiagram(modelStages(model));
    expect(JSON.stringify(picture)).to.include("32 x 32");
    model.dispose();
  });

  it("refuses a model without layers and says how many inputs it has", () => {
    expect(() => modelStages(tf.sequential())).to.throw(TypeError, /built and have one input, got 0$/);
  });

  it("refuses a model with two inputs", () => {
    const [a, b] = [tf.input({shape: [2]}), tf.input({shape: [2]})];
    const sum = tf.layers.add().apply([a, b]) as tf.SymbolicTensor;
    expect(() => modelStages(tf.model({inputs: [a, b], outputs: sum}))).to.throw(TypeError, /got 2$/);
  });
});
