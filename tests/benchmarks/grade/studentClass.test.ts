import {expect} from "chai";
import {pythonSubmission, typescriptSubmission} from "../../../benchmarks/grade/notebooks.js";
import {nbgraderSource, otterMaster} from "../../../benchmarks/grade/pythonRelease.js";
import {QUESTIONS} from "../../../benchmarks/grade/questions.js";
import {studentClass} from "../../../benchmarks/grade/studentClass.js";
import {findExercises} from "../../../src/exercise/catalog.js";

const cell = (id: string, source: string) => ({cell_type: "code", id, source, metadata: {}});
const release = {cells: QUESTIONS.map(({id}) => cell(id, `// Exercise ${id}: stub`))};

describe("the class that is graded in the benchmark", () => {
  it("is the same each time, and a small class is the start of a large one", () => {
    expect(studentClass(30, 6)).to.deep.equal(studentClass(60, 6).slice(0, 30));
  });

  it("holds every kind of answer and every mangling", () => {
    const all = studentClass(200, 6);
    expect(new Set(all.flatMap(({answers}) => answers.map(({kind}) => kind)))).to.have.property("size", 5);
    expect(new Set(all.map(({mangling}) => mangling))).to.have.property("size", 5);
    const right = all.flatMap(({answers}) => answers).filter(({kind}) => kind === "right").length;
    expect(right / 1200).to.be.within(0.55, 0.65);
  });

  it("asks all exercises of lesson 2, for their points", async () => {
    const exercises = await findExercises(2);
    expect(QUESTIONS.map(({id, points}) => ({id, points}))).to.deep.equal(
      exercises.map(({id, points}) => ({id, points})),
    );
  });

  it("fills in every answer in both languages: each edit finds its text", () => {
    const pythons = [nbgraderSource(), otterMaster()];
    for (const student of studentClass(200, 6)) {
      const ours = typescriptSubmission(release, student);
      if (student.answers.some(({kind}) => kind === "right")) expect(ours).to.include(`// by ${student.id}`);
      for (const python of pythons) {
        const theirs = JSON.parse(pythonSubmission(python, student)) as typeof release;
        const answers = theirs.cells.filter(({source}) => source.startsWith("# answer "));
        expect(answers).to.have.length(6);
        for (const [index, {source}] of answers.entries()) {
          const {kind} = student.answers[index];
          expect(source.includes(QUESTIONS[index].python.solution), `${student.id} ${index}`).to.equal(
            kind === "right",
          );
        }
      }
    }
  });
});
