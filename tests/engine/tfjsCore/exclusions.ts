import type {EngineName} from "../../../src/engine/engine.js";
import type {SpecResult} from "./specRun.js";

/** Specs that fail on some tiers, and why that is right or can't be helped. */
export interface Exclusion {
  /** Tiers on which they fail; every tier when left out. */
  readonly tiers?: readonly EngineName[];
  /** `ops/conv2d_test`; every file when left out. */
  readonly file?: string;
  /** Matched against the spec's full name. */
  readonly name?: RegExp;
  /** Matched against what it fails with. */
  readonly message?: RegExp;
  readonly reason: string;
}

/** What we do otherwise than TensorFlow.js, on every tier, because the table of operations proves it right. */
const MENDED: readonly Exclusion[] = [
  {
    file: "ops/depthwise_conv2d_test",
    name: /throws error on dilations > 1/,
    reason: "expects the refusal to differentiate a dilated convolution, which we do differentiate",
  },
  {
    file: "ops/mirror_pad_test",
    name: /grad/,
    reason: "expects that the gradient of mirrored pixels is dropped, which is not the derivative",
  },
  {
    file: "ops/avg_pool_test",
    name: /gradient x=\[3,3,1\] f=\[3,3\] s=1 p=explicit/,
    reason: "expects a gradient that counts padding, which the average itself leaves out",
  },
];

/** What comes from the way in which the specs are run here. */
const RUNNING: readonly Exclusion[] = [
  {
    file: "engine_test",
    name: /^Backend registration (custom|high priority|low priority and high priority)/,
    reason: "expects that the backend before it was disposed; ours stays alive from suite to suite",
  },
];

/** What the cpu backend does by accident, or the library of a tier does by design. */
const TIERS: readonly Exclusion[] = [
  {
    tiers: ["wasm", "torch", "tensorflow"],
    file: "ops/pool_test",
    name: /fractional outputs default rounding/,
    reason: "expects a copy of the input from a window of 1 x 1 even with stride 2 and padding",
  },
  {
    tiers: ["wasm", "torch", "tensorflow"],
    file: "ops/conv2d_transpose_test",
    name: /input=8x8x8,output=4x4x8/,
    reason: "the shape of its input is not the one that its strides and padding give; we refuse it",
  },
  {
    tiers: ["wasm"],
    message: /Kernel 'Complex' not registered/,
    reason: "the wasm backend holds no complex numbers",
  },
  {
    tiers: ["torch"],
    name: /^maxPool(3d)? .*ignores NaNs/,
    reason: "PyTorch's maximum of a window with a NaN is NaN; leaving it out costs a pass over every image",
  },
  {
    tiers: ["tensorflow"],
    file: "ops/einsum_test",
    name: /duplicate axes not implemented yet|nonexistent dimension throws error/,
    reason: "expects a refusal, where TensorFlow computes or says it in other words",
  },
  {
    tiers: ["tensorflow"],
    file: "ops/unique_test",
    name: /NaN and Infinity/,
    reason: "to TensorFlow one NaN is not another",
  },
  {
    tiers: ["tensorflow"],
    file: "ops/avg_pool_3d_test",
    name: /x=\[1,1,1,1,1\] f=\[1,1,3\] s=1 p=valid/,
    reason: "expects an empty result of a window that is longer than its axis, which TensorFlow refuses",
  },
  {
    tiers: ["tensorflow"],
    file: "ops/sign_test",
    name: /basic|does not propagate NaNs|accepts a tensor-like object/,
    reason: "the sign of NaN is NaN in TensorFlow, 0 in TensorFlow.js",
  },
  {
    tiers: ["tensorflow"],
    file: "ops/tan_test",
    name: /exceed float32 precision/,
    reason: "expects more digits of a tangent near its pole than 32 bits have",
  },
];

/** Excluded specs run all the same: one that passes is reported, so that the list can't grow old. */
export const EXCLUSIONS: readonly Exclusion[] = [...MENDED, ...RUNNING, ...TIERS];

/** The exclusion that a spec falls under. */
export function exclusionOf(tier: EngineName, {file, name, message = ""}: SpecResult): Exclusion | undefined {
  return EXCLUSIONS.find(
    one =>
      (one.tiers?.includes(tier) ?? true) &&
      (one.file ?? file) === file &&
      (one.name?.test(name) ?? true) &&
      (one.message?.test(message) ?? true),
  );
}
