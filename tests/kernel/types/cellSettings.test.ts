import fs from "node:fs";
import path from "node:path";
import {expect} from "chai";
import ts from "typescript";
import {guessedSettings} from "../../../src/kernel/types/cellSettings.js";
import {compilerSettings} from "../../../src/kernel/types/compilerSettings.js";
import {bareFolder} from "./engineHarness.js";

describe("guessedSettings(folder)", () => {
  let folder: string;
  const write = (config: string) => {
    folder = bareFolder({"tsconfig.json": config});
    return folder;
  };
  /** As text, because a program that was opened with another text is opened again. */
  const expectSame = () =>
    expect(JSON.stringify(guessedSettings(folder))).to.equal(
      JSON.stringify(compilerSettings(ts, folder).json),
    );
  afterEach(() => fs.rmSync(folder, {recursive: true, force: true}));

  it("is what the compiler makes of a folder without tsconfig.json", () => {
    folder = bareFolder();
    expectSame();
  });

  for (const options of [
    {},
    {strict: false, noUncheckedIndexedAccess: true},
    {lib: ["es2022", "dom"], target: "es5", outDir: "build", composite: true, types: ["mocha"]},
    {jsx: "react-jsx", experimentalDecorators: true, moduleResolution: "node"},
  ])
    it(`is what the compiler makes of ${JSON.stringify(options)}`, () => {
      write(JSON.stringify({compilerOptions: options, include: ["src"]}));
      expectSame();
    });

  it("finds the file above the folder", () => {
    write('{"compilerOptions": {"strict": false}}');
    const inner = path.join(folder, "a/b");
    fs.mkdirSync(inner, {recursive: true});
    expect(guessedSettings(inner)).to.include({strict: false});
  });

  for (const [what, config] of [
    ["comments", '{// why\n"compilerOptions": {}}'],
    ["extends", '{"extends": "./base.json"}'],
    ["paths", '{"compilerOptions": {"paths": {"a": ["./b"]}}}'],
    ["nothing that can be read", "{"],
  ] as const)
    it(`does not guess where there is ${what}`, () => {
      expect(guessedSettings(write(config))).to.equal(undefined);
    });
});
