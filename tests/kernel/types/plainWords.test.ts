import {expect} from "chai";
import {close, type OpenEngine, open, run} from "./engineHarness.js";

const EARLIER =
  "const fixed = 1; function twice(n: number) { return n * 2 }\n" +
  "class Box { readonly size = 1; private inner = 2 } enum Colour {Red}; interface Shape {width: number; height: number}";

/** Cells and what is said about them, word for word. */
const ROWS: readonly (readonly [code: string, ...said: (readonly [number: number, ...lines: string[]])[]])[] =
  [
    [
      "let s: string = 3",
      [
        2322,
        "Type 'number' is not assignable to type 'string'.",
        "`String(number)` turns a number into a text.",
      ],
    ],
    [
      "let n: number = '3'",
      [
        2322,
        "Type 'string' is not assignable to type 'number'.",
        "`Number(text)` turns a text into a number.",
      ],
    ],
    [
      "let s: string = null",
      [
        2322,
        "Type 'null' is not assignable to type 'string'.",
        "To allow null, write the type as `string | null`.",
      ],
    ],
    [
      "let s: string = undefined",
      [
        2322,
        "Type 'undefined' is not assignable to type 'string'.",
        "To allow undefined, write the type as `string | undefined`.",
      ],
    ],
    [
      "function f(a: string | undefined) { const b: string = a }",
      [
        2322,
        "Type 'string | undefined' is not assignable to type 'string'.",
        "  Type 'undefined' is not assignable to type 'string'.",
        "It may be undefined: check for that first, or give a value instead with `??`.",
      ],
    ],
    [
      "const n: number = Promise.resolve(1)",
      [
        2322,
        "Type 'Promise<number>' is not assignable to type 'number'.",
        "It is still on its way: wait for it with `await`.",
      ],
    ],
    [
      "twice('3')",
      [
        2345,
        "Argument of type 'string' is not assignable to parameter of type 'number'.",
        "`Number(text)` turns a text into a number.",
      ],
    ],
    ["twice()", [2554, "Expected 1 arguments, but got 0.", "Something is missing between the parentheses."]],
    [
      "twice(1, 2)",
      [2554, "Expected 1 arguments, but got 2.", "There is more between the parentheses than it takes."],
    ],
    [
      "[1].reduce()",
      [2554, "Expected 1-2 arguments, but got 0.", "Something is missing between the parentheses."],
    ],
    [
      "missing",
      [
        2304,
        "Cannot find name 'missing'.",
        "Check the spelling, and that the cell that declares `missing` has run without an error.",
      ],
    ],
    ["Mathh", [2552, "Cannot find name 'Mathh'. Did you mean 'Math'?"]],
    [
      "document.title",
      [
        2584,
        "Cannot find name 'document'. Do you need to change your target library? Try changing the 'lib' compiler option to include 'dom'.",
        "Cells run in Node, not in a browser: there is no document here.",
      ],
    ],
    [
      "fixed = 2",
      [
        2632,
        "Cannot assign to 'fixed' because it is a constant.",
        "Declare it with `let` instead of `const` to give it another value later.",
      ],
    ],
    [
      "const own = 1; own = 2",
      [
        2588,
        "Cannot assign to 'own' because it is a constant.",
        "Declare it with `let` instead of `const` to give it another value later.",
      ],
    ],
    ["twice = 1", [2632, "Cannot assign to 'twice' because it is a function."]],
    ["Box = 1", [2632, "Cannot assign to 'Box' because it is a class."]],
    ["Colour = 1", [2632, "Cannot assign to 'Colour' because it is an enum."]],
    ["'x'.lenght", [2551, "Property 'lenght' does not exist on type '\"x\"'. Did you mean 'length'?"]],
    [
      "'x'.nothing",
      [
        2339,
        "Property 'nothing' does not exist on type '\"x\"'.",
        "Check the spelling of `nothing`; if it is right, the value is of another type than meant.",
      ],
    ],
    ["new Box().inner", [2341, "Property 'inner' is private and only accessible within class 'Box'."]],
    [
      "new Box().size = 2",
      [
        2540,
        "Cannot assign to 'size' because it is a read-only property.",
        "A `readonly` property keeps the value it was made with.",
      ],
    ],
    [
      "function f(a: string | null) { a.length }",
      [
        18047,
        "'a' is possibly 'null'.",
        "Check it first, for example with `if (a != null)`, or write `a?.`.",
      ],
    ],
    [
      "function f(a: string | undefined) { a.length }",
      [
        18048,
        "'a' is possibly 'undefined'.",
        "Check it first, for example with `if (a != null)`, or write `a?.`.",
      ],
    ],
    [
      "function f(a: string | null | undefined) { a.length }",
      [
        18049,
        "'a' is possibly 'null' or 'undefined'.",
        "Check it first, for example with `if (a != null)`, or write `a?.`.",
      ],
    ],
    [
      "[1].find(x => x > 1).toFixed()",
      [2532, "Object is possibly 'undefined'.", "Check it first, or write `?.` instead of `.`."],
    ],
    [
      "function f(x) {}",
      [7006, "Parameter 'x' implicitly has an 'any' type.", "Say what it is, for example `x: number`."],
    ],
    [
      "function f({x}) {}",
      [
        7031,
        "Binding element 'x' implicitly has an 'any' type.",
        "Say what the whole parameter is, for example `({x}: {x: number})`.",
      ],
    ],
    [
      "const o: {[k: string]: number} = {}; const q = {a: 1}; q['b' as string]",
      [
        7053,
        "Element implicitly has an 'any' type because expression of type 'string' can't be used to index type '{ a: number; }'.",
        "  No index signature with a parameter of type 'string' was found on type '{ a: number; }'.",
        "The key may not be one of the object's; say what the keys are, for example with `Record<string, number>`.",
      ],
    ],
    [
      "'a' * 2",
      [
        2362,
        "The left-hand side of an arithmetic operation must be of type 'any', 'number', 'bigint' or an enum type.",
        "Arithmetic needs numbers: `Number(text)` turns a text into one.",
      ],
    ],
    [
      "2 * 'a'",
      [
        2363,
        "The right-hand side of an arithmetic operation must be of type 'any', 'number', 'bigint' or an enum type.",
        "Arithmetic needs numbers: `Number(text)` turns a text into one.",
      ],
    ],
    [
      "[] + {} - 1",
      [
        2365,
        "Operator '+' cannot be applied to types 'never[]' and '{}'.",
        "The two sides of + do not go together; convert one of them first.",
      ],
    ],
    [
      "true + 1",
      [
        2365,
        "Operator '+' cannot be applied to types 'boolean' and 'number'.",
        "The two sides of + do not go together; convert one of them first.",
      ],
    ],
    [
      "import x from 'left-pad'",
      [
        2307,
        "Cannot find module 'left-pad' or its corresponding type declarations.",
        "Install it in the notebook's folder: npm install left-pad",
      ],
    ],
    [
      "import x from './nothere'",
      [
        2307,
        "Cannot find module './nothere' or its corresponding type declarations.",
        "There is no such file; the path starts at the notebook's folder.",
      ],
    ],
    [
      "import x from '@a/b/c'",
      [
        2307,
        "Cannot find module '@a/b/c' or its corresponding type declarations.",
        "Install it in the notebook's folder: npm install @a/b",
      ],
    ],
    [
      "import x from 'plain'",
      [
        7016,
        "Could not find a declaration file for module 'plain'. './node_modules/plain/i.js' implicitly has an 'any' type.",
        "It has no types of its own. If somebody wrote some: npm install --save-dev @types/plain",
      ],
    ],
    [
      "function f() { await 1 }",
      [
        1308,
        "'await' expressions are only allowed within async functions and at the top levels of modules.",
        "Write `async` before the function it stands in; outside of functions a cell may use it freely.",
      ],
    ],
    [
      "let a = 1; let a = 2",
      [
        2451,
        "Cannot redeclare block-scoped variable 'a'.",
        "It is declared twice in this cell; cells may declare a name anew, but each only once.",
      ],
      [
        2451,
        "Cannot redeclare block-scoped variable 'a'.",
        "It is declared twice in this cell; cells may declare a name anew, but each only once.",
      ],
    ],
    [
      "class C {} class C {}",
      [
        2300,
        "Duplicate identifier 'C'.",
        "It is declared twice in this cell; cells may declare a name anew, but each only once.",
      ],
      [
        2300,
        "Duplicate identifier 'C'.",
        "It is declared twice in this cell; cells may declare a name anew, but each only once.",
      ],
    ],
    [
      "const sh: Shape = {}",
      [
        2739,
        "Type '{}' is missing the following properties from type 'Shape': width, height",
        "Give it every property that the type asks for.",
      ],
    ],
    [
      "const sh: Shape = {width: 1}",
      [
        2741,
        "Property 'height' is missing in type '{ width: number; }' but required in type 'Shape'.",
        "Give it every property that the type asks for.",
      ],
    ],
    [
      "const t: number[] = {}",
      [
        2740,
        "Type '{}' is missing the following properties from type 'number[]': length, pop, push, concat, and 35 more.",
        "Give it every property that the type asks for.",
      ],
    ],
    [
      "const sh: Shape = {width: 1, height: 2, depth: 3}",
      [2353, "Object literal may only specify known properties, and 'depth' does not exist in type 'Shape'."],
    ],
    [
      "const sh: Shape = {width: 1, heigth: 2}",
      [
        2561,
        "Object literal may only specify known properties, but 'heigth' does not exist in type 'Shape'. Did you mean to write 'height'?",
      ],
    ],
    [
      "5()",
      [
        2349,
        "This expression is not callable.",
        "  Type 'Number' has no call signatures.",
        "Only a function can be called; is there a pair of parentheses too many?",
      ],
    ],
    [
      "new twice()",
      [2554, "Expected 1 arguments, but got 0.", "Something is missing between the parentheses."],
      [7009, "'new' expression, whose target lacks a construct signature, implicitly has an 'any' type."],
    ],
    ["Box()", [2348, "Value of type 'typeof Box' is not callable. Did you mean to include 'new'?"]],
    [
      "function f(): number {}",
      [
        2355,
        "A function whose declared type is neither 'undefined', 'void', nor 'any' must return a value.",
        "Every way through the function has to end with `return` and a value.",
      ],
    ],
    [
      "function f(x: number): number { if (x) return 1 }",
      [
        2366,
        "Function lacks ending return statement and return type does not include 'undefined'.",
        "Every way through the function has to end with `return` and a value.",
      ],
    ],
    [
      "1 === '1'",
      [
        2367,
        "This comparison appears to be unintentional because the types 'number' and 'string' have no overlap.",
        "As these types stand, the comparison always comes out the same.",
      ],
    ],
    [
      "late; const late = 1",
      [
        2448,
        "Block-scoped variable 'late' used before its declaration.",
        "Move its declaration above this line.",
      ],
      [
        2454,
        "Variable 'late' is used before being assigned.",
        "It may not have a value yet here: give it one where it is declared.",
      ],
    ],
    [
      "let u: number; u.toFixed()",
      [
        2454,
        "Variable 'u' is used before being assigned.",
        "It may not have a value yet here: give it one where it is declared.",
      ],
    ],
    [
      "class D { x: number }",
      [
        2564,
        "Property 'x' has no initializer and is not definitely assigned in the constructor.",
        "Give it a value where it is declared or in the constructor, or say that it may be missing with `?`.",
      ],
    ],
    [
      "return 1",
      [
        1108,
        "A 'return' statement can only be used within a function body.",
        "A cell is not a function: write the value alone on the last line to see it.",
      ],
    ],
    [
      "Shape.width",
      [
        2693,
        "'Shape' only refers to a type, but is being used as a value here.",
        "A type is gone when the program runs; a value has to stand here.",
      ],
    ],
    [
      "let b: fixed",
      [2749, "'fixed' refers to a value, but is being used as a type here. Did you mean 'typeof fixed'?"],
    ],
    [
      "import y from 'node:os/nothing'",
      [
        2307,
        "Cannot find module 'node:os/nothing' or its corresponding type declarations.",
        "Node has no such module.",
      ],
    ],
    [
      "try { } catch (e) { e.message }",
      [
        18046,
        "'e' is of type 'unknown'.",
        "Find out first what it is, for example with `typeof` or `instanceof`.",
      ],
    ],
    [
      "function outer() { function inner() { return this.x } }",
      [
        2683,
        "'this' implicitly has type 'any' because it does not have a type annotation.",
        "Give the function a `this` parameter, or write it as an arrow function inside a method.",
      ],
    ],
    [
      "const c",
      [1155, "'const' declarations must be initialized.", "A `const` gets its value where it is declared."],
      [7005, "Variable 'c' implicitly has an 'any' type.", "Say what it is, for example `c: number`."],
    ],
    [
      "'abc",
      [
        1002,
        "Unterminated string literal.",
        "A text ends with the quote it starts with, on the same line; between backticks it may span lines.",
      ],
    ],
    ["foo(", [1005, "')' expected."]],
    ["}", [1128, "Declaration or statement expected.", "There may be a closing bracket too many before it."]],
    [
      "import os2 from './m'",
      [
        1192,
        "Module '\"./m\"' has no default export.",
        "It has no default export: take its parts by name with `import {...}`, or all of it with `import * as name`.",
      ],
    ],
    ["import {nothing} from './m'", [2305, "Module '\"./m\"' has no exported member 'nothing'."]],
    ["const x: 'a' | 'b' = 'c'", [2322, 'Type \'"c"\' is not assignable to type \'"a" | "b"\'.']],
    [
      "for (const i of 5) {}",
      [2488, "Type '5' must have a '[Symbol.iterator]()' method that returns an iterator."],
    ],
    [
      "let tup: [number, number] = [1]",
      [
        2322,
        "Type '[number]' is not assignable to type '[number, number]'.",
        "  Source has 1 element(s) but target requires 2.",
      ],
    ],
    [
      "interface Im {m(): void}; class Cl implements Im {}",
      [
        2420,
        "Class 'Cl' incorrectly implements interface 'Im'.",
        "  Property 'm' is missing in type 'Cl' but required in type 'Im'.",
      ],
    ],
  ];

for (const name of ["typescript7", "typescript6"] as const) {
  describe(`plain words with ${name}`, function () {
    this.timeout(60_000);
    let opened: OpenEngine;
    before(async () => {
      opened = await open(name, {
        "node_modules/plain/package.json": '{"name": "plain", "main": "i.js"}',
        "node_modules/plain/i.js": "",
        "m.ts": "export const a = 1",
      });
      expect(run(opened.engine, EARLIER)).to.be.empty;
    });
    after(() => close(opened));

    for (const [code, ...said] of ROWS)
      it(`explain ${code}`, () => {
        const found = opened.engine.check(code).map(({code: number, text}) => [number, ...text.split("\n")]);
        expect(found).to.deep.equal(said);
      });
  });
}
