import path from "node:path";
import type {Places} from "../frontend/places.js";
import {runTool} from "../frontend/runTool.js";
import type {Finding} from "./finding.js";
import {probeModule} from "./probeModule.js";

const group = "Base";

function nodeFinding(): Finding {
  const {version, execPath} = process;
  return {group, name: "Node", state: "ok", detail: `${version}, ${execPath}`, brings: "runs everything"};
}

/** TypeScript 7 is a program of its own: it is asked for its version. */
async function typescript7({root}: Places): Promise<Finding> {
  const script = path.join(root, "node_modules", "typescript7", "lib", "tsc.js");
  const {code, stdout} = await runTool(process.execPath, [script, "--version"], {timeout: 15_000});
  const ok = code === 0;
  return {
    group,
    name: "TypeScript 7",
    state: ok ? "ok" : "missing",
    detail: ok
      ? stdout.trim().replace(/^Version /, "")
      : "no program for this platform; TypeScript 6 checks instead",
    brings: "checks cells 4 to 10 times faster",
    ...(ok ? {} : {get: "npm ci"}),
  };
}

async function packageFinding(places: Places, name: string, title: string, brings: string): Promise<Finding> {
  const {state, detail} = await probeModule(name, places.root);
  return {
    group,
    name: title,
    state: state === "broken" ? "warning" : state,
    detail,
    brings,
    ...(state === "ok" ? {} : {get: "npm ci"}),
  };
}

/** Node, the two TypeScripts, stock tslab. */
export async function baseFindings(places: Places): Promise<Finding[]> {
  return [
    nodeFinding(),
    ...(await Promise.all([
      typescript7(places),
      packageFinding(places, "typescript", "TypeScript 6", "compiles cells; checks them where 7 can't run"),
      packageFinding(places, "tslab/dist/converter.js", "tslab", "the stock kernel, to compare with"),
      packageFinding(
        places,
        "zeromq",
        "zeromq",
        "what stock tslab talks through; our kernel needs no such add-on",
      ),
    ])),
  ];
}
