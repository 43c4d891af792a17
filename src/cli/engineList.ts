import type {EngineName, Probe} from "../engine/engine.js";
import {probeEngines} from "../engine/probeEngines.js";
import {parseOptions} from "./parseOptions.js";

export async function run(args: readonly string[]): Promise<number> {
  const {values} = parseOptions("engine list", args, {json: {type: "boolean"}}, {allowPositionals: false});
  const probes = await probeEngines();
  process.stdout.write(values.json ? `${JSON.stringify(probes, null, 2)}\n` : listText(probes));
  return 0;
}

/** One line for each engine; the first that is there is what `auto` takes. */
function listText(probes: readonly {readonly name: EngineName; readonly probe: Probe}[]): string {
  const first = probes.find(({probe}) => probe.ok)?.name;
  const width = Math.max(...probes.map(({name}) => name.length));
  const lines = probes.map(({name, probe}) => {
    const head = `${probe.ok ? "ok" : probe.state === "missing" ? "--" : "!!"}  ${name.padEnd(width)}`;
    if (!probe.ok) return `${head}  ${probe.reason}; ${probe.remedy}`;
    const chosen = name === first ? ", what auto takes" : "";
    return `${head}  ${probe.version} on ${probe.devices.join(", ")}, ${probe.where}${chosen}`;
  });
  return `${lines.join("\n")}\n`;
}
