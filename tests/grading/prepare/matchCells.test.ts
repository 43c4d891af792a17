import {expect} from "chai";
import {type CellText, prepareAnswer, prepareCells} from "../../support/submittedNotebook.js";

const PASSES = "l04-two-passes";
const PLACE = "l04-find-glyph";
const LOOPS = "l04-correlate2d";
const STUB = [
  `// Exercise ${PASSES}: blur in two passes`,
  "function twoPasses(image: number[][], column: number[], row: number[]): number[][] {",
  "  // TODO: one pass along the rows with `row`, then one pass along the columns with `column`.",
  '  throw new NotAttempted("replace this line with your two passes");',
  "}",
].join("\n");
const RIGHT = [
  "function twoPasses(image: number[][], column: number[], row: number[]): number[][] {",
  "  return transpose(transpose(image.map(line => correlate1d(line, row))).map(line => correlate1d(line, column)));",
  "}",
].join("\n");

function only(cells: readonly CellText[]) {
  return prepareAnswer(PASSES, cells);
}

describe("finding an answer", () => {
  for (const [how, cell] of [
    ["nbgrader's id", {metadata: {nbgrader: {grade_id: PASSES}}}],
    ["our own metadata", {metadata: {kernelbook: {words: [`exercise=${PASSES}`]}}}],
    ["the cell's id", {id: PASSES}],
  ] as const) {
    it(`goes by ${how}`, async () => {
      const answer = await only([
        {type: "markdown", source: "1"},
        {...cell, source: RIGHT},
      ]);
      expect(answer).to.include({state: "ready", matchedBy: "id", cell: 1});
      expect(answer.notes).to.deep.equal([]);
    });
  }

  it("goes by the first line where ids are gone (submission 38)", async () => {
    const answer = await only([{source: "let a = 1"}, {source: `// Exercise ${PASSES}\n${RIGHT}`}]);
    expect(answer).to.include({state: "ready", matchedBy: "marker", cell: 1});
    expect(answer.notes.join()).to.match(/found in cell 2 by what it says/);
  });

  it("goes by the answer's name, then by the check behind it", async () => {
    expect(await only([{source: RIGHT}])).to.include({state: "ready", matchedBy: "marker"});
    const renamed = await only([
      {source: RIGHT.replace("twoPasses", "passes")},
      {source: `await check("${PASSES}", passes)`},
    ]);
    expect(renamed).to.include({state: "ready", matchedBy: "marker", cell: 0});
    expect(renamed.notes.join()).to.match(/declares no `twoPasses`/);
  });

  it("goes by likeness to the stub at last, and by nothing for what is unlike it", async () => {
    const alike = RIGHT.replace("twoPasses", "two_passes");
    expect(await only([{source: "let a = 1"}, {source: alike}])).to.include({
      state: "ready",
      matchedBy: "similarity",
      cell: 1,
    });
    expect(await only([{source: "let a = 1"}])).to.include({state: "missing"});
  });

  it("does not take a marker in a string or further down for one", async () => {
    const inString = `const text = \`\n// Exercise ${PASSES}\n\`;`;
    expect(await only([{source: inString}])).to.include({state: "missing"});
  });

  it("takes the last of several cells with one id, and says so (submission 37)", async () => {
    const answer = await only([
      {id: PASSES, source: RIGHT.replace("image", "image1")},
      {id: PASSES, source: RIGHT},
      {id: PASSES, source: STUB},
    ]);
    expect(answer).to.include({state: "ready", cell: 1});
    expect(answer.notes.join()).to.match(/(?:^|,)l\d\d-[a-z0-9-]+ is the id of cells 1, 2, 3: cell 2 counts/);
  });

  it("does not take a copied id for an answer that is another exercise's", async () => {
    const place = `// Exercise ${PLACE}: find\nconst glyphPlace = [1, 2];`;
    const {answers} = await prepareCells(
      [
        {id: PASSES, source: RIGHT},
        {id: PASSES, source: place},
      ],
      [PASSES, PLACE],
    );
    expect(answers.map(({state, cell}) => [state, cell])).to.deep.equal([
      ["ready", 0],
      ["ready", 1],
    ]);
  });

  it("finds an answer that was written beside its untouched cell", async () => {
    const answer = await only([{id: PASSES, source: STUB}, {source: RIGHT}]);
    expect(answer).to.include({state: "ready", cell: 1, matchedBy: "marker"});
    expect(answer.notes.join()).to.match(/Its own cell \(1\) holds no answer; cell 2 does/);
  });

  it("reads Markdown and raw cells that hold the answer, and says so (submission 38)", async () => {
    for (const type of ["markdown", "raw"] as const) {
      const answer = await only([{id: PASSES, type, source: RIGHT}]);
      expect(answer).to.include({state: "ready"});
      expect(answer.notes.join()).to.match(new RegExp(`is a ${type} cell`));
    }
  });

  it("finds every answer with all cells reversed or check cells deleted (submission 36)", async () => {
    const cells = [
      {id: PASSES, source: RIGHT},
      {id: `${PASSES}-check`, source: `await check("${PASSES}", twoPasses);`},
      {id: PLACE, source: "const glyphPlace = [1, 2];"},
    ];
    for (const list of [cells, [...cells].reverse(), cells.filter(({id}) => !id.endsWith("check"))]) {
      const {answers} = await prepareCells(list, [PASSES, PLACE]);
      expect(answers.map(({state}) => state)).to.deep.equal(["ready", "ready"]);
    }
  });

  it("is the same whatever points, checksums and tags stand in the metadata (submissions 39 and 40)", async () => {
    const plain = await only([{id: PASSES, source: RIGHT}]);
    const metadata = {
      nbgrader: {grade_id: PASSES, points: 100, checksum: "0"},
      tags: ["skip", '"]); process.exit(0); ("'],
      otter: {skip: true},
    };
    expect(await only([{id: PASSES, source: RIGHT, metadata}])).to.deep.equal(plain);
  });

  it("calls a stub unchanged, with other comments and blanks too", async () => {
    for (const source of [STUB, `${STUB}\n\n`, STUB.replace("// TODO", "// todo later"), "", " \n"]) {
      expect(await only([{id: PASSES, source}]), source).to.include({state: "unchanged"});
    }
  });

  it("gives marks of other tools no meaning (submission 43)", async () => {
    const source = RIGHT.replace(
      "\n}",
      "\n  // END SOLUTION\n  ### BEGIN HIDDEN TESTS\n}".replace("###", "//"),
    );
    expect(await only([{id: PASSES, source}])).to.include({state: "ready"});
  });

  it("groups answers that differ in comments and blanks alone", async () => {
    const one = await only([{id: PASSES, source: RIGHT}]);
    const two = await only([{id: PASSES, source: `// mine\n${RIGHT.replaceAll("  ", "    ")}\n\n`}]);
    const three = await only([{id: PASSES, source: RIGHT.replace("row)))", "column)))")}]);
    expect(one.group)
      .to.match(/^[0-9a-f]{64}$/)
      .and.equal(two.group);
    expect(three.group).not.to.equal(one.group);
  });
});

describe("what surrounds an answer", () => {
  it("runs the student's own cell before it and cells tagged helper, and says so", async () => {
    const answer = await prepareAnswer(PLACE, [
      {source: "const a = 1;", metadata: {tags: ["helper"]}},
      {source: "const unseen = 2;"},
      {source: "const b = 2;"},
      {id: PLACE, source: "const glyphPlace = [a, b];"},
    ]);
    expect(answer.notes).to.deep.equal([
      "Cell 1 ran before the answer, as it is tagged helper.",
      "Cell 3 ran before the answer.",
    ]);
    expect(answer.code).to.contain("const a=1".replace("=", " = ")).and.not.contain("unseen");
  });

  it("does not run cells that everybody got, or drafts of an answer", async () => {
    for (const cell of [
      {id: `${LOOPS}-check`, source: "const b = 2;"},
      {id: "opening", source: "const b = 2;"},
      {metadata: {nbgrader: {grade_id: "x", locked: true}}, source: "const b = 2;"},
      {source: "const b = 2; const glyphPlace = [9, 9];"},
    ]) {
      const answer = await prepareAnswer(PLACE, [cell, {id: PLACE, source: "const glyphPlace = [1, 2];"}]);
      expect(answer.code, cell.source).not.to.contain("const b = 2");
    }
  });

  it("leaves out a helper that does not parse (submission 48)", async () => {
    const answer = await prepareAnswer(PLACE, [
      {source: "const = ;"},
      {id: PLACE, source: "const glyphPlace = [1, 2];"},
    ]);
    expect(answer).to.include({state: "ready"});
    expect(answer.notes.join()).to.match(/Cell 1 .*cannot be read \(line 1, column 7: .*\); it was not run/);
  });
});

describe("an answer's text", () => {
  it("that does not parse is broken, with line and column", async () => {
    const answer = await only([{id: PASSES, source: "function twoPasses( {\n  return 1;\n}"}]);
    expect(answer).to.include({state: "broken"});
    expect(answer.problem).to.match(/^Line \d+, column \d+: /);
  });

  it("that is nested too deeply is broken, and costs no other question", async () => {
    const deep = `const twoPasses = ${"(".repeat(50_000)}1${")".repeat(50_000)};`;
    const {answers} = await prepareCells(
      [
        {id: PASSES, source: deep},
        {id: PLACE, source: "const glyphPlace = [1, 2];"},
      ],
      [PASSES, PLACE],
    );
    expect(answers.map(({state}) => state)).to.deep.equal(["broken", "ready"]);
    expect(answers[0]?.problem).to.match(/nested too deeply/);
  });

  it("has its commands left out, and says so (submission 44)", async () => {
    const lines = await only([{id: PASSES, source: `!rm -rf work\n%time\n${RIGHT}`}]);
    expect(lines).to.include({state: "ready"});
    expect(lines.notes.join()).to.match(/Commands are not run: `!rm -rf work`, `%time`/);
    expect(lines.code).not.to.contain("rm -rf");
    for (const command of ["%%bash", "%%html"]) {
      const whole = await only([{id: PASSES, source: `${command}\necho`}]);
      expect(whole).to.include({state: "broken"});
      expect(whole.notes.join()).to.contain(`begins with ${command}`);
    }
  });

  it("keeps lines that only look like commands", async () => {
    const source = RIGHT.replace(
      "{\n",
      "{\n  const odd = 7\n    % 2;\n  if (\n    !odd\n  ) throw new Error();\n",
    );
    const answer = await only([{id: PASSES, source}]);
    expect(answer).to.include({state: "ready"});
    expect(answer.notes).to.deep.equal([]);
  });
});

describe("advice for the teacher", () => {
  it("names what the exercise forbids, by alias too (submission 51)", async () => {
    for (const use of [
      "correlate2d(image, [row])",
      '(kernelbook as any)["corre" + ("late" + "2d")](image)',
    ]) {
      const {advice} = await only([
        {id: PASSES, source: RIGHT.replace("  return", `  const x = ${use};\n  return`)},
      ]);
      expect(advice.join(), use).to.match(/^Line 2 uses `correlate2d`, though two passes/);
    }
    expect((await only([{id: PASSES, source: RIGHT}])).advice).to.deep.equal([]);
  });

  it("names what reaches for network, files and programs (submissions 19 and 32)", async () => {
    const source = `import net from "node:net";\n${RIGHT}\nrequire("child_process"); fetch("http://x"); net;`;
    const {advice} = await only([{id: PASSES, source}]);
    expect(advice.join("\n"))
      .to.match(/the network \(`node:net`\)/)
      .and.match(/programs \(`child_process`\)/)
      .and.match(/`fetch`/);
  });
});
