import type {FileCell, FileNotebook} from "./notebooks.js";
import {PYTHON_ORACLES, QUESTIONS} from "./questions.js";

const METADATA = {kernelspec: {name: "python3", display_name: "Python 3", language: "python"}};

const code = (id: string, source: string, metadata: Record<string, unknown> = {}): FileCell => ({
  cell_type: "code",
  id,
  source,
  metadata,
  execution_count: null,
  outputs: [],
});
const raw = (id: string, source: string): FileCell => ({cell_type: "raw", id, source, metadata: {}});

function notebook(cells: readonly FileCell[]): FileNotebook {
  return {nbformat: 4, nbformat_minor: 5, metadata: METADATA, cells};
}

/** nbgrader's source notebook: an answer cell and a test cell with hidden tests for each question. */
export function nbgraderSource(): FileNotebook {
  const cells = QUESTIONS.flatMap(({points, python: {answer, stub, visible, hidden}}) => {
    const base = {schema_version: 3, task: false, cell_type: "code"};
    return [
      code(answer, `# answer ${answer}\n${stub}`, {
        nbgrader: {...base, grade: false, solution: true, locked: false, grade_id: answer},
      }),
      code(
        `${answer}-test`,
        `${visible}\n### BEGIN HIDDEN TESTS\n${PYTHON_ORACLES}\n${hidden}\n### END HIDDEN TESTS`,
        {nbgrader: {...base, grade: true, solution: false, locked: true, grade_id: `${answer}-test`, points}},
      ),
    ];
  });
  return notebook(cells);
}

/** otter's master notebook: each question with a visible and a hidden test. */
export function otterMaster(): FileNotebook {
  const cells = QUESTIONS.flatMap(({points, python: {answer, stub, solution, visible, hidden}}) => [
    raw(`${answer}-begin`, `# BEGIN QUESTION\nname: ${answer}\npoints: ${points}`),
    raw(`${answer}-begin-solution`, "# BEGIN SOLUTION"),
    code(
      answer,
      `# answer ${answer}\n""" # BEGIN PROMPT\n${stub}\n""" # END PROMPT\n# BEGIN SOLUTION NO PROMPT\n${solution}\n# END SOLUTION`,
    ),
    raw(`${answer}-end-solution`, "# END SOLUTION"),
    raw(`${answer}-begin-tests`, "# BEGIN TESTS"),
    code(`${answer}-visible`, visible),
    code(`${answer}-hidden`, `# HIDDEN\n${PYTHON_ORACLES}\n${hidden}`),
    raw(`${answer}-end-tests`, "# END TESTS"),
    raw(`${answer}-end`, "# END QUESTION"),
  ]);
  const config =
    "# ASSIGNMENT CONFIG\ninit_cell: false\nexport_cell: false\ngenerate:\n  pdf: false\n  show_hidden: true";
  return notebook([raw("config", config), ...cells]);
}
