import fs from "node:fs";
import {createRequire} from "node:module";
import {useEngine} from "../../../src/engine/useEngine.js";
import {tierUnderTest} from "../support/openTier.js";
import {loadCompiled} from "./loadSpecs.js";
import type {SpecEvent} from "./specRun.js";

/** The parts of jasmine-core 7 that are used here: it has no types of its own. */
interface Node {
  readonly id: string;
  readonly children?: readonly Node[];
}
interface Jasmine {
  readonly jasmine: {
    DEFAULT_TIMEOUT_INTERVAL: number;
    getEnv(): {
      configure(options: object): void;
      topSuite(): Node;
      addReporter(reporter: object): void;
      clearReporters(): void;
      execute(): Promise<unknown>;
    };
  };
  installGlobals(): void;
}
interface Done {
  readonly id: string;
  readonly fullName: string;
  readonly status: string;
  readonly duration: number | null;
  readonly failedExpectations: readonly {readonly message: string}[];
}
interface Engine {
  reset(): void;
  disposeVariables(): void;
  state: {dispose(): void; constructor: new () => Engine["state"]};
  readonly ENV: {reset(): void};
}
interface TestUtil {
  setTestEnvs(environments: object[]): void;
}

/** A spec waits at most this long; the slowest takes a second. */
const SPEC_MS = 20_000;

const [output, ...files] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const jasmine = require("jasmine-core") as Jasmine;
jasmine.installGlobals();
jasmine.jasmine.DEFAULT_TIMEOUT_INTERVAL = SPEC_MS;

const {backend} = await useEngine(tierUnderTest(), {threads: 1});
const {_tfengine: engine} = globalThis as unknown as {_tfengine: Engine};
// Each of their suites would dispose the backend and start it anew. Tensors, scopes and flags begin anew; the backend stays.
engine.reset = () => {
  engine.ENV.reset();
  engine.state.dispose();
  engine.state = new engine.state.constructor();
};
(loadCompiled("jasmine_util") as TestUtil).setTestEnvs([
  {name: backend, backendName: backend, isDataSync: true},
]);

const env = jasmine.jasmine.getEnv();
env.configure({random: false, failSpecWithNoExpectations: false, forbidDuplicateNames: false});
const fileOf = new Map<string, string>();
const claim = (node: Node, file: string): void => {
  if (!fileOf.has(node.id)) fileOf.set(node.id, file);
  for (const child of node.children ?? []) claim(child, file);
};
for (const file of files) {
  loadCompiled(file);
  for (const suite of env.topSuite().children ?? []) claim(suite, file);
}

const write = (event: SpecEvent): void => fs.appendFileSync(output, `${JSON.stringify(event)}\n`);
env.clearReporters();
env.addReporter({
  specStarted({fullName}: Done) {
    write({started: fullName});
  },
  specDone({id, fullName, status, failedExpectations, duration}: Done) {
    const state = status === "passed" || status === "failed" ? status : "pending";
    const message = failedExpectations.map(one => one.message).join("; ");
    const file = fileOf.get(id) ?? "unknown";
    write({file, name: fullName, status: state, message: message.slice(0, 400), ms: duration ?? 0});
  },
});
await env.execute();
process.exit(0);
