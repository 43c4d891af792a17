import type * as TF from "@tensorflow/tfjs";
import {buildLenet} from "../../src/models/lenet.js";
import {buildResnet8} from "../../src/models/resnet8.js";
import {buildResnet18} from "../../src/models/resnet18.js";

export type NetworkName = "lenet" | "resnet8" | "resnet18";

interface Network {
  readonly title: string;
  readonly shape: readonly [height: number, width: number, channels: number];
  /** Floating-point operations for one image, forward: `forwardFlops` of the model, for processes that do not build it. */
  readonly flops: number;
  build(): Promise<TF.LayersModel>;
}

/** The networks that are measured; `peers.py` has the same. */
export const NETWORKS: Readonly<Record<NetworkName, Network>> = {
  lenet: {title: "LeNet, 28", shape: [28, 28, 1], flops: 833_040, build: buildLenet},
  resnet8: {title: "ResNet-8, 32", shape: [32, 32, 3], flops: 25_003_264, build: buildResnet8},
  resnet18: {title: "ResNet-18, 224", shape: [224, 224, 3], flops: 3_627_132_928, build: buildResnet18},
};

export const NETWORK_NAMES = Object.keys(NETWORKS) as readonly NetworkName[];
