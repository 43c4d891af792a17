import {convolve1d} from "../../src/conv/convolve1d.js";
import {correlate1d} from "../../src/conv/correlate1d.js";
import {requireAgreement, type Slip} from "../../src/exercise/agree.js";
import {defineExercise, type Given} from "../../src/exercise/exercise.js";
import {readNumbers} from "../../src/exercise/read.js";
import {callText} from "../../src/exercise/valueText.js";
import {WrongAnswer} from "../../src/exercise/wrongAnswer.js";

const KERNEL = [1, 0, -1];

export const exercise = defineExercise({
  id: "l01-step-response",
  lesson: 1,
  kind: "pred",
  points: 2,
  title: "What a difference makes of a step",
  prompt:
    "`step.signal` is flat, jumps once and is flat again. Before any code runs: what does `correlate1d(step.signal, step.kernel)` give? Put " +
    "one number for each place of the kernel in `stepGuess`, signs included. Lock it with `predict`, then run the next cell.",
  answer: "stepGuess",
  imports: ["todo", "correlate1d"],
  variant: {
    name: "step",
    values: random => {
      const [before, after] = [random.integer(3, 6), random.integer(3, 6)];
      const [low, rise] = [random.integer(0, 4), random.integer(2, 8)];
      const levels = random.shuffle([low + rise, low]);
      const signal = [...new Array(before).fill(levels[0]), ...new Array(after).fill(levels[1])];
      return {signal, kernel: KERNEL};
    },
  },
  checks: [
    {
      name: "one number for each place",
      phase: "visible",
      expects: "Three weights fit a signal of n samples in n - 2 places.",
      run: async ({answer, given}) => {
        const guess = readNumbers(await answer.value(), "stepGuess");
        const {signal, right} = asked(given);
        if (guess.length === right.length) return;
        throw new WrongAnswer(
          guess.length === signal.length
            ? "There is one number for each sample. The kernel has three weights and does not hang over the ends, so there are two places fewer than samples."
            : `There must be one number for each place where three weights fit on ${signal.length} samples, but there are ${guess.length}.`,
        );
      },
    },
    {
      name: "where the step is, and its sign",
      phase: "visible",
      expects:
        "The kernel takes the sample on its right away from the one on its left: 0 where both lie on one side of the step, the height of the step with a sign where they do not.",
      run: async ({answer, given}) => {
        const {signal, right} = asked(given);
        requireAgreement(readNumbers(await answer.value(), "stepGuess"), right, {
          call: callText("correlate1d", signal, KERNEL),
          isSecret: true,
          slips: slips(signal, right),
        });
      },
    },
  ],
  hints: [
    "Lay the kernel on the first three samples: one of them times 1, one times 0, one times -1. What is left is one sample less another.",
    "On flat stretches both samples are equal. How many places have the step between the first and the last of their three samples?",
    "Two places: both give the level before the step less the level after it.",
  ],
});

function asked(given: Given): {signal: number[]; right: number[]} {
  const signal = given.signal as number[];
  return {signal, right: correlate1d(signal, KERNEL)};
}

function slips(signal: readonly number[], right: readonly number[]): Slip[] {
  const first = right.findIndex(value => value !== 0);
  return [
    {
      says: "The place is right, the sign is not. These are the sums of convolution, which turns the kernel round; here the sample on the left counts plus, the one on the right minus.",
      gives: () => convolve1d(signal, KERNEL),
    },
    {
      says: "The step is seen from one place only. The two outer weights lie two samples apart, so the step is between them in two places.",
      gives: () => right.map((value, x) => (x === first ? value : 0)),
    },
    {
      says: "The step is seen from one place only. The two outer weights lie two samples apart, so the step is between them in two places.",
      gives: () => right.map((value, x) => (x === first + 1 ? value : 0)),
    },
    {
      says: "The sums start one place too late: the first is for the window that starts at the first sample.",
      gives: () => [0, ...right.slice(0, -1)],
    },
    {
      says: "The sums start one place too early: the first is for the window that starts at the first sample.",
      gives: () => [...right.slice(1), 0],
    },
    {
      says: "The signs are gone. A difference tells a rise from a fall by its sign.",
      gives: () => right.map(Math.abs),
    },
    {
      says: "This is the signal itself, cut to length. The kernel takes differences: where the signal is flat they are 0.",
      gives: () => signal.slice(1, -1),
    },
    {
      says: "This is the slope for each sample: the difference over two samples, halved. The sum is not divided.",
      gives: () => right.map(value => value / 2),
    },
  ];
}
