// One line per test file, failures in full at the end (mocha's own summary), and the counts in a file for the caller.
const fs = require("node:fs");
const {reporters, Runner} = require("mocha");

const {
  EVENT_RUN_END,
  EVENT_SUITE_BEGIN,
  EVENT_SUITE_END,
  EVENT_TEST_FAIL,
  EVENT_TEST_PASS,
  EVENT_TEST_PENDING,
} = Runner.constants;

class FileReporter extends reporters.Base {
  constructor(runner, options) {
    super(runner, options);
    const counts = {passed: 0, failed: 0, skipped: 0, finished: false};
    let file = {passed: 0, failed: 0, skipped: 0, start: 0};

    runner.on(EVENT_SUITE_BEGIN, suite => {
      if (suite.parent?.root) file = {passed: 0, failed: 0, skipped: 0, start: performance.now()};
    });
    runner.on(EVENT_SUITE_END, suite => {
      if (!suite.parent?.root) return;
      const parts = [`${file.passed} passed`];
      if (file.failed > 0) parts.push(`${file.failed} failed`);
      if (file.skipped > 0) parts.push(`${file.skipped} skipped`);
      const seconds = ((performance.now() - file.start) / 1000).toFixed(1);
      console.log(`  ${file.failed > 0 ? "x" : "."} ${suite.title}: ${parts.join(", ")} (${seconds} s)`);
    });
    const count = (kind, event, print) =>
      runner.on(event, test => {
        counts[kind]++;
        file[kind]++;
        print?.(test);
      });
    count("passed", EVENT_TEST_PASS);
    count("skipped", EVENT_TEST_PENDING, test => console.log(`    skipped: ${test.fullTitle()}`));
    count("failed", EVENT_TEST_FAIL, test => console.log(`    failed: ${test.fullTitle()}`));
    runner.once(EVENT_RUN_END, () => {
      counts.finished = true;
      this.epilogue();
    });
    // On exit, not at the end of the run: a crashed run leaves its counts too, not marked as finished.
    process.once("exit", () => {
      const target = process.env.KERNELBOOK_TEST_COUNTS;
      if (target) fs.writeFileSync(target, JSON.stringify(counts));
    });
  }
}

module.exports = FileReporter;
