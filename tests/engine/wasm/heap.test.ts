import {expect} from "chai";
import {runScript} from "../../support/nodeScript.js";

/**
 * Asks for tensors of 256 MB until one is refused, then works on with what is left. The tensors are not written, so that the
 * system gives no memory for them.
 */
const FILL = (threads: number) => `
import {useEngine, engineInfo} from "kernelbook";
import * as tf from "@tensorflow/tfjs";
await useEngine("wasm", {threads: ${threads}});
const backend = tf.backend();
const kept = [];
let message = "";
try {
  for (let n = 0; n < 100; n++) kept.push(backend.makeOutput([64, 1024, 1024], "float32"));
} catch (error) {
  message = error.message;
}
const full = engineInfo().memory;
const x = tf.randomNormal([8, 40, 40, 16]);
const w = tf.randomNormal([3, 3, 16, 16]);
const sums = tf.tidy(() => [tf.conv2d(x, w, 1, "same"), tf.depthwiseConv2d(x, tf.ones([3, 3, 16, 1]), 1, "same"),
  tf.image.resizeBilinear(x, [80, 80]), tf.maxPool(x, 2, 2, "same")].map(y => Number.isFinite(tf.sum(y).dataSync()[0])));
let again = "";
try { tf.zeros([64, 1024, 1024]); } catch (error) { again = error.message; }
for (const {dataId} of kept) backend.disposeData(dataId);
tf.dispose([x, w]);
console.log(JSON.stringify({message, again, count: kept.length, sums, full, after: engineInfo().memory}));
`;

interface Filled {
  readonly message: string;
  readonly again: string;
  readonly count: number;
  readonly sums: readonly boolean[];
  readonly full: {readonly bytes: number; readonly limitBytes: number};
  readonly after: {readonly bytes: number};
}

describe("the heap of the wasm engine", function () {
  this.timeout(60_000);

  for (const threads of [1, 2])
    it(`is refused when full, with sizes and what to do, and works on (${threads} threads)`, async () => {
      const {code, stdout, stderr} = await runScript(FILL(threads));
      expect(code, stderr).to.equal(0);
      const {message, again, count, sums, full, after} = JSON.parse(stdout) as Filled;
      expect(count).to.be.within(12, 15);
      const used = Math.round(full.bytes / 1e6);
      expect(message).to.match(
        new RegExp(
          `^out of memory: 268 MB wanted, ${used} MB in use of 4295 MB that WebAssembly can address; use a smaller batch`,
        ),
      );
      expect(message).to.include("engine install torch");
      expect(again).to.include("out of memory: 268 MB wanted");
      expect(sums).to.deep.equal([true, true, true, true]);
      expect(full.limitBytes).to.be.greaterThan(full.bytes);
      expect(after.bytes).to.be.below(10_000);
    });
});
