import {expect} from "chai";
import ts from "typescript";
import {refPrefix, withoutRefs} from "../../../src/kernel/compile/helperNames.js";
import {isObjectLiteralCell} from "../../../src/kernel/compile/objectLiteral.js";
import {SourceMapReader} from "../../../src/kernel/compile/sourceMap.js";
import {transformCell, transformModule} from "../../../src/kernel/compile/transform.js";

const transform = (code: string, known: string[] = []) =>
  transformCell(ts, code, {name: "Cell 1", known: new Set(known)});

describe("transformCell(ts, code, {name, known})", () => {
  const body = (code: string, known?: string[]) => {
    const {cell} = transform(code, known);
    return cell.code.slice(cell.prefixLength).replace(/\n\}\)$/, "");
  };

  it("turns top-level names into fields of refs, and leaves all others alone", () => {
    expect(body("let a = 1; a + b + c", ["b"])).to.equal("$$a.v = 1;\n$_$r($$a.v + $$b.v + c);");
    expect(body("f(1)", ["f"])).to.equal("$_$r((0, $$f.v)(1));");
    expect(body("function f(a: number) { return a }")).to.equal("$$f.v = f;\nfunction f(a) { return a; }");
  });

  it("tells refs in use, names declared and whether it is asynchronous", () => {
    const {cell} = transform("const {a, b: [c]} = d; var e: number; enum F {}", ["d", "unused"]);
    expect(cell.refs).to.deep.equal(["F", "a", "c", "d"]);
    expect([...cell.declared].sort()).to.deep.equal(["F", "a", "c", "e"]);
    expect(cell.isAsync).to.equal(false);
    expect(transform("await 1").cell.isAsync).to.equal(true);
    expect(transform("async () => { await 1 }").cell.isAsync).to.equal(false);
    expect(
      transform("class A { async m() { await 1 } static { const f = async () => await 2 } }").cell.isAsync,
    ).to.equal(false);
  });

  it("lists imports with their places", () => {
    const {cell} = transform(
      "1\n  import d, * as all from 'm'\nimport {x, y as z} from './n' with {type: 'json'}\nimport 'side'\nimport {type T} from 't'\nexport * from 'e'\nexport {q} from 'f'",
    );
    expect(cell.imports).to.deep.equal([
      {
        specifier: "m",
        bindings: [
          ["default", "d"],
          ["*", "all"],
        ],
        line: 2,
        column: 3,
      },
      {
        specifier: "./n",
        bindings: [
          ["x", "x"],
          ["y", "z"],
        ],
        attributes: {type: "json"},
        line: 3,
        column: 1,
      },
      {specifier: "side", bindings: [], line: 4, column: 1},
      {specifier: "e", bindings: [], line: 6, column: 1},
      {specifier: "f", bindings: [], line: 7, column: 1},
    ]);
    expect(cell.declared).to.include.members(["d", "all", "x", "z"]);
  });

  it("gives syntax errors with their places and does not throw", () => {
    const {syntax} = transform("let a = ;");
    expect(syntax.map(({start, messageText}) => [start, messageText])).to.deep.equal([
      [8, "Expression expected."],
    ]);
  });

  it("follows the compiler options that it is given, but for those it stands on", () => {
    const code = "function d(t: any, k: string) {}\nclass A { @d m() {} }";
    const legacy = transformCell(ts, code, {
      name: "Cell 1",
      known: new Set(),
      compilerOptions: {
        experimentalDecorators: true,
        module: ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES5,
      },
    });
    expect(legacy.cell.code).to.include("__decorate([");
    expect(legacy.cell.code).to.include("class A");
    expect(legacy.cell.code).not.to.include("exports");
  });

  it("keeps text that looks like its own", () => {
    expect(body("`\nexport {};\n//# sourceMappingURL=x\n`")).to.equal(
      "$_$r(`\nexport {};\n//# sourceMappingURL=x\n`);",
    );
  });

  it("maps emitted places to the student's", () => {
    const {cell} = transform("interface A { x: number }\nconst a: A = {x: 1}\nfoo(a)", ["foo"]);
    const [head = ""] = cell.code.slice(cell.prefixLength).split("\n");
    expect(head).to.equal("$$a.v = { x: 1 };");
    const reader = new SourceMapReader(cell.map);
    expect(reader.original(1, 1)).to.deep.equal({line: 2, column: 7});
    expect(reader.original(2, 6)).to.deep.equal({line: 3, column: 1});
    expect(reader.original(99, 1)).to.equal(undefined);
  });

  it("chooses names for refs that the cell does not use itself", () => {
    expect(refPrefix("a + b")).to.equal("$$");
    expect(refPrefix("$$a")).to.equal("$0$");
    expect(refPrefix("$$a $0$b")).to.equal("$1$");
  });
});

describe("withoutRefs(text)", () => {
  for (const [engine, student] of [
    ["$$obj.v.foo is not a function", "obj.foo is not a function"],
    ["(0 , $$f.v) is not a function", "f is not a function"],
    ["(0, $1$größe.v) is not a function", "größe is not a function"],
    [
      "Cannot destructure property 'a' of '$$x.v' as it is undefined.",
      "Cannot destructure property 'a' of 'x' as it is undefined.",
    ],
    ["$$$x.v is not iterable", "$x is not iterable"],
    ["costs $5 or $$ or obj.v", "costs $5 or $$ or obj.v"],
  ] as const)
    it(`reads ${engine}`, () => expect(withoutRefs(engine)).to.equal(student));
});

describe("isObjectLiteralCell(ts, code)", () => {
  for (const code of [
    "{ a: 1 }",
    "{}",
    "{x}",
    " {\n a, // why\n }\n",
    "{ f() {} }",
    "{ ...a }",
    "{ get a() { return 1 } }",
    "{ 'a': 1, [b]: 2 }",
    "{ async a() { await 1 } }",
  ])
    it(`takes ${JSON.stringify(code)} for an object`, () =>
      expect(isObjectLiteralCell(ts, code)).to.equal(true));
  for (const code of [
    "{ let x = 1 }",
    "{ f() }",
    "{ a = 1 }",
    "{ a: 1 }; b",
    "{ a: 1 }.a",
    "{",
    "}",
    "{ a: 1 }\n{ b: 2 }",
    "({ a: 1 })",
    "{ a: 1 } + {}",
    "{ for (;;) {} }",
    "{ a; b }",
    "{a}) || ({b}",
  ])
    it(`takes ${JSON.stringify(code)} for something else`, () =>
      expect(isObjectLiteralCell(ts, code)).to.equal(false));
});

describe("transformModule(ts, file, text)", () => {
  it("emits an ES module without its unused type imports", () => {
    const {code, map} = transformModule(ts, "/x/loc.ts", "import {T} from './t'\nexport const a: T = 1");
    expect(code).to.equal("export const a = 1;");
    expect(new SourceMapReader(map).original(1, 14)).to.deep.equal({line: 2, column: 14});
  });

  it("emits CommonJS for .cts", () => {
    expect(transformModule(ts, "/x/a.cts", "export const a = 1").code).to.include("exports.a = 1");
  });

  it("rejects what cannot be parsed and says where", () => {
    expect(() => transformModule(ts, "loc.ts", "const a = 1\nconst b = ;")).to.throw(
      SyntaxError,
      "loc.ts:2:11: Expression expected.",
    );
  });
});
