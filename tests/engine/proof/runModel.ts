import fs from "node:fs";
import * as tf from "@tensorflow/tfjs";
import {isEngineName} from "../../../src/engine/engines.js";
import {useEngine} from "../../../src/engine/useEngine.js";
import {smallBatch, smallNetwork} from "./smallNetwork.js";

/** Prints what a model predicts, in a process of its own: `runModel.js ENGINE save|load FILE`. `save` trains one first. */
const [name, action, file] = process.argv.slice(2);
if (!isEngineName(name))
  throw new RangeError(`runModel: the engine must have a name that exists, got ${name}`);
await useEngine(name, {threads: 1});
const {images, labels} = smallBatch(16);

interface Saved {
  readonly artifacts: Omit<tf.io.ModelArtifacts, "weightData">;
  /** In base64. */
  readonly weights: string;
}

async function trained(): Promise<tf.LayersModel> {
  const model = smallNetwork();
  for (let step = 0; step < 5; step++) await model.trainOnBatch(images, labels);
  const keep = async ({weightData, ...artifacts}: tf.io.ModelArtifacts): Promise<tf.io.SaveResult> => {
    const weights = Buffer.from(tf.io.CompositeArrayBuffer.join(weightData)).toString("base64");
    fs.writeFileSync(file, JSON.stringify({artifacts, weights} satisfies Saved));
    return {modelArtifactsInfo: {dateSaved: new Date(), modelTopologyType: "JSON"}};
  };
  await model.save(tf.io.withSaveHandler(keep));
  return model;
}

async function loaded(): Promise<tf.LayersModel> {
  const {artifacts, weights} = JSON.parse(fs.readFileSync(file, "utf8")) as Saved;
  const weightData = new Uint8Array(Buffer.from(weights, "base64")).buffer;
  return await tf.loadLayersModel(tf.io.fromMemory({...artifacts, weightData}));
}

const model = action === "save" ? await trained() : await loaded();
const predicted = model.predict(images) as tf.Tensor;
console.log(JSON.stringify([...(await predicted.data())]));
process.exit(0);
