import {expect} from "chai";
import type {Outcome} from "../../src/exercise/outcome.js";
import {typeProbe, typeProblem, withTypeJudged} from "../../src/exercise/typeProbe.js";
import {Session} from "../../src/kernel/session.js";

const asked = {answer: "scale", type: "(row: number[], by: number) => number[]"};

/** What the kernel says of the probe behind a cell, asked from a cell as `check` asks. */
async function problemIn(session: Session, cell: string): Promise<string | undefined> {
  const run = async (code: string) => {
    const running = session.run({code});
    let text = "";
    for await (const output of running) if (output.type === "stream") text += output.text;
    const {outcome, error} = await running.finished;
    expect(outcome, error?.message).to.equal("ok");
    return text;
  };
  await run(cell);
  const link = `(globalThis as unknown as Record<symbol, {typeErrors(code: string): Promise<string[]>}>)[Symbol.for("kernelbook.kernel")]`;
  const text = await run(
    `console.log(JSON.stringify(await ${link}.typeErrors(${JSON.stringify(typeProbe(asked))})));`,
  );
  return typeProblem(asked, JSON.parse(text) as string[]);
}

describe("typeProbe(exercise), in the kernel", () => {
  let session: Session;
  before(() => {
    session = new Session({cwd: process.cwd()});
  });
  after(() => session.close());

  for (const [name, cell, problem] of [
    [
      "the type asked for",
      "function scale(row: number[], by: number): number[] { return row.map(v => v * by); }",
      undefined,
    ],
    ["a wider one that fits", "const scale = (row: readonly number[]): number[] => [...row];", undefined],
    [
      "a promise where a list is asked for",
      "async function scale(row: number[]): Promise<number[]> { return row; }",
      /must have the type `\(row: number\[\], by: number\) => number\[\]`\. Type .*Promise/,
    ],
    [
      "any in the result",
      "function scale(row: number[], by: number): any { return row.map(v => v * by); }",
      /has the type `any`/,
    ],
    [
      "any in the input",
      "function scale(row: any, by: number): number[] { return [by, ...row]; }",
      /has the type `any`/,
    ],
    [
      "any in a list",
      "function scale(row: number[], by: number): any[] { return [by, ...row]; }",
      /has the type `any`/,
    ],
    ["any as a whole", "const scale = JSON.parse('1');", /has the type `any`/],
  ] as const) {
    it(`${problem === undefined ? "accepts" : "refuses"} ${name}`, async () => {
      const found = await problemIn(session, cell);
      if (problem === undefined) expect(found).to.equal(undefined);
      else expect(found).to.match(problem);
    });
  }
  it("leaves no trace: the names of the probe are unknown to later cells", async () => {
    const run = session.run({code: "asked"});
    for await (const _ of run);
    expect((await run.finished).error?.message).to.match(/Cannot find name 'asked'/);
  });
});

describe("withTypeJudged(outcome, problem)", () => {
  const pass: Outcome = {
    kind: "pass",
    exercise: "l04-x",
    points: 3,
    earned: 3,
    message: "Every check passes.",
    checks: [{name: "a", result: "passed"}],
  };
  it("adds one check in front", () => {
    expect(withTypeJudged(pass, undefined)).to.deep.equal({
      ...pass,
      checks: [{name: "its type", result: "passed"}, ...pass.checks],
    });
  });
  it("fails a right answer of a wrong type", () => {
    expect(withTypeJudged(pass, "No.")).to.include({
      kind: "fail",
      earned: 0,
      check: "its type",
      message: "No.",
    });
  });
  it("tells what a wrong answer does before what it is declared as", () => {
    const fail: Outcome = {...pass, kind: "fail", earned: 0, check: "a", message: "Not 2."};
    expect(withTypeJudged(fail, "No.")).to.include({kind: "fail", check: "a", message: "Not 2."});
  });
  it("leaves what was not attempted alone", () => {
    const open: Outcome = {...pass, kind: "not-attempted", earned: 0};
    expect(withTypeJudged(open, "No.")).to.equal(open);
  });
});
