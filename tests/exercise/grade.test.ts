import {expect} from "chai";
import {type Answer, AnswerStopped, localAnswer} from "../../src/exercise/answer.js";
import {type Check, defineExercise, type Exercise, givenFor} from "../../src/exercise/exercise.js";
import {grade, gradeAnswer} from "../../src/exercise/grade.js";
import {NotAttempted, todo} from "../../src/exercise/notAttempted.js";
import {readNumber} from "../../src/exercise/read.js";
import {WrongAnswer} from "../../src/exercise/wrongAnswer.js";

/** Doubles a number: two checks, the second on a random one. */
const doubling = exerciseOf([
  {
    name: "one",
    expects: "Twice 1 is 2.",
    run: async ({answer}) => {
      if (readNumber(await answer.call(1), "The result") !== 2)
        throw new WrongAnswer("Not 2.", {call: "f(1)", expected: "2", got: "?"});
    },
  },
  {
    name: "any",
    expects: "Twice n is n + n.",
    weight: 3,
    run: async ({answer, random}) => {
      const n = random.integer(2, 1000);
      if ((await answer.call(n)) !== 2 * n) throw new WrongAnswer(`Not ${2 * n}.`);
    },
  },
]);

function exerciseOf(checks: readonly Check[], more: Partial<Exercise> = {}): Exercise {
  return defineExercise({
    id: "l04-test",
    lesson: 4,
    kind: "prop",
    points: 4,
    title: "Double",
    prompt: "Double a number.",
    answer: "f",
    checks,
    hints: ["Add."],
    ...more,
  });
}

describe("grade(exercise, answer)", () => {
  it("passes a right answer with all points", async () => {
    expect(await grade(doubling, (n: number) => n * 2)).to.deep.include({
      kind: "pass",
      earned: 4,
      checks: [
        {name: "one", result: "passed"},
        {name: "any", result: "passed"},
      ],
    });
  });
  it("awaits an answer that returns a promise, or an object with then", async () => {
    expect((await grade(doubling, async (n: number) => n * 2)).kind).to.equal("pass");
    const laterOf = (n: number) => ({
      // biome-ignore lint/suspicious/noThenProperty: an object with then is what is tried here
      then: (done: (n: number) => void) => done(n * 2),
    });
    expect((await grade(doubling, laterOf)).kind).to.equal("pass");
  });
  it("reports the first check that fails, with its counter-example, and runs no other", async () => {
    expect(await grade(doubling, (n: number) => n)).to.deep.equal({
      kind: "fail",
      exercise: "l04-test",
      points: 4,
      earned: 0,
      check: "one",
      message: "Not 2.",
      expects: "Twice 1 is 2.",
      counterexample: {call: "f(1)", expected: "2", got: "?"},
      checks: [
        {name: "one", result: "failed"},
        {name: "any", result: "not run"},
      ],
    });
  });
  it("gives the same random inputs for the same seed, others for another", async () => {
    const asked: number[] = [];
    const spy = (n: number) => {
      asked.push(n);
      return n * 2;
    };
    for (const seed of [1, 1, 2]) await grade(doubling, spy, {seed});
    expect(asked[1]).to.equal(asked[3]);
    expect(asked[1]).to.not.equal(asked[5]);
  });
  it("gives part of the points by weight where the exercise says so", async () => {
    const parts = exerciseOf(doubling.checks, {partial: true});
    expect(await grade(parts, (n: number) => (n === 1 ? 3 : n * 2))).to.include({
      kind: "partial",
      earned: 3,
      check: "one",
    });
    expect(await grade(parts, () => 0)).to.include({kind: "fail", earned: 0});
  });

  for (const [name, answer] of [
    ["a todo", todo<() => number>("a function")],
    ["nothing at all", undefined],
    [
      "a stub that throws NotAttempted",
      () => {
        throw new NotAttempted("replace this line");
      },
    ],
    [
      "a stub that is async",
      async () => {
        throw new NotAttempted("replace this line");
      },
    ],
    ["a function that returns a todo", () => todo<number>("a number")],
  ] as const) {
    it(`reports ${name} as not attempted`, async () => {
      expect(await grade(doubling, answer)).to.include({
        kind: "not-attempted",
        earned: 0,
        message: "Not attempted yet.",
      });
    });
  }

  for (const [name, answer, message] of [
    [
      "a thrown error",
      () => {
        throw new TypeError("no");
      },
      /^It threw TypeError: no$/,
    ],
    [
      "a rejected promise",
      async () => {
        throw new RangeError("late");
      },
      /^It threw RangeError: late$/,
    ],
    [
      "a thrown text",
      () => {
        throw "no";
      },
      /^It threw a text instead of returning a result\.$/,
    ],
    [
      "a thrown undefined",
      () => {
        throw undefined;
      },
      /^It threw undefined instead of returning a result\.$/,
    ],
    [
      "endless recursion",
      function f(n: number): number {
        return f(n) + 1;
      },
      /^It calls itself without end/,
    ],
    [
      "an error that cannot be read",
      () => {
        throw new Proxy(new Error("x"), {
          get() {
            throw new Error("no");
          },
        });
      },
      /^It threw an error that cannot be read\.$/,
    ],
  ] as const) {
    it(`reports ${name} as threw`, async () => {
      const outcome = await grade(doubling, answer);
      expect(outcome).to.include({kind: "threw", check: "one", earned: 0});
      expect(outcome.message).to.match(message);
    });
  }

  it("says which call threw, where it is short enough to try", async () => {
    const fail = () => {
      throw new Error("no");
    };
    expect((await grade(doubling, fail)).counterexample).to.deep.equal({
      call: "f(1)",
      expected: "a result",
      got: "an error",
    });
    const long = exerciseOf([
      {
        name: "long",
        expects: "",
        run: async ({answer}) =>
          void (await answer.call("x".repeat(50), ..."abcdefghijklmnopqrstuvwxyz".repeat(4))),
      },
    ]);
    expect(await grade(long, fail))
      .to.include({kind: "threw"})
      .and.to.not.have.property("counterexample");
  });
  it("names the learner's line where the stack knows the cell", async () => {
    const outcome = await grade(doubling, () => {
      const error = new Error("boom");
      error.stack = "Error: boom\n    at f (Cell 3:2:11)\n    at Cell 4:1:1";
      throw error;
    });
    expect(outcome.message).to.equal("It threw Error in cell 3, line 2: boom");
  });
  it("does not wait for ever for a promise", async () => {
    const outcome = await grade(
      exerciseOf(doubling.checks, {budget: {seconds: 0.03}}),
      () => new Promise(() => {}),
    );
    expect(outcome).to.include({kind: "threw"});
    expect(outcome.message).to.equal("It returned a promise that was still open after 0.03 s.");
  });
  for (const [answer, message] of [
    [42, "The answer must be a function, but it is the number 42."],
    [[[1]], "The answer must be a function, but it is 1 row of 1."],
    [class {}, /^It threw TypeError: Class constructor/],
    [() => "2", "The result must be a finite number, but it is a text."],
    [() => Object(2), "The result must be a finite number, but it is a Number."],
  ] as const) {
    it(`takes an answer of the wrong type for an outcome: ${String(message)}`, async () => {
      const outcome = await grade(doubling, answer);
      expect(outcome.kind).to.be.oneOf(["fail", "threw"]);
      expect(outcome.message).to.match(
        typeof message === "string" ? new RegExp(`^${message.replaceAll(".", "\\.")}$`) : message,
      );
    });
  }
  it("passes fresh copies: an answer that spoils its input spoils nothing else", async () => {
    const input = [
      [1, 2],
      [3, 4],
    ];
    const bytes = Uint8Array.of(1, 2);
    const spoiled = exerciseOf([
      {
        name: "same input twice",
        expects: "",
        run: async ({answer}) => {
          await answer.call(input, bytes);
          if ((await answer.call(input, bytes)) !== 1)
            throw new WrongAnswer("The second call saw what the first left behind.");
        },
      },
    ]);
    const spoil = (rows: number[][], levels: Uint8Array) => {
      const first = rows[0][0] * levels[0];
      rows[0][0] = 99;
      levels[0] = 99;
      return first;
    };
    expect((await grade(spoiled, spoil)).kind).to.equal("pass");
    expect(input[0][0] + bytes[0]).to.equal(2);
  });
  it("hands a check values that the learner cannot change afterwards", async () => {
    const shared: number[] = [];
    const reused = exerciseOf([
      {
        name: "two results",
        expects: "",
        run: async ({answer}) => {
          const first = await answer.call(1);
          await answer.call(2);
          if ((first as number[])[0] !== 1) throw new WrongAnswer("changed");
        },
      },
    ]);
    expect((await grade(reused, (n: number) => Object.assign(shared, [n]))).kind).to.equal("pass");
  });
  it("leaves free text to a person", async () => {
    const essay = exerciseOf([], {kind: "text", answer: "", rubric: [{points: 4, text: "Says why."}]});
    expect(await grade(essay, "because")).to.include({kind: "manual", earned: 0, points: 4});
  });
  it("hands the variant's numbers to the checks: the course's, or those of a class", async () => {
    const seen: unknown[] = [];
    const variant = exerciseOf(
      [{name: "any", expects: "", run: async ({given}) => void seen.push(given.height)}],
      {variant: {name: "layer", values: random => ({height: random.integer(0, 1_000_000)})}},
    );
    await grade(variant, 1);
    await grade(variant, 1, {given: givenFor(variant, 2)});
    await grade(variant, 1, {given: givenFor(variant)});
    expect(seen[0]).to.equal(seen[2]).and.to.not.equal(seen[1]);
  });
  it("cuts what a check quotes of an endless result", async () => {
    const long = "7, ".repeat(1_000_000);
    const check: Check = {
      name: "quotes",
      expects: "Little.",
      run: async () => {
        throw new WrongAnswer(long, {call: long, expected: "7", got: long});
      },
    };
    const {message, counterexample} = await grade(exerciseOf([check]), () => 1);
    for (const text of [message, counterexample?.call, counterexample?.got]) {
      expect(text).to.match(/^7, 7, .*\.\.\.$/);
      expect(text?.length).to.be.below(5000);
    }
    expect(counterexample?.expected).to.equal("7");
  });

  it("keeps a failure of the check itself apart from the learner's", async () => {
    const broken = exerciseOf([
      {
        name: "broken",
        expects: "",
        run: async () => {
          throw new ReferenceError("oops");
        },
      },
    ]);
    const outcome = await grade(broken, () => 1);
    expect(outcome.kind).to.equal("grader-fault");
    expect(outcome.message).to.match(/ReferenceError: oops.*not your fault/);
  });
});

describe("gradeAnswer(exercise, answer, options)", () => {
  const order: string[] = [];
  const noted = (name: string, phase?: "visible" | "hidden"): Check => ({
    name,
    expects: "",
    ...(phase && {phase}),
    run: async ({answer}) => {
      order.push(name);
      if ((await answer.call(1)) !== 2) throw new WrongAnswer(`${name}.`);
    },
  });
  const names = ["a", "b", "c", "d", "e", "f"];
  const phased = exerciseOf([
    ...names.map(name => noted(name)),
    noted("seen", "visible"),
    noted("unseen", "hidden"),
  ]);
  beforeEach(() => order.splice(0));

  it("runs the visible checks in order, and those of the other phase not at all", async () => {
    const outcome = await gradeAnswer(
      phased,
      localAnswer((n: number) => 2 * n, 100),
    );
    expect(order).to.deep.equal([...names, "seen"]);
    expect(outcome.checks.map(({name}) => name)).to.deep.equal([...names, "seen"]);
  });
  it("runs the hidden ones in an order that the seed chooses, and reports them in the exercise's", async () => {
    const orders = new Set<string>();
    for (const seed of [1, 2, 3]) {
      order.splice(0);
      const outcome = await gradeAnswer(
        phased,
        localAnswer((n: number) => 2 * n, 100),
        {seed, phase: "hidden", shuffle: true},
      );
      expect(outcome.checks.map(({name}) => name)).to.deep.equal([...names, "unseen"]);
      orders.add(order.join(""));
    }
    expect(orders.size).to.be.above(1);
  });
  it("asks nothing more of an answer that was stopped, even where checks earn their share", async () => {
    let calls = 0;
    const stopped: Answer = {
      call: async () => {
        calls++;
        throw new AnswerStopped("timeout", "It took longer than 1 s.");
      },
      value: async () => undefined,
    };
    const outcome = await gradeAnswer({...phased, partial: true}, stopped);
    expect(outcome).to.include({kind: "timeout", earned: 0, check: "a", message: "It took longer than 1 s."});
    expect(calls).to.equal(1);
  });
});

describe("defineExercise(exercise)", () => {
  const [check] = doubling.checks;
  for (const [more, message] of [
    [{id: "l05-test"}, /^defineExercise: id must be l04- and a name .* got "l05-test"$/],
    [{id: "l04-Test"}, /got "l04-Test"$/],
    [{points: 0.5}, /^defineExercise: l04-test must be worth an integer >= 1 of points, got 0.5$/],
    [{checks: []}, /must have checks with different names, and none for free text, got \[\]$/],
    [{checks: [check, check]}, /got \[one, one\]$/],
    [{checks: [{...check, weight: 0}]}, /must weigh every check above 0, got \[0\]$/],
    [{kind: "text", checks: []}, /must have a rubric of 4 points, got 0$/],
    [{rubric: [{points: 1, text: ""}]}, /must have a rubric of 0 points, got 1$/],
    [{hints: []}, /must have at least one hint, got none$/],
  ] as const) {
    it(`rejects ${JSON.stringify(more)}`, () => {
      expect(() => exerciseOf(doubling.checks, more)).to.throw(RangeError, message);
    });
  }
});
