import type {Places} from "../frontend/places.js";
import {baseFindings} from "./base.js";
import {engineFindings} from "./engines.js";
import {type Finding, GROUPS} from "./finding.js";
import {frontEndFindings} from "./frontEnds.js";
import {kernelSpecFindings} from "./kernelSpecs.js";
import {machineFindings} from "./machine.js";

/** Looks at everything this package can use, in the order of `GROUPS`. Changes nothing. */
export async function examine(places: Places): Promise<Finding[]> {
  const probes = [baseFindings, frontEndFindings, kernelSpecFindings, engineFindings, machineFindings];
  return (await Promise.all(probes.map(probe => probe(places)))).flat();
}

const MARKS = {ok: "ok", missing: "--", warning: "!!"} as const;

/** The findings as lines for a terminal. */
export function findingsText(findings: readonly Finding[]): string {
  const lines: string[] = [];
  for (const group of GROUPS) {
    lines.push("", group);
    for (const {name, state, detail, brings, get} of findings.filter(one => one.group === group)) {
      lines.push(`  ${MARKS[state]}  ${name}: ${detail}`);
      if (state !== "ok") lines.push(`        brings  ${brings}`);
      if (get !== undefined) lines.push(`        get it  ${get}`);
    }
  }
  const counts = Object.keys(MARKS).map(state => findings.filter(one => one.state === state).length);
  lines.push("", `${counts[0]} there, ${counts[1]} missing, ${counts[2]} with a problem`, "");
  return lines.slice(1).join("\n");
}
