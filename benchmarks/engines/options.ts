import {parseArgs} from "node:util";
import {NETWORK_NAMES, type NetworkName} from "./networks.js";

/** The command line of `npm run bench:engines`. */
export interface Options {
  /** Make the Python environment of the peers in `.cache/peers` first. */
  readonly peers: boolean;
  /** Tiers and peers to measure; all that work when empty. */
  readonly engines: readonly string[];
  readonly networks: readonly NetworkName[];
  /** What is measured of each: train, infer. */
  readonly work: readonly string[];
  readonly threads: readonly number[];
  /** Ten rounds times this: in each, every engine has its turn. */
  readonly repeat: number;
  /** A Python that has torch and keras; that of `.cache/peers` when undefined. */
  readonly python: string | undefined;
  /** Also add the tables to this file. */
  readonly save: string | undefined;
}

export const USAGE = `npm run bench:engines -- [--peers] [--engine NAME]... [--network NAME]... [--work train|infer]... [--threads N]... [--repeat N] [--python FILE] [--save FILE]
  --peers         make a Python environment with PyTorch and Keras in .cache/peers first (4 GB download)
  --engine NAME   torch, tensorflow, wasm, cpu, or a peer: pytorch, pytorch-compiled, keras; all but cpu that work when not given
  --network NAME  lenet, resnet8 or resnet18; all when not given
  --work NAME     train or infer; both when not given
  --threads N     1 and 2 when not given
  --repeat N      ten rounds of each case times N (default 1)
  --python FILE   a Python that has torch and keras
  --save FILE     add the tables to FILE too`;

/**
 * Reads the command line.
 *
 * @throws {TypeError} For an unknown option or a missing value, with Node's own words.
 * @throws {RangeError} For a value that makes no sense.
 */
export function parseOptions(args: readonly string[]): Options {
  const {values} = parseArgs({
    args: [...args],
    options: {
      peers: {type: "boolean", default: false},
      engine: {type: "string", multiple: true, default: []},
      network: {type: "string", multiple: true, default: []},
      work: {type: "string", multiple: true, default: ["train", "infer"]},
      threads: {type: "string", multiple: true, default: ["1", "2"]},
      repeat: {type: "string", default: "1"},
      python: {type: "string"},
      save: {type: "string"},
    },
  });
  return {
    peers: values.peers,
    engines: values.engine,
    networks: values.network.length === 0 ? NETWORK_NAMES : values.network.map(networkNamed),
    work: values.work.map(workNamed),
    threads: values.threads.map(text => positive("threads", text)),
    repeat: positive("repeat", values.repeat),
    python: values.python,
    save: values.save,
  };
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new RangeError(`bench:engines: --${name} must be an integer >= 1, got ${text}`);
}

function workNamed(text: string): string {
  if (text === "train" || text === "infer") return text;
  throw new RangeError(`bench:engines: --work must be train or infer, got ${text}`);
}

function networkNamed(text: string): NetworkName {
  const name = NETWORK_NAMES.find(one => one === text);
  if (name !== undefined) return name;
  throw new RangeError(`bench:engines: --network must be one of ${NETWORK_NAMES.join(", ")}, got ${text}`);
}
