import {parseArgs} from "node:util";
import {CLASS_SIZE, LARGE_CLASS, PEER_SUBMISSIONS} from "./limits.js";

/** The command line of `npm run bench:grade`. */
export interface Options {
  /** Measure nbgrader and otter-grader too; installs them into `.cache/peers` first. */
  readonly peers: boolean;
  readonly submissions: number;
  /** Of the large class whose memory is compared; 0 leaves it out. */
  readonly large: number;
  readonly peerSubmissions: number;
  /** Also write the tables to this file. */
  readonly save: string | undefined;
}

export const USAGE = `npm run bench:grade -- [--peers] [--submissions N] [--large N] [--peer-submissions N] [--save FILE]
  --peers               nbgrader and otter-grader in the same run; installs them (pip, 600 MB) into .cache/peers first
  --submissions N       the class whose time is measured (default ${CLASS_SIZE})
  --large N             the class whose memory is compared with it; 0: none (default ${LARGE_CLASS})
  --peer-submissions N  how many of them the peers get (default ${PEER_SUBMISSIONS})
  --save FILE           write the tables to FILE too`;

/**
 * Reads the command line.
 *
 * @throws {TypeError} For an unknown option or a missing value, with Node's own words.
 * @throws {RangeError} When a number is no integer that fits.
 */
export function parseOptions(args: readonly string[]): Options {
  const {values} = parseArgs({
    args: [...args],
    options: {
      peers: {type: "boolean", default: false},
      submissions: {type: "string", default: String(CLASS_SIZE)},
      large: {type: "string", default: String(LARGE_CLASS)},
      "peer-submissions": {type: "string", default: String(PEER_SUBMISSIONS)},
      save: {type: "string"},
    },
  });
  return {
    peers: values.peers,
    submissions: count("--submissions", values.submissions, 1),
    large: count("--large", values.large, 0),
    peerSubmissions: count("--peer-submissions", values["peer-submissions"], 1),
    save: values.save,
  };
}

function count(option: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least) {
    throw new RangeError(`bench:grade: ${option} must be an integer >= ${least}, got ${text}`);
  }
  return value;
}
