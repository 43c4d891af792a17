/** A parent for `parent.test.ts`: starts an executor, runs the cell given as an argument, prints the executor's pid and numbers that the cell prints. */
import ts from "typescript";
import {transformCell} from "../../src/kernel/compile/transform.js";
import {createExecutor} from "../../src/kernel/executor/executorHost.js";

const executor = createExecutor({
  cwd: process.cwd(),
  events: {
    output: (_cell, output) => {
      if (output.type !== "stream") return;
      if (output.text.includes("running")) console.log(executor.pid);
      for (const [number] of output.text.matchAll(/^\d+$/gm)) console.log(number);
    },
    input: () => {},
    comm: () => {},
    restarted: () => {},
    typeErrors: async () => [],
    module: () => Promise.reject(new Error("no modules here")),
  },
});
const code = `console.log('running'); ${process.argv[2]}`;
await executor.run(transformCell(ts, code, {name: "Cell 1", known: new Set()}).cell, {count: 1});
