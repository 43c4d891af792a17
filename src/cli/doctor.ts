import {examine, findingsText} from "../doctor/examine.js";
import {placesBelow} from "../frontend/places.js";
import {UsageError} from "./command.js";

const HELP = `Usage: kernelbook doctor [--json]

Lists what is here, what is missing, what each part brings and the line to get it. Changes nothing.
`;

export async function run(args: readonly string[]): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(HELP);
    return 0;
  }
  const unknown = args.filter(word => word !== "--json");
  if (unknown.length > 0) throw new UsageError(`doctor: the only option is --json, got ${unknown.join(" ")}`);
  const findings = await examine(placesBelow());
  process.stdout.write(
    args.includes("--json") ? `${JSON.stringify(findings, null, 2)}\n` : findingsText(findings),
  );
  return 0;
}
