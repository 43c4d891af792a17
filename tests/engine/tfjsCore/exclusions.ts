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
