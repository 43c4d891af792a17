import {expect} from "chai";
import fc from "fast-check";
import type {Lesson} from "../../src/notebook/lesson.js";
import {lessonToNotebook, notebookToLesson} from "../../src/notebook/lessonNotebook.js";
import {parseLesson} from "../../src/notebook/parseLesson.js";
import {parseNotebook} from "../../src/notebook/readNotebook.js";
import {writeLesson} from "../../src/notebook/writeLesson.js";
import {writeNotebook} from "../../src/notebook/writeNotebook.js";
import {BODIES, CELLS, FRONT_MATTER, HEAD} from "./support/lessons.js";

const stub = (exercise: string) => `// TODO: ${exercise}\nthrow new Error("\u2028")`;
const asNotebook = (lesson: Lesson) => writeNotebook(lessonToNotebook(lesson, stub));
const fromNotebook = (text: string) =>
  notebookToLesson(parseNotebook(text, "04-demo.ipynb"), "04-demo.ipynb");

/** The cells as a lesson, or undefined when they have no form in a source (a fence that stays open). */
function lessonOf(cells: Lesson["cells"]): Lesson | undefined {
  const draft = {frontMatterText: FRONT_MATTER, cells};
  try {
    const lesson = parseLesson(writeLesson(draft), "04-demo.md");
    return lesson.cells.length === cells.length &&
      lesson.cells.every((cell, at) => cell.source === cells[at]?.source)
      ? lesson
      : undefined;
  } catch (error) {
    expect(error).to.be.instanceOf(SyntaxError);
    return undefined;
  }
}

describe("lesson source <-> lesson <-> notebook", () => {
  it("gives any accepted source back byte for byte, through a notebook too, and refuses the others", () => {
    let accepted = 0;
    fc.assert(
      fc.property(BODIES, body => {
        const text = HEAD + body;
        let lesson: Lesson;
        try {
          lesson = parseLesson(text, "04-demo.md");
        } catch (error) {
          expect(error).to.be.instanceOf(SyntaxError);
          return;
        }
        accepted++;
        expect(writeLesson(lesson)).to.equal(text);
        expect(writeLesson(fromNotebook(asNotebook(lesson)))).to.equal(text);
      }),
      {numRuns: 500, seed: 4},
    );
    expect(accepted).to.be.greaterThan(20);
  });

  it("gives any cells back, and the notebook byte for byte", () => {
    let accepted = 0;
    fc.assert(
      fc.property(CELLS, cells => {
        const lesson = lessonOf(cells);
        if (!lesson) return;
        accepted++;
        expect(lesson.cells.map(({line, ...cell}) => cell)).to.deep.equal(cells);
        const notebook = asNotebook(lesson);
        expect(fromNotebook(notebook).cells).to.deep.equal(cells);
        expect(asNotebook(fromNotebook(notebook))).to.equal(notebook);
      }),
      {numRuns: 400, seed: 4},
    );
    expect(accepted).to.be.greaterThan(100);
  });

  it("refuses a notebook whose cell would be cut or joined, and says which", () => {
    const lesson = lessonOf([{kind: "markdown", id: "m-end", source: "Text."}]);
    const notebook = (source: string) =>
      asNotebook(lesson as Lesson).replace('"Text."', JSON.stringify(source));
    expect(() => fromNotebook(notebook("A\n\n<!-- cell -->\nB"))).to.throw(
      SyntaxError,
      /04-demo\.ipynb: cells must not contain .*"m-end"$/,
    );
    expect(() => fromNotebook(notebook("```ts id=a\n```"))).to.throw(
      SyntaxError,
      /04-demo\.ipynb: cells must not contain/,
    );
    expect(() => fromNotebook(notebook("```ts\nx\n```"))).to.throw(
      SyntaxError,
      /cannot be written as a lesson: .*id=/,
    );
    expect(() => fromNotebook(notebook("~~~\nopen"))).to.throw(SyntaxError, /a fence must be closed/);
  });

  it("keeps front matter with its comments and order", () => {
    const head = HEAD.replace("minutes: 30", "# measured with three readers\nminutes:   30 # about");
    const text = `${head}\nText.\n`;
    expect(writeLesson(fromNotebook(asNotebook(parseLesson(text, "04-demo.md"))))).to.equal(text);
  });

  it("keeps the words, and drops outputs, view state and answers, of a notebook edited in JupyterLab", () => {
    const text = `${HEAD}\nIntro.\n\n\`\`\`ts id=a live volatile\nconst a = 1;\n\`\`\`\n\n\`\`\`ts id=l04-b exercise=l04-b\n\`\`\`\n`;
    const notebook = parseNotebook(asNotebook(parseLesson(text, "04-demo.md")), "04-demo.ipynb");
    const edited = {
      ...notebook,
      cells: notebook.cells.map(cell =>
        cell.cell_type === "code"
          ? {
              ...cell,
              source: cell.id === "a" ? "const a = 2;" : "my answer",
              metadata: {...cell.metadata, collapsed: true, execution: {"iopub.status.idle": "2026-11-21"}},
              execution_count: 7,
              outputs: [{output_type: "stream" as const, name: "stdout" as const, text: "7\n"}],
            }
          : {...cell, source: "Introduction."},
      ),
    };
    expect(writeLesson(fromNotebook(writeNotebook(edited)))).to.equal(
      text.replace("const a = 1;", "const a = 2;").replace("Intro.", "Introduction."),
    );
  });
});
