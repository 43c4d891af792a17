import {expect} from "chai";
import {defineExercise} from "../../src/exercise/exercise.js";
import {WrongAnswer} from "../../src/exercise/wrongAnswer.js";
import {everyExercise} from "../support/exerciseFiles.js";
import {mutantsOf} from "./mutants.js";
import {mutate} from "./mutate.js";
import {killedShare} from "./table.js";
import {judge} from "./trial.js";
import {Trials} from "./trials.js";

const names = (text: string, given?: string) => mutantsOf(text, given).map(({name}) => name);

describe("mutantsOf(solution)", () => {
  it("changes operators, boundaries and constants", () => {
    expect(names("for (let i = 0; i < n; i++) sum += i;")).to.deep.equal([
      "i = 0 -> i = 1",
      "i = 0 -> i = (-1)",
      "i < n -> i <= n",
      "i < n -> i > n",
      "i < n -> i < n - 1",
      "i++ -> i += 2",
      "sum += i; -> ;",
      "sum += i -> sum -= i",
      "sum += i -> sum = i",
    ]);
  });
  it("exchanges indices, arguments and functions that are taken for each other", () => {
    expect(names("at(row, column, a[y][x], Math.max(a, b));")).to.include.members([
      "a[y][x] -> a[x][y]",
      "at(row, column, a[y][x], Math.max(a, b)) -> at(column, row, a[y][x], Math.max(a, b))",
      "Math.max -> Math.min",
    ]);
  });
  it("takes another parameter of the same type", () => {
    const text = "function f(size: number, stride: number, name: string) { return g(size, name); }";
    expect(names(text)).to.include("g(size, name) -> g(stride, name)");
    expect(names(text).filter(name => name.startsWith("name ->"))).to.deep.equal([]);
  });
  it("leaves imports, types and the numbers of the task alone", () => {
    const text = 'import {a} from "kernelbook";\nconst layer = {height: 3};\nlet b: [1, 2] | "c" = a;';
    expect(names(text, "layer")).to.deep.equal([]);
    expect(names(text)).to.include("height: 3 -> height: 4");
  });
  it("changes one place only, and says where", () => {
    const text = "const a = 1;\nconst b = a - 2;";
    for (const {text: mutant} of mutantsOf(text)) expect(mutant).not.to.equal(text);
    expect(mutantsOf(text).find(({name}) => name === "a - 2 -> a + 2")).to.include({
      line: 2,
      text: "const a = 1;\nconst b = a + 2;",
    });
  });
  it("tells mutants of the same words apart", () => {
    expect(names("f(x + y); g(x + y);").filter(name => name.startsWith("x + y -> x - y"))).to.deep.equal([
      "x + y -> x - y",
      "x + y -> x - y (2)",
    ]);
  });
});

describe("killedShare(entry)", () => {
  const survivor = (equivalent: boolean) => ({mutant: "a -> b", equivalent, reason: "because"});
  it("leaves out mutants that do the same", () => {
    expect(killedShare({made: 12, survivors: [survivor(true), survivor(true)]})).to.equal(1);
    expect(killedShare({made: 12, survivors: [survivor(true), survivor(true), survivor(false)]})).to.equal(
      0.9,
    );
  });
});

describe("judging a mutant", () => {
  const weak = defineExercise({
    id: "l01-weak",
    lesson: 1,
    kind: "val",
    points: 1,
    title: "Weak",
    prompt: "A check that looks at one thing, in the hidden cases alone.",
    answer: "double",
    hints: ["none"],
    checks: [
      {
        name: "twice 3",
        phase: "hidden",
        expects: "Twice the number.",
        run: async ({answer}) => {
          if ((await answer.call(3)) !== 6) throw new WrongAnswer("must be 6");
        },
      },
    ],
  });
  it("runs the hidden cases too, and lets through what no check sees", async () => {
    const cell = (body: string) => [{text: `const double = (n: number) => ${body};`}];
    expect(await judge(weak, cell("2 * n"), {})).to.deep.equal({kind: "pass"});
    expect(await judge(weak, cell("2 / n"), {})).to.deep.equal({kind: "fail", check: "twice 3"});
    expect(await judge(weak, cell("6"), {})).to.deep.equal({kind: "pass"});
    expect(await judge(weak, [{text: "const double = missing;"}], {})).to.deep.equal({kind: "threw"});
  });
  it("ends a mutant that loops or eats memory, and goes on", async function () {
    this.timeout(120_000);
    const [first] = (await everyExercise()).filter(({exercise}) => exercise.id === "l04-two-passes");
    const trials = new Trials();
    try {
      const cell = (body: string) => [{text: `function twoPasses() { ${body} }`}];
      expect((await trials.judge("l04-two-passes", cell("for (;;) {}"), 1000)).kind).to.equal("timeout");
      const hoard = "const all = []; for (;;) all.push(new Array(1000).fill(0));";
      expect((await trials.judge("l04-two-passes", cell(hoard), 60_000)).kind).to.equal("memory");
      const {made, killed, survivors} = await mutate(first, trials);
      expect(killed + survivors.length).to.equal(made);
      expect(killed).to.be.above(0);
    } finally {
      trials.close();
    }
  });
});
