import v8 from "node:v8";
import vm from "node:vm";
import {expect} from "chai";
import {engineInfo} from "../../../src/engine/useEngine.js";
import {openTier, tierUnderTest} from "../support/openTier.js";
import {smallBatch, smallNetwork} from "./smallNetwork.js";

const STEPS = 2000;
/** The cpu tier takes 11 ms an example. */
const EXAMPLES = tierUnderTest() === "cpu" ? 1 : 8;
/** From here on nothing may grow: caches are full, code is compiled. */
const WARM = 400;
/** V8's heap and malloc's arenas breathe by some 10 MB; 1600 steps that lose 30 kB each show. */
const RSS_BYTES = 48e6;
const LONG_MS = 180_000;

v8.setFlagsFromString("--expose-gc");
const collect = vm.runInNewContext("gc") as () => void;

describe(`${STEPS} training steps on ${tierUnderTest()}`, () => {
  it("leave no tensor, no handle and no memory behind", async function () {
    this.timeout(LONG_MS);
    const tf = await openTier(this);
    const model = smallNetwork();
    const {images, labels} = smallBatch(EXAMPLES);
    const count = () => {
      collect();
      const {bytes = 0, handles = 0} = engineInfo()?.memory ?? {};
      return {tensors: tf.memory().numTensors, bytes, handles, rss: process.memoryUsage().rss};
    };
    let warm = count();
    for (let step = 0; step < STEPS; step++) {
      if (step === WARM) warm = count();
      expect(await model.trainOnBatch(images, labels)).to.be.a("number");
    }
    const {rss, ...after} = count();
    const {rss: rssWarm, ...before} = warm;
    expect(after).to.deep.equal(before);
    expect(rss - rssWarm, "growth of the resident set").to.be.below(RSS_BYTES);
    tf.dispose([images, labels]);
    model.dispose();
  });
});
