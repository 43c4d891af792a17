import {expect} from "chai";
import {type Answer, AnswerThrew, localAnswer} from "../../../src/exercise/answer.js";
import {isNotDeterministic, loggedAnswer} from "../../../src/grading/judge/callLog.js";
import {TRANSCRIPT_CALLS, TRANSCRIPT_VALUE} from "../../../src/grading/judge/limits.js";

const answerOf = (answer: unknown): Answer => localAnswer(answer, 1000);

describe("loggedAnswer(answer)", () => {
  it("passes calls on and keeps them as text, with what JSON lacks", async () => {
    const {answer, log} = loggedAnswer(answerOf((x: number[]) => [...x, -0, Number.NaN, 2n, undefined]));
    expect(await answer.call(Uint8Array.of(1, 2))).to.deep.equal([1, 2, -0, Number.NaN, 2n, undefined]);
    expect(log.calls).to.deep.equal([{args: "[[1,2]]", result: '[1,2,"<-0>","<NaN>","<2n>","<undefined>"]'}]);
  });

  it("keeps errors, and throws them on", async () => {
    const {answer, log} = loggedAnswer(
      answerOf(() => {
        throw new RangeError("too far");
      }),
    );
    const error = await answer.call(1).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(AnswerThrew);
    expect(log.calls).to.deep.equal([{args: "[1]", result: "AnswerThrew: It threw RangeError: too far"}]);
  });

  it("shortens long values and counts the calls beyond those it keeps", async () => {
    const {answer, log} = loggedAnswer(answerOf((n: number) => "x".repeat(n)));
    await answer.call(TRANSCRIPT_VALUE * 3);
    expect(log.calls[0].result).to.have.length.below(TRANSCRIPT_VALUE + 30);
    for (let i = 0; i < TRANSCRIPT_CALLS + 4; i++) await answer.call(1);
    expect(log.calls).to.have.length(TRANSCRIPT_CALLS);
    expect(log.omitted).to.equal(5);
  });
});

describe("isNotDeterministic(first, second)", () => {
  const logOf = async (values: readonly unknown[]) => {
    const rest = [...values];
    const {answer, log} = loggedAnswer(answerOf(() => rest.shift()));
    for (let i = 0; i < values.length; i++) await answer.call(i);
    return log;
  };

  it("is false where one run asked less than the other", async () => {
    expect(isNotDeterministic(await logOf([1, 2]), await logOf([1, 2, 3]))).to.equal(false);
  });

  it("is true where one value differs, however long it is", async () => {
    const long = "x".repeat(TRANSCRIPT_VALUE * 2);
    expect(isNotDeterministic(await logOf([1, `${long}a`]), await logOf([1, `${long}b`]))).to.equal(true);
  });
});
