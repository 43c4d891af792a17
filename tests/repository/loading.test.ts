import path from "node:path";
import {expect} from "chai";
import {packageRoot} from "../../src/frontend/places.js";
import {runTool} from "../../src/frontend/runTool.js";

/** Loaded by a function that needs it, never by the import: together they are some 20 MB of JavaScript. */
const HEAVY = [
  "@tensorflow",
  "vega",
  "vega-lite",
  "@resvg",
  "typescript",
  "typescript7",
  "tslab",
  "sharp",
  "koffi",
];
/** Own modules behind the one import; each costs a file read. */
const MOST_MODULES = 220;
/** Of processor time, which a busy machine changes little; some 100 ms in 2026. */
const MOST_MS = 500;

/** Imports the package by name, as a lesson does, and tells which files that loaded and what it cost. */
const PROBE = `
import {register} from "node:module";
const {port1, port2} = new MessageChannel();
const hooks = \`
  let port;
  export function initialize(data) { port = data.port; }
  export async function load(url, context, next) { port.postMessage(url); return next(url, context); }
\`;
const urls = [];
port1.on("message", url => urls.push(url));
register("data:text/javascript," + encodeURIComponent(hooks), {data: {port: port2}, transferList: [port2]});
const start = process.cpuUsage();
await import("kernelbook");
const {user, system} = process.cpuUsage(start);
const ms = (user + system) / 1000;
await new Promise(resolve => setTimeout(resolve, 50));
console.log(JSON.stringify({ms, urls}));
process.exit();
`;

describe("importing kernelbook", () => {
  let urls: string[] = [];
  let ms = 0;

  before(async () => {
    const {code, stdout, output} = await runTool(process.execPath, ["--input-type=module", "-e", PROBE], {
      cwd: packageRoot,
    });
    expect(code, output).to.equal(0);
    ({urls, ms} = JSON.parse(stdout) as {urls: string[]; ms: number});
  });

  it("loads none of the heavy packages", () => {
    const packages = urls.flatMap(url => /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []);
    expect(
      packages.filter(name => HEAVY.some(heavy => name === heavy || name.startsWith(`${heavy}/`))),
    ).to.deep.equal([]);
  });

  it(`loads at least one and at most ${MOST_MODULES} modules of its own`, () => {
    const own = urls.filter(url => url.includes(`${path.posix.sep}dist/src/`));
    expect(own.length).to.be.within(1, MOST_MODULES);
  });

  it(`takes at most ${MOST_MS} ms of processor time`, () => {
    expect(ms).to.be.at.most(MOST_MS);
  });
});
