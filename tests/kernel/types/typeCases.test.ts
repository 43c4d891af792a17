import {expect} from "chai";
import {ENGINE_DIFFERENCES} from "../../../src/kernel/types/engineDifferences.js";
import type {TypeEngineName} from "../../../src/kernel/types/typeEngine.js";
import {close, type OpenEngine, open, run} from "./engineHarness.js";
import {TYPE_CASES} from "./typeCases.js";

for (const name of ["typescript7", "typescript6", "tslab"] satisfies TypeEngineName[]) {
  describe(`type cases with ${name}`, function () {
    this.timeout(60_000);
    let opened: OpenEngine;
    before(async () => {
      opened = await open(name, {"data.json": '{"k": [1, 2]}'});
    });
    after(() => close(opened));

    const listed = new Set(
      ENGINE_DIFFERENCES.filter(({engine}) => engine === name).map(({cells}) => cells.at(-1)),
    );
    for (const {about, code, hasError} of TYPE_CASES) {
      const differs = listed.has(code);
      const verdict = hasError !== differs ? "is an error" : "is no error";
      it(`${about}: ${code.replaceAll("\n", " ")} ${verdict}${differs ? " (a listed difference)" : ""}`, () => {
        expect(run(opened.engine, code).length > 0).to.equal(hasError !== differs);
      });
    }
  });
}

it("counts 53 type cases", () => expect(TYPE_CASES).to.have.length(53));

for (const name of ["typescript7", "typescript6", "tslab"] satisfies TypeEngineName[]) {
  describe(`listed differences, seen with ${name}`, function () {
    this.timeout(60_000);
    let opened: OpenEngine;
    before(async () => {
      opened = await open(name);
    });
    after(() => close(opened));

    for (const {engine, cells, errors, others, why} of ENGINE_DIFFERENCES) {
      if (name === "tslab" && engine !== name) continue;
      it(`${cells.at(-1)} (${why})`, () => {
        const found = cells.map(code => run(opened.engine, code));
        expect(found.at(-1)).to.deep.equal(name === engine ? errors : others);
      });
    }
  });
}
