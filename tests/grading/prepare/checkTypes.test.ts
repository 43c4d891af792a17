import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {expect} from "chai";
import {prepareAnswer, prepareCells} from "../../support/submittedNotebook.js";

const PASSES = "l04-two-passes";
const KERNEL = "l04-oriented-kernel";
const RIGHT = "function orientedKernel(degrees: number): number[][] { return [[degrees]]; }";

async function typeProblem(source: string): Promise<string | undefined> {
  return (await prepareAnswer(KERNEL, source)).typeProblem;
}

describe("the type of an answer", () => {
  it("is judged without any file that the cell refers to", async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-refer-"));
    try {
      const file = path.join(folder, "secret.ts");
      fs.writeFileSync(file, 'declare const secret: {"the seed": 1};');
      const {notes} = await prepareAnswer(
        KERNEL,
        `/// <reference path=${JSON.stringify(file)} />\n${RIGHT}\nconst other: {[key in keyof typeof secret]: 1} = {};`,
      );
      expect(notes.join(" ")).not.to.include("the seed");
    } finally {
      fs.rmSync(folder, {recursive: true});
    }
  });

  it("is right where it may stand for the one asked for", async () => {
    for (const source of [
      RIGHT,
      "const orientedKernel = (degrees: number) => [[degrees, 1]];",
      "const orientedKernel = (degrees: number): [[number]] => [[degrees]];",
      "const orientedKernel = () => sobelKernel('x');",
      "export default 1; export function orientedKernel(degrees: number) { return prewittKernel('x'); }",
    ]) {
      expect(await typeProblem(source), source).to.equal(undefined);
    }
  });

  it("is wrong for other parameters and results", async () => {
    for (const source of [
      "function orientedKernel(degrees: string): number[][] { return []; }",
      "function orientedKernel(degrees: number): number[] { return []; }",
      "async function orientedKernel(degrees: number): Promise<number[][]> { return []; }",
      "const orientedKernel = 5;",
    ]) {
      expect(await typeProblem(source), source).to.match(
        /^`orientedKernel` must have the type `\(degrees: number\) => number\[\]\[\]`/,
      );
    }
  });

  for (const [how, source] of [
    ["as any", "const orientedKernel = ((degrees: number) => 5) as any;"],
    [": any", "const orientedKernel: any = 5;"],
    ["a result of any", "function orientedKernel(degrees: number): any { return 5; }"],
    ["@ts-nocheck", "// @ts-nocheck\nfunction orientedKernel(degrees): any { return 5; }"],
    ["@ts-ignore", "// @ts-ignore\nfunction orientedKernel(degrees: number): string { return 5; }"],
    [
      "@ts-expect-error",
      "// @ts-expect-error\nconst orientedKernel: (degrees: number) => number[][] = 5 as any as string;\nfunction other(): any {}",
    ],
  ] as const) {
    it(`is told with ${how}, whose use is noted (submission 46)`, async () => {
      const {typeProblem: problem, notes} = await prepareAnswer(KERNEL, source);
      if (how !== "@ts-expect-error") expect(problem).to.match(/any|must have the type/);
      expect(notes.join()).to.match(/@ts-|type `any`/);
    });
  }

  it("does not reach another answer by what it declares for all (submission 47)", async () => {
    const global = `declare global { interface Array<T> { sum(): number; map(): string } interface Number { row: 1 } }\n${RIGHT}`;
    const passes =
      "function twoPasses(image: number[][], column: number[], row: number[]): number[][] {\n  return image.map(line => [...line, column[0] * row[0]]);\n}";
    const {answers} = await prepareCells(
      [
        {id: KERNEL, source: global},
        {id: PASSES, source: passes},
      ],
      [KERNEL, PASSES],
    );
    expect(answers[0]?.notes.join()).to.match(/judged apart/);
    expect(answers[1]).to.include({state: "ready"}).and.not.have.property("typeProblem");
    expect(answers[1]?.notes).to.deep.equal([]);
  });

  it("is judged with the helper before it, whose types count too", async () => {
    const answer = await prepareAnswer(KERNEL, [
      {
        source:
          "interface Grid { rows: number[][] }\nfunction make(n: number): Grid { return {rows: [[n]]}; }",
      },
      {
        id: KERNEL,
        source:
          "function orientedKernel(degrees: number) { const grid: Grid = make(degrees); return grid.rows; }",
      },
    ]);
    expect(answer).not.to.have.property("typeProblem");
    expect(answer.notes).to.deep.equal(["Cell 1 ran before the answer."]);
  });

  it("notes other errors of the cell, which cost nothing", async () => {
    const {typeProblem: problem, notes} = await prepareAnswer(KERNEL, `${RIGHT}\nconst n: number = "x";`);
    expect(problem).to.equal(undefined);
    expect(notes).to.deep.equal([
      "Type error in line 2 of the cell: Type 'string' is not assignable to type 'number'.",
    ]);
  });

  it("notes none for what Node gives to every cell", async () => {
    const {notes} = await prepareAnswer(
      KERNEL,
      `${RIGHT}\nconsole.log(process.argv, Buffer.from("a"), setTimeout(() => {}, 1), new URL("a:b"));\nimport fs from "node:fs"; fs;`,
    );
    expect(notes).to.deep.equal([]);
  });
});
