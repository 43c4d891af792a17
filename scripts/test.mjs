// `npm test`: set-up, then every gate. `npm test -- --only unit,format` runs some, `npm test -- tests/conv` some tests.
import {requireNode} from "./steps/nodeVersion.mjs";

requireNode();
const {printFailure, seconds} = await import("./report.mjs");
const {setUpForTests} = await import("./setup.mjs");
const {GATES, mocha} = await import("./gates.mjs");

/** Test files for paths as people type them: `tests/conv`, `tests/conv/pad2d.test.ts`. */
function compiledTests(paths) {
  return paths.map(name => {
    const clean = name.replaceAll("\\", "/").replace(/\/$/, "");
    return clean.endsWith(".ts") ? `dist/${clean.slice(0, -3)}.js` : `dist/${clean}/**/*.test.js`;
  });
}

function chooseGates(args) {
  const only = args.indexOf("--only");
  if (only >= 0) {
    const names = (args[only + 1] ?? "").split(",");
    const unknown = names.filter(name => !GATES.some(gate => gate.name === name));
    if (unknown.length > 0) {
      throw new RangeError(
        `--only must name gates (${GATES.map(gate => gate.name).join(", ")}), got ${unknown.join(", ")}`,
      );
    }
    return GATES.filter(gate => names.includes(gate.name));
  }
  if (args.length === 0) return GATES;
  return [{name: "tests", title: args.join(" "), run: () => mocha(compiledTests(args))}];
}

async function main(args) {
  const results = [];
  const total = {passed: 0, failed: 0, skipped: 0};
  try {
    const gates = chooseGates(args);
    await setUpForTests();
    for (const gate of gates) {
      console.log(`\n== ${gate.title} (${gate.name})`);
      const start = performance.now();
      const counts = await gate.run();
      results.push({gate, counts, ms: performance.now() - start});
      for (const kind of Object.keys(total)) total[kind] += counts[kind];
    }
  } catch (error) {
    total.failed++;
    printFailure(error);
  }
  console.log("");
  for (const {gate, counts, ms} of results) {
    console.log(`  ${counts.failed === 0 ? "passed" : "FAILED"}  ${gate.title} (${seconds(ms)})`);
  }
  const failed = results.filter(({counts}) => counts.failed > 0).map(({gate}) => gate.name);
  if (failed.length > 0)
    console.log(`\nFailed: ${failed.join(", ")}. Run one alone with: npm test -- --only NAME`);
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return total.failed === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
