// `npm start`: from a bare clone to the open course. `npm run lab` (`--lab`): the same up to JupyterLab on this folder.
import {requireNode} from "./steps/nodeVersion.mjs";

requireNode();
const {printFailure, step} = await import("./report.mjs");
const {setUp} = await import("./setup.mjs");

const args = process.argv.slice(2);
const lab = args[0] === "--lab";

try {
  await setUp();
  // Only now is there something to import. The command takes over and goes on with the same list of steps.
  const {run} = await import(lab ? "../dist/src/cli/lab.js" : "../dist/src/cli/start.js");
  process.exitCode = await run(lab ? args.slice(1) : args, step);
} catch (error) {
  if (error?.name === "UsageError") {
    console.error(error.message);
    process.exitCode = 2;
  } else {
    printFailure(error);
    process.exitCode = 1;
  }
}
