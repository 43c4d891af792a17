import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {expect} from "chai";
import {openPreparer, type Preparation, type Preparer} from "../../../src/grading/prepare/preparer.js";
import {type CellText, notebookText} from "../../support/submittedNotebook.js";

const RIGHT = "const glyphPlace = [1, 2];";
/** Types that take the checker longer than anybody waits. */
const BOMB = [
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a cell
  "type Grow<T extends string> = `${T}0` | `${T}1` | `${T}2` | `${T}3` | `${T}4` | `${T}5` | `${T}6` | `${T}7` | `${T}8` | `${T}9`;",
  "type Many = Grow<Grow<Grow<Grow<''>>>>;",
  "type Pairs<A extends string, B extends string> = A extends unknown ? B extends unknown ? {a: A; b: B} : never : never;",
  "declare const left: Pairs<Many, Many>;",
  "const twoPasses = (image: typeof left, column: number[], row: number[]): Pairs<Many, Many> => image;",
].join("\n");

describe("openPreparer(options)", function () {
  this.timeout(120_000);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preparer-"));
  const open: Preparer[] = [];

  afterEach(async () => {
    await Promise.all(open.splice(0).map(preparer => preparer.close()));
  });
  after(() => fs.rmSync(folder, {recursive: true}));

  function preparer(options: Parameters<typeof openPreparer>[0] = {}): Preparer {
    const one = openPreparer(options);
    open.push(one);
    return one;
  }

  function submission(cells: readonly CellText[] | string, exercises: readonly string[]): Preparation {
    const file = path.join(folder, `${fs.readdirSync(folder).length}.ipynb`);
    fs.writeFileSync(file, typeof cells === "string" ? cells : notebookText(cells));
    return {
      files: [{name: "04-convolution-2d.ipynb", path: file}],
      lesson: 4,
      assignment: "04-convolution-2d",
      exercises,
      variantSeeds: {},
    };
  }

  it("prepares one submission after the other in one child", async () => {
    const one = preparer();
    const first = one.prepare(submission([{id: "l04-find-glyph", source: RIGHT}], ["l04-find-glyph"]));
    const second = one.prepare(submission("{", ["l04-find-glyph"]));
    expect((await first).answers).to.have.nested.property("[0].state", "ready");
    expect((await second).ungradable).to.match(/no JSON/);
  });

  it("stops a type bomb, which costs its own question only", async () => {
    const {answers} = await preparer({cpuSeconds: 3}).prepare(
      submission(
        [
          {id: "l04-two-passes", source: BOMB},
          {id: "l04-find-glyph", source: RIGHT},
        ],
        ["l04-two-passes", "l04-find-glyph"],
      ),
    );
    const [bomb, right] = answers;
    expect(bomb).to.include({exercise: "l04-two-passes", state: "stopped", source: BOMB});
    expect(bomb?.stoppedBy).to.be.oneOf(["timeout", "memory"]);
    expect(bomb?.problem).to.match(/than is given\.$/);
    expect(right).to.include({exercise: "l04-find-glyph", state: "ready"});
  });

  it("calls a notebook ungradable that takes all memory to read, and goes on", async () => {
    const one = preparer({heapMb: 64});
    const deep = `{"nbformat": 4, "cells": ${"[".repeat(8_000_000)}${"]".repeat(8_000_000)}}`;
    expect((await one.prepare(submission(deep, ["l04-find-glyph"]))).ungradable).to.match(/more memory/);
    const next = await preparer().prepare(
      submission([{id: "l04-find-glyph", source: RIGHT}], ["l04-find-glyph"]),
    );
    expect(next.answers).to.have.nested.property("[0].state", "ready");
  });

  for (const [what, piece] of [
    ["calls of calls", "()"],
    ["choices", " ?? 1"],
    ["casts", " as any"],
  ]) {
    it(`takes ${what} that are too deep for the type checker as the answer's own affair, not as a fault`, async () => {
      const deep = `const twoPasses = (image: any): any => (image${piece.repeat(12_000)});`;
      const one = preparer();
      const handedIn = [
        {id: "l04-two-passes", source: deep},
        {id: "l04-find-glyph", source: RIGHT},
      ];
      const {answers} = await one.prepare(submission(handedIn, ["l04-two-passes", "l04-find-glyph"]));
      expect(answers[0]).to.include({state: "stopped", stoppedBy: "memory"});
      expect(answers[1]).to.include({state: "ready"});
    });
  }

  it("reads long rows of slashes and many helper cells in the time for one submission", async () => {
    const many = Array.from({length: 1500}, (_, i) => ({
      source: `const helper${i} = ${i};`,
      metadata: {tags: ["helper"]},
    }));
    const {answers} = await preparer().prepare(
      submission(
        [...many, {id: "l04-find-glyph", source: `${"/".repeat(100_000)}\n${RIGHT}`}],
        ["l04-find-glyph"],
      ),
    );
    expect(answers[0]).to.include({state: "ready"});
    expect(answers[0].notes.join(" ")).to.include("Only the last 60 helper cells");
  });

  it("rejects a fault of our own, such as an exercise that does not exist", async () => {
    const failed = await preparer()
      .prepare(submission([{source: RIGHT}], ["l04-nothing"]))
      .catch((error: Error) => error.message);
    expect(failed).to.match(/id must be that of an exercise in exercises\/, got "l04-nothing"/);
  });
});
