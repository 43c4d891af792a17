import type {Job} from "./job.js";
import {NETWORKS, type NetworkName} from "./networks.js";

/** A row of the tables: a job but for its threads. */
export interface Case extends Omit<Job, "threads"> {
  readonly id: string;
  readonly title: string;
  /** Calls before the clock starts. */
  readonly warm: number;
  /** Calls that count. */
  readonly steps: number;
}

/** Batch, calls before the clock, calls that count. LeNet's first hundreds of steps are V8 compiling. */
type Shape = readonly [batch: number, warm: number, steps: number];

const TRAININGS: Readonly<Record<NetworkName, readonly Shape[]>> = {
  lenet: [[64, 300, 300]],
  resnet8: [[64, 10, 30]],
  resnet18: [
    [4, 3, 10],
    [16, 2, 10],
  ],
};

const INFERENCES: Readonly<Record<NetworkName, readonly Shape[]>> = {
  lenet: [
    [1, 300, 300],
    [64, 100, 100],
  ],
  resnet8: [
    [1, 100, 100],
    [64, 10, 30],
  ],
  resnet18: [
    [1, 5, 20],
    [64, 1, 5],
  ],
};

function casesOf(network: NetworkName, work: "train" | "infer", shapes: readonly Shape[]): Case[] {
  return shapes.map(([batch, warm, steps]) => ({
    id: `${network}.${work}.${batch}`,
    title: `${NETWORKS[network].title}, ${work === "train" ? "training" : "inference"}, batch ${batch}`,
    ...{work, network, batch, warm, steps},
  }));
}

/** Everything that is measured for a network: its trainings, then its inferences. */
export function casesFor(network: NetworkName): Case[] {
  return [
    ...casesOf(network, "train", TRAININGS[network]),
    ...casesOf(network, "infer", INFERENCES[network]),
  ];
}

/** The matrix product that a tier's share of its peak is taken of. */
export const PRODUCT_CASE: Case = {
  id: "product",
  title: "matrix product, 1024 x 1024",
  // The best of them counts: a busy moment must not make a low peak.
  ...{work: "product", network: "lenet", batch: 1, warm: 5, steps: 60},
};

/** Floating-point operations of one call; a training step is three times the forward pass. */
export function flopsOf({work, network, batch}: Case): number {
  if (work === "product") return 2 * 1024 ** 3;
  return (work === "train" ? 3 : 1) * batch * NETWORKS[network].flops;
}

/** The job for a process. */
export function jobOf({work, network, batch}: Case, threads: number): Job {
  return {work, network, batch, threads};
}
