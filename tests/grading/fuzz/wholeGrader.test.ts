import {createHash} from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {expect} from "chai";
import {Random} from "../../../src/core/random.js";
import {judgeSubmission} from "../../../src/grading/judge/judgeSubmission.js";
import {openPreparer} from "../../../src/grading/prepare/preparer.js";
import {openSandbox} from "../../../src/grading/sandbox/openSandbox.js";
import {everyExercise} from "../../support/exerciseFiles.js";
import {type Attempt, attemptsOf, groupFor, notebook, pickOf} from "./corpus.js";
import {mangle} from "./mangle.js";

const SEED = 4;
const NOTEBOOKS = 60;
/** Of lesson 4, quickly judged. */
const EXERCISES = ["l04-find-glyph", "l04-oriented-kernel", "l04-two-passes"];

describe("60 mangled notebooks through the whole grader", function () {
  this.timeout(300_000);

  it("each get a verdict for each question, and no wrong text passes", async () => {
    const inputsFolder = fs.mkdtempSync(path.join(os.tmpdir(), "fuzz-"));
    // without a sandbox where this machine has none: every text is ours
    const sandbox = await openSandbox({kind: "auto"}).catch(() => openSandbox({kind: "none"}));
    const preparer = openPreparer();
    const random = new Random(SEED);
    const files = (await everyExercise()).filter(({exercise}) => EXERCISES.includes(exercise.id));
    const attempts = new Map(files.map(one => [one.exercise.id, attemptsOf(one)]));
    const byGroup = new Map<string, Attempt>();
    for (const attempt of [...attempts.values()].flat()) byGroup.set(groupFor(attempt.source), attempt);
    const verdicts: Record<string, number> = {};
    try {
      for (let n = 0; n < NOTEBOOKS; n++) {
        const chosen = EXERCISES.map(id => pickOf(attempts.get(id) ?? [], random));
        const {bytes, how, isWhole} = mangle(notebook(chosen), random);
        const sha256 = createHash("sha256").update(bytes).digest("hex");
        fs.writeFileSync(path.join(inputsFolder, sha256), bytes);
        const {result} = await judgeSubmission(
          {
            version: 1,
            student: `student-${n}`,
            assignment: "04-convolution-2d",
            lesson: 4,
            inputs: [{name: "work.ipynb", sha256, bytes: bytes.length}],
            notes: [],
            exercises: EXERCISES,
            seed: "the teacher's",
            variants: "course",
          },
          {inputsFolder, sandbox, preparer},
        );
        const at = `seed ${SEED}, notebook ${n}: ${how.join(", ")}`;
        expect(
          result.questions.map(({exercise}) => exercise),
          at,
        ).to.deep.equal(EXERCISES);
        for (const {exercise, verdict, answer} of result.questions) {
          verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
          expect(verdict, `${at}; ${exercise}`).not.to.be.oneOf(["grader-fault", "tampered"]);
          if (verdict !== "pass" || !isWhole) continue;
          const text = byGroup.get(groupFor(answer?.source ?? ""));
          expect(text, `${at}; ${exercise} passes`).to.include({exercise, isRight: true});
        }
      }
    } finally {
      await Promise.all([sandbox.close(), preparer.close()]);
      fs.rmSync(inputsFolder, {recursive: true});
    }
    console.log(`      seed ${SEED}, ${sandbox.kind}: ${JSON.stringify(verdicts)}`);
    expect(verdicts.pass ?? 0).to.be.greaterThan(15);
    expect(verdicts.ungradable ?? 0).to.be.greaterThan(3);
  });
});
