import {expect} from "chai";
import {parseLesson} from "../../src/notebook/parseLesson.js";
import {writeLesson} from "../../src/notebook/writeLesson.js";
import {HEAD} from "./support/lessons.js";

const read = (body: string, head = HEAD) => parseLesson(`${head}\n${body}`, "notebooks/04-demo.md");
const sources = (body: string) => read(body).cells.map(cell => [cell.kind, cell.id, cell.source]);

describe("parseLesson(text, file)", () => {
  it("reads front matter, prose and cells", () => {
    const lesson = read("# Sums of windows\n\nLook.\n\n```ts id=window-sum live\nconst a = 1;\n```\n");
    expect(lesson.name).to.equal("04-demo");
    expect(lesson.frontMatter).to.deep.equal({
      title: "Demo",
      lesson: 4,
      minutes: 30,
      outcomes: ["say what a window is"],
      items: ["A11", "C9"],
      data: [],
      engine: "none",
    });
    expect(lesson.cells).to.deep.equal([
      {kind: "markdown", id: "m-sums-of-windows", source: "# Sums of windows\n\nLook.", line: 12},
      {
        kind: "code",
        id: "window-sum",
        source: "const a = 1;",
        line: 17,
        fence: {words: ["live"], mode: "live", volatile: false},
      },
    ]);
  });

  it("reads every fence word", () => {
    const [cell] = read("```ts id=l04-a live-small raises=TS2322 volatile tslab=skip:A\n```\n").cells;
    expect(cell?.kind === "code" && cell.fence).to.deep.equal({
      words: ["live-small", "raises=TS2322", "volatile", "tslab=skip:A"],
      mode: "live-small",
      raises: "TS2322",
      volatile: true,
      tslabSkip: "A",
    });
  });

  it("leaves other languages, longer fences, tildes and indented fences in the prose", () => {
    const prose = [
      "```python\nprint(1)\n```",
      "````md\n```ts id=inside\n```\n````",
      "````ts\nlong();\n````",
      "~~~ts\ntilde();\n~~~",
      "- item\n\n  ```ts\n  indented();\n  ```",
      "```typescript\nshown();\n```",
    ].join("\n\n");
    expect(sources(`${prose}\n\n\`\`\`ts id=a\nrun();\n\`\`\`\n`)).to.deep.equal([
      ["markdown", "m-a", prose],
      ["code", "a", "run();"],
    ]);
  });

  it("takes a longer fence for a cell whose code holds backticks", () => {
    expect(sources("````ts id=a\nconst t = `\n```\n`;\n````\n")).to.deep.equal([
      ["code", "a", "const t = `\n```\n`;"],
    ]);
  });

  it("names Markdown cells by heading, else by the code they lead to, and never twice", () => {
    const body =
      "Intro.\n\n```ts id=a\n1;\n```\n\n## Wie groß?\n\n```ts id=b\n```\n\n## Wie groß?\n\n<!-- cell -->\nEnd.\n";
    expect(sources(body).map(([, id]) => id)).to.deep.equal([
      "m-a",
      "a",
      "m-wie-gro",
      "b",
      "m-wie-gro-2",
      "m-end",
    ]);
  });

  it("keeps an id given by a marker, and blank lines at the edges of a marked cell", () => {
    const body = "<!-- cell id=first -->\n\nSpaced.\n\n\n<!-- cell -->\n";
    expect(sources(body)).to.deep.equal([
      ["markdown", "first", "\nSpaced.\n"],
      ["markdown", "m-end", ""],
    ]);
    expect(writeLesson(read(body))).to.equal(`${HEAD}\n${body}`);
  });

  it("does not cut at a marker inside a fence", () => {
    expect(sources("~~~html\n<!-- cell -->\n~~~\n")).to.deep.equal([
      ["markdown", "m-end", "~~~html\n<!-- cell -->\n~~~"],
    ]);
  });

  for (const [what, body, message] of [
    [
      "a cell without id",
      "```ts live\n```\n",
      /^notebooks\/04-demo\.md:12: the first word .* must be id=\.\.\., got "live"$/,
    ],
    ["an id with a dot", "```ts id=a.b\n```\n", /:12: a cell id must match .*, got "a\.b"$/],
    ["an unknown word", "```ts id=a lively\n```\n", /:12: unknown word "lively"; known: live, /],
    ["a word said twice", "```ts id=a live static\n```\n", /:12: mode must be said once, got "live static"$/],
    [
      "an unknown tslab row",
      "```ts id=a tslab=skip:Z\n```\n",
      /:12: tslab= needs skip:ROW .*, got "skip:Z"$/,
    ],
    ["a bad error name", "```ts id=a raises=2322\n```\n", /:12: raises= needs .*, got "2322"$/],
    [
      "an answer cell with another id",
      "```ts id=b exercise=l04-a\n```\n",
      /:12: an answer cell's id must be .*"l04-a", got "b"$/,
    ],
    [
      "an answer cell with a body",
      "```ts id=l04-a exercise=l04-a\nx\n```\n",
      /:13: an answer cell must be empty.*, got "x"$/,
    ],
    [
      "the same id twice",
      "```ts id=a\n```\n\n```ts id=a\n```\n",
      /:15: cell ids must differ, got "a" again$/,
    ],
    ["two blank lines", "```ts id=a\n```\n\n\n```ts id=b\n```\n", /:15: exactly one blank line .*, got ""$/],
    ["no blank line", "Text.\n```ts id=a\n```\n", /:12: exactly one blank line .*, got "Text\."$/],
    ["three blank lines", "```ts id=a\n```\n\n\n\n```ts id=b\n```\n", /:15: exactly one blank line/],
    [
      "no line break at the end",
      "```ts id=a\n```",
      /: exactly one blank line must stand between cells and one line break at the end/,
    ],
    [
      "a stray space in the fence line",
      "```ts  id=a\n```\n",
      /:12: must be written "```ts id=a", got "```ts {2}id=a"$/,
    ],
    ["a fence longer than needed", "````ts id=a\n````\n", /:12: must be written "```ts id=a"/],
    ["an open fence", "```ts id=a\nx\n", /:12: a fence must be closed, got the end of the file$/],
    ["an empty body", "", /:12: exactly one blank line/],
    ["carriage returns", "a\r\n", /:12: lines must end in LF alone/],
  ] as const) {
    it(`refuses ${what} and says where`, () => {
      expect(() => read(body)).to.throw(SyntaxError, message);
    });
  }

  for (const [what, from, to, message] of [
    ["a missing key", "title: Demo\n", "", /:2: title must be given: a line of text, got nothing$/],
    ["an unknown key", "title:", "titel:", /:2: front matter keys are title, .*, got titel$/],
    [
      "a wrong number",
      "minutes: 30",
      "minutes: soon",
      /:4: minutes must be an integer from 1 to 600, got "soon"$/,
    ],
    ["an unknown item", "C9", "Z9", /:7: items must be .*, got \["A11","Z9"\]$/],
    [
      "another lesson's number",
      "lesson: 4",
      "lesson: 5",
      /:1: lesson must be the file name's number 04, got 5$/,
    ],
    ["broken YAML", "title: Demo", "title: [", /:\d: front matter: /],
    [
      "a list instead of keys",
      HEAD.slice(4, -5),
      "- a",
      /:2: front matter must be "key: value" lines, got \["a"\]$/,
    ],
    ["an alias", "title: Demo", "title: &a Demo\nengine: *a", /front matter/],
    ["no end", "\n---\n", "\n", /:1: front matter must end with a line ---/],
  ] as const) {
    it(`refuses front matter with ${what} and says where`, () => {
      expect(() => read("Text.\n", HEAD.replace(from, to))).to.throw(SyntaxError, message);
    });
  }
});
