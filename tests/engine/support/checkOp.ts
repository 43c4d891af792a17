import type * as TF from "@tensorflow/tfjs";
import {expect} from "chai";
import {type Dense, random} from "./dense.js";
import {numericGradient} from "./numericGradient.js";

/** One line of the table of operations: what a tier must compute, and the same in plain loops. */
export interface OpRow {
  /** What the test is called. */
  readonly name: string;
  readonly inputs: readonly Dense[];
  /** Through TensorFlow.js. */
  readonly run: (tf: typeof TF, ...inputs: TF.Tensor4D[]) => TF.Tensor;
  /** The same in loops of 64 bits. */
  readonly loops: (...inputs: Dense[]) => Dense;
  /** `none` where nothing is differentiated; otherwise by central differences of `loops`, unless these are given. */
  readonly gradient?: "none" | ((dy: Dense, ...inputs: Dense[]) => Dense[]);
  /** Share of the largest number that an answer may be off: 32 bits keep 6e-8 of each term. */
  readonly tolerance?: number;
}

/** Of float32 sums of some hundred terms, whatever the order in which a tier adds them. */
const TOLERANCE = 1e-5;

function toTensor(tf: typeof TF, {shape, data}: Dense): TF.Tensor4D {
  return tf.tensor<TF.Rank>(Float32Array.from(data), [...shape]) as TF.Tensor4D;
}

/** Throws unless shapes agree and every number does within `tolerance` of the largest. */
async function compare(what: string, actual: TF.Tensor, expected: Dense, tolerance: number): Promise<void> {
  expect(actual.shape, `shape of ${what}`).to.deep.equal([...expected.shape]);
  const values = await actual.data();
  const scale = expected.data.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  for (const [i, value] of expected.data.entries()) {
    const off = Math.abs(values[i] - value);
    if (!(off <= tolerance * scale))
      expect.fail(
        `${what}[${i}] must be ${value}, got ${values[i]} (off by ${off}, allowed ${tolerance * scale})`,
      );
  }
}

/** Checks the forward result, the gradient of each input, and that no tensor is left over. */
export async function checkOp(tf: typeof TF, row: OpRow): Promise<void> {
  const {inputs, run, loops, gradient, tolerance = TOLERANCE} = row;
  const before = tf.memory().numTensors;
  const tensors = inputs.map(input => toTensor(tf, input));
  const y = tf.tidy(() => run(tf, ...tensors));
  const expected = loops(...inputs);
  await compare("y", y, expected, tolerance);
  const kept: TF.Tensor[] = [...tensors, y];
  if (gradient !== "none") {
    const dy = random(expected.shape, 99);
    const given = gradient?.(dy, ...inputs) ?? inputs.map((_, i) => numericGradient(loops, inputs, i, dy));
    const seed = toTensor(tf, dy);
    const gradients = tf.grads((...xs: TF.Tensor[]) => run(tf, ...(xs as TF.Tensor4D[])))(tensors, seed);
    kept.push(seed, ...gradients);
    for (const [i, actual] of gradients.entries())
      await compare(`gradient of input ${i}`, actual, given[i], tolerance);
  }
  tf.dispose(kept);
  expect(tf.memory().numTensors - before, "tensors left over").to.equal(0);
}
