import type {PoolSize} from "../conv/maxPool.js";
import type {DilatedWindowOptions, Window2dOptions} from "../conv/windowGeometry.js";
import type {ActivationName} from "./activations.js";

/** A convolution; `groups` as in `convVolume`; `useBias` is true unless given. */
export interface ConvSpec extends DilatedWindowOptions {
  readonly kind: "conv";
  readonly filters: number;
  readonly kernelSize: number | readonly [number, number];
  readonly groups?: number;
  readonly useBias?: boolean;
}

/** Max or mean pooling; its stride is the window's length unless given. */
export interface PoolSpec extends Window2dOptions {
  readonly kind: "maxPool" | "meanPool";
  readonly poolSize: PoolSize;
}

/** A dense layer; `useBias` is true unless given. */
export interface DenseSpec {
  readonly kind: "dense";
  readonly units: number;
  readonly useBias?: boolean;
}

/** Batch norm; `scale` is what the scales start with, 1 unless given; `momentum` is what running statistics keep, 0.9 unless given. */
export interface BatchNormSpec {
  readonly kind: "batchNorm";
  readonly scale?: number;
  readonly momentum?: number;
}

/** What goes through `branch` is added to what goes through `shortcut`, or to the input itself where that is left out. */
export interface ResidualSpec {
  readonly kind: "residual";
  readonly branch: readonly LayerSpec[];
  readonly shortcut?: readonly LayerSpec[];
}

/**
 * A layer as plain data: what `buildNetwork` builds, `countLayers` counts and `receptiveField` measures. `widen` adds channels of
 * zeros, up to `channels`: with a window of 1 and a stride it makes a shortcut without parameters.
 */
export type LayerSpec =
  | ConvSpec
  | PoolSpec
  | DenseSpec
  | BatchNormSpec
  | ResidualSpec
  | {readonly kind: "groupNorm"; readonly groups: number}
  | {readonly kind: "activation"; readonly activation: ActivationName}
  | {readonly kind: "dropout"; readonly rate: number}
  | {readonly kind: "widen"; readonly channels: number}
  | {readonly kind: "globalMeanPool" | "flatten"};

/** Sides of a window as [rows, columns]. */
export function sidesOf(size: number | readonly [number, number]): readonly [number, number] {
  return typeof size === "number" ? [size, size] : size;
}
