import type {EngineName} from "../../../src/engine/engine.js";

/** Specs that fail on some tiers, and why that is right or can't be helped. */
export interface Exclusion {
  /** Tiers on which they fail; every tier when left out. */
  readonly tiers?: readonly EngineName[];
  /** `ops/conv2d_test`; every file when left out. */
  readonly file?: string;
  /** Matched against the spec's full name. */
  readonly name: RegExp;
  readonly reason: string;
}

/** Excluded specs run all the same: one that passes is reported, so that the list can't grow old. */
export const EXCLUSIONS: readonly Exclusion[] = [
  {
    file: "ops/depthwise_conv2d_test",
    name: /throws error on dilations > 1/,
    reason: "expects the refusal to differentiate a dilated convolution, which we do differentiate",
  },
  {
    file: "engine_test",
    name: /^Backend registration (custom|high priority|low priority and high priority)/,
    reason: "expects that the backend before it was disposed; ours stays alive from suite to suite",
  },
  {
    tiers: ["torch"],
    name: /^maxPool(3d)? .*ignores NaNs/,
    reason: "PyTorch's maximum of a window with NaN is NaN; leaving it out costs a pass over every image",
  },
  {
    tiers: ["torch"],
    file: "ops/pool_test",
    name: /f=\[1,1\] s=2 p=1 fractional outputs default rounding/,
    reason:
      "expects the input back, padding and stride ignored: a shortcut of the cpu backend for 1x1 windows",
  },
  {
    tiers: ["torch"],
    file: "ops/conv2d_transpose_test",
    name: /input=8x8x8,output=4x4x8/,
    reason: "an output of 4x4 can't have this input of 8x8 with padding same; refused with both shapes",
  },
];

/** The exclusion that a spec of this file and name falls under. */
export function exclusionOf(tier: EngineName, file: string, name: string): Exclusion | undefined {
  return EXCLUSIONS.find(
    one =>
      (one.tiers === undefined || one.tiers.includes(tier)) &&
      (one.file === undefined || one.file === file) &&
      one.name.test(name),
  );
}
