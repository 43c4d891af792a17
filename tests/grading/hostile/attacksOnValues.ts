import {correlate, fromTable, type Hostile, LOOPS, oriented, passes, WRONG} from "./hostile.js";

const C = "l04-correlate2d";
const G = "l04-find-glyph";
const O = "l04-oriented-kernel";
const T = "l04-two-passes";

/** Attacks by what an answer returns and by what it does to its own realm. */
export const attacksOnValues: readonly Hostile[] = [
  {
    number: 1,
    does: "returns an object that turns into the right value wherever it is compared",
    answers: ({glyphPlace: [y, x]}) => ({
      [G]: `class Right {
  valueOf() { return ${y}; }
  toString() { return "${y},${x}"; }
  toJSON() { return [${y}, ${x}]; }
  [Symbol.toPrimitive]() { return "${y},${x}"; }
}
const glyphPlace = new Right() as unknown as [number, number];`,
    }),
    expected: {verdicts: {[G]: "fail"}, says: {[G]: /must be a list of numbers, but it is a Right/}},
  },
  {
    number: 2,
    does: "takes the teeth out of node:assert",
    answers: () => ({
      [C]: correlate(
        WRONG[C],
        `import assert from "node:assert";
assert.strictEqual = assert.deepStrictEqual = assert.equal = assert.ok = () => {};`,
      ),
    }),
    expected: {verdicts: {[C]: "fail"}},
  },
  {
    number: 3,
    does: "makes every comparison true",
    answers: () => ({
      [C]: correlate(
        WRONG[C],
        `Array.prototype.every = () => true;
Array.prototype.some = () => false;
Array.isArray = ((value: unknown) => true) as typeof Array.isArray;
Object.is = () => true;
Object.keys = () => [];
Math.abs = () => 0;
Number.isFinite = () => true;
JSON.stringify = () => "42";
Function.prototype.call = function () { return true; };`,
      ),
    }),
    expected: {verdicts: {[C]: "fail"}},
  },
  {
    number: 4,
    does: "brings its own check, grade and kernelbook",
    answers: () => ({
      [C]: correlate(
        WRONG[C],
        `const check = async () => "Correct";
const grade = check, gradeAnswer = check, kernelbook = {check, grade};
Object.assign(globalThis, {check, grade, gradeAnswer, kernelbook, passed: true, score: 100});
await check();`,
      ),
    }),
    expected: {verdicts: {[C]: "fail"}},
  },
  {
    number: 5,
    does: "returns proxies and getters with a new value at every look",
    answers: () => ({
      [C]: correlate(`  let looks = 0;
  return new Proxy([[0]], {get: (target, key) => (key === "length" ? ++looks : [looks])}) as number[][];`),
      [O]: oriented(`  let looks = 0;
  return [0, 1, 2].map(() => Object.defineProperty([0, 0, 0], 1, {get: () => looks++}));`),
    }),
    expected: {verdicts: {[C]: "fail", [O]: "fail"}},
  },
  {
    number: 6,
    does: "returns a cycle, a text of half a gigabyte, a million lists in each other, symbols",
    answers: () => ({
      [C]: correlate(`  const cycle: unknown[] = [];
  cycle.push(cycle, NaN, -0, 1n, Symbol("sum"), () => 1);
  return cycle as number[][];`),
      [O]: oriented(`  return "x".repeat(2 ** 28) as unknown as number[][];`),
      [T]: passes(`  let deep: unknown = 1;
  for (let i = 0; i < 1e6; i++) deep = [deep];
  return deep as number[][];`),
      [G]: `const glyphPlace = [, Symbol("x")] as unknown as [number, number];`,
    }),
    expected: {verdicts: {[C]: "fail", [O]: "fail", [T]: "fail", [G]: "fail"}},
  },
  {
    number: 7,
    does: "returns a prototype that says it has passed",
    answers: () => ({
      [G]: `const glyphPlace = JSON.parse('{"__proto__":{"passed":true,"kind":"pass","length":2},"length":2}') as [number, number];`,
      [C]: correlate(
        `  return JSON.parse('{"__proto__":{"passed":true,"result":"passed"},"constructor":{"prototype":{"passed":true}}}');`,
      ),
    }),
    expected: {verdicts: {[G]: "fail", [C]: "fail"}, says: {[G]: /but it is an object/}},
  },
  {
    number: 13,
    does: "settles twice, wrong first and right after",
    answers: () => ({
      [C]: correlate(
        `  const settle = {then(done: (value: unknown) => void) {
    done([[7]]);
    done(right(image, kernel));
    setTimeout(() => done(right(image, kernel)), 1);
  }};
  return settle as unknown as number[][];`,
        `function right(image: number[][], kernel: number[][]): number[][] {\n${LOOPS}\n}`,
      ),
    }),
    expected: {verdicts: {[C]: "fail"}},
  },
  {
    number: 15,
    does: "knows the visible cases by heart, and is right for three calls",
    answers: ({visible}) => ({
      [T]: passes(fromTable(visible[T], "image, column, row", WRONG[T])),
      [C]: correlate(`  if (calls++ > 3) { ${WRONG[C]} }\n${LOOPS}`, "let calls = 0;"),
    }),
    expected: {
      verdicts: {[T]: "fail", [C]: "fail"},
      says: {[T]: /^It passes the visible cases, but not a hidden one/},
    },
  },
  {
    number: 16,
    does: "changes its arguments, so that what it returns is right for them",
    answers: () => ({
      [C]: correlate(
        `  const result = right(image, kernel);
  for (const line of [...image, ...kernel]) line.fill(99);
  image.length = kernel.length = 0;
  return result;`,
        `function right(image: number[][], kernel: number[][]): number[][] {\n${LOOPS}\n}`,
      ),
      [T]: passes(`  for (const line of image) line.fill(0);
  return image.slice(column.length - 1).map(line => line.slice(row.length - 1));`),
    }),
    expected: {verdicts: {[T]: "fail"}},
  },
  {
    number: 20,
    does: "tells the hidden cases by errors, console and error names",
    answers: ({visible}) => ({
      [C]: correlate(
        fromTable(
          visible[C],
          "image, kernel",
          `const text = "LEAK-C " + JSON.stringify([image, kernel]);
  console.log(text); console.error(text); process.stderr.write(text);
  const error = new Error(text); error.name = text; error.stack = text;
  throw error;`,
        ),
      ),
      [T]: passes(
        fromTable(
          visible[T],
          "image, column, row",
          `console.log("LEAK-T", image); require("node:fs").writeSync(2, "LEAK-T " + image);
  return [["LEAK-T " + JSON.stringify(image)]] as unknown as number[][];`,
        ),
      ),
    }),
    expected: {
      verdicts: {[C]: "threw", [T]: "fail"},
      says: {
        [C]: /^It passes the visible cases, but stops with an error on a hidden one/,
        [T]: /^It passes the visible cases, but not/,
      },
    },
  },
  {
    number: 52,
    does: "throws dice",
    answers: () => ({
      [C]: correlate(
        `  return ${"right(image, kernel)"}.map(line => line.map(sum => sum + randomInt(1, 1e9)));`,
        `import {randomInt} from "node:crypto";\nfunction right(image: number[][], kernel: number[][]): number[][] {\n${LOOPS}\n}`,
      ),
      [O]: oriented(
        `  return [0, 1, 2].map(() => [0, 1, 2].map(() => Math.random() + Date.now() + performance.now()));`,
      ),
    }),
    expected: {verdicts: {[C]: "fail", [O]: "fail"}, notes: [/not deterministic/i]},
  },
];
