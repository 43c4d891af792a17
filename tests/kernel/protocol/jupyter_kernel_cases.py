"""jupyter_kernel_test's cases for this kernel. Prints one JSON line with the counts, for the test that runs it."""

import json
import sys
import unittest

import jupyter_kernel_test

KERNEL = "kernelbook"


class KernelbookTests(jupyter_kernel_test.KernelTests):
    kernel_name = KERNEL
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('oops')"
    code_generate_error = "throw new Error('no')"
    code_page_something = "?Math.max"
    code_clear_output = "(globalThis as any)[Symbol.for('kernelbook.kernel')].clear(false)"
    code_inspect_sample = "Math.max"

    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "'a' + 'b'", "result": "'ab'"},
        {"code": "[1, 2, 3].map(x => x * x)", "result": "[ 1, 4, 9 ]"},
        {"code": "await Promise.resolve(5)", "result": "5"},
    ]
    code_display_data = [
        {"code": "import {display} from 'tslab'; display.html('<b>hi</b>')", "mime": "text/html"},
        {"code": "display.markdown('**hi**')", "mime": "text/markdown"},
        {"code": "display.png(new Uint8Array([137, 80, 78, 71]))", "mime": "image/png"},
    ]

    completion_samples = [
        {"text": "Math.ab", "matches": {"abs"}},
        {"text": "'🎲'; JSON.pars", "matches": {"parse"}},
        {"text": "const s = 'x'; s.charCodeA", "matches": {"charCodeAt"}},
    ]

    complete_code_samples = ["1", "const a = {b: 1}", "function f(x: number) { return x }"]
    incomplete_code_samples = ["function f() {", "const a = [1,", "`open"]
    invalid_code_samples = ["const = 1", "1 +* 2", "if (}"]

    code_history_pattern = "6 ?*"
    supported_history_operations = ("tail", "range", "search")


class KernelbookWelcomeTests(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = KERNEL
    support_iopub_welcome = True


if __name__ == "__main__":
    result = unittest.main(exit=False, verbosity=2).result
    problems = [*result.failures, *result.errors]
    counts = {"run": result.testsRun, "failed": len(problems), "skipped": len(result.skipped)}
    print(json.dumps(counts))
    sys.exit(0 if result.wasSuccessful() else 1)
