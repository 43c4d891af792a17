import {convolve1d} from "../../src/conv/convolve1d.js";
import {correlate1d} from "../../src/conv/correlate1d.js";
import {requireAgreement, type Slip} from "../../src/exercise/agree.js";
import {type CheckContext, defineExercise} from "../../src/exercise/exercise.js";
import {integers} from "../../src/exercise/inputs.js";
import {readNumbers} from "../../src/exercise/read.js";
import {callText} from "../../src/exercise/valueText.js";

const TRIALS = 24;
/** A law takes two calls, and the oracle has seen as many inputs by then. */
const LAW_TRIALS = 8;

export const exercise = defineExercise({
  id: "l01-convolve1d",
  lesson: 1,
  kind: "prop",
  points: 3,
  title: "Flip, slide, sum over every overlap",
  prompt:
    "Write `myConvolve1d(f, g)`, convolution as mathematics has it: `out[x] = sum of f[x - j] * g[j]` over every j for which both " +
    "have a number. Every overlap counts, also that of one end with the other: f of n and g of k numbers give n + k - 1 sums. You may " +
    "call `myCorrelate1d` on a signal with zeros around it; the library's `convolve1d` stays out.",
  answer: "myConvolve1d",
  type: "(f: number[], g: number[]) => number[]",
  imports: ["NotAttempted"],
  uses: ["l01-correlate1d"],
  forbids: [{name: "convolve1d", why: "it is what you are asked to write"}],
  checks: [
    {
      name: "sums worked by hand",
      phase: "visible",
      expects:
        "out[x] collects the products whose places add up to x: f[0] * g[x], f[1] * g[x - 1] and so on.",
      run: async ({answer}) => {
        await agreeOn(answer, [1, 2, 4], [1, 10]);
        await agreeOn(answer, [3, 5], [2, 0, 1]);
      },
    },
    {
      name: "a 1 alone changes nothing",
      expects: "Convolution with [1] gives f again; a 1 among zeros gives f, moved to where the 1 stands.",
      run: async ({answer, random}) => {
        for (const g of [[1], [0, 1], [0, 0, 1, 0]]) {
          await agreeOn(answer, integers(random, random.integer(1, 5)), g);
        }
      },
    },
    {
      name: "random inputs",
      expects:
        "There is one sum for every overlap, n + k - 1 in all, with g turned round and f as it stands, whichever of the two is longer.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < TRIALS; trial++) {
          const {f, g} = pair(random, trial);
          await agreeOn(answer, f, g);
        }
      },
    },
    {
      name: "f and g may change places",
      expects:
        "f * g and g * f are the same: a product belongs to the sum of its two places, in either order.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < LAW_TRIALS; trial++) {
          const {f, g} = pair(random, trial);
          const expected = readNumbers(await answer.call(f, g), "The result");
          requireAgreement(await answer.call(g, f), expected, {call: callText("myConvolve1d", g, f)});
        }
      },
    },
    {
      name: "all sums together",
      expects:
        "Each number of f meets each number of g once, so all sums together are the sum of f times the sum of g.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < LAW_TRIALS; trial++) {
          const {f, g} = pair(random, trial);
          const sums = readNumbers(await answer.call(f, g), "The result");
          requireAgreement(total(sums), total(f) * total(g), {
            call: `the sum of ${callText("myConvolve1d", f, g)}`,
          });
        }
      },
    },
    {
      name: "keeps fractions",
      phase: "visible",
      expects: "The numbers need not be whole.",
      run: async ({answer}) => agreeOn(answer, [1, 3], [0.5, 0.25]),
    },
  ],
  hints: [
    "Write the products of [1, 2, 4] and [1, 10] as a table. Which of them share one sum? Those on a diagonal that falls from right to left.",
    "Either walk over both lists and add `f[i] * g[j]` to `out[i + j]`, or put `g.length - 1` zeros on both ends of f and slide g, turned round.",
    "`const out = new Array<number>(f.length + g.length - 1).fill(0)`, then two loops with `out[i + j] += f[i] * g[j]`.",
  ],
});

async function agreeOn(answer: CheckContext["answer"], f: number[], g: number[]): Promise<void> {
  requireAgreement(await answer.call(f, g), convolve1d(f, g, {padding: "full"}), {
    call: callText("myConvolve1d", f, g),
    slips: slips(f, g),
  });
}

/** Lists of lengths that differ, either the longer one. */
function pair(random: CheckContext["random"], trial: number): {f: number[]; g: number[]} {
  const [short, more] = [random.integer(1, 4), random.integer(0, 2 + (trial % 4))];
  const lists = [integers(random, short), integers(random, short + more)];
  const [f, g] = random.shuffle(lists);
  return {f, g};
}

function slips(f: readonly number[], g: readonly number[]): Slip[] {
  const right = () => convolve1d(f, g, {padding: "full"});
  const fits = g.length <= f.length;
  return [
    {
      says: "g is laid on as it is: that is correlation. Convolution turns it round first: f[x - j] meets g[j], so their places add up to x.",
      gives: () => correlate1d(f, g, {padding: "full"}),
    },
    {
      says: "Only the places where all of g fits on f are there. Convolution sums over every overlap: n + k - 1 sums.",
      gives: () => (fits ? convolve1d(f, g) : undefined),
    },
    {
      says: "g is laid on as it is, and only where all of it fits. Turn it round, and let it hang over both ends: n + k - 1 sums.",
      gives: () => (fits ? correlate1d(f, g) : undefined),
    },
    {
      says: "Only one zero stands on each end of f. g of k numbers hangs over by up to k - 1: that many zeros on both ends.",
      gives: () => (g.length <= f.length + 2 ? convolve1d(f, g, {padding: 1}) : undefined),
    },
    {
      says: "A later product replaces the earlier ones of the same sum. Collect them: `+=`.",
      gives: () => lastProducts(f, g),
    },
    {
      says: "The last overlap is left out: the last number of f meets the last number of g in a sum of their own.",
      gives: () => right().slice(0, -1),
    },
    {
      says: "The first overlap is left out: the first number of f meets the first number of g in a sum of their own.",
      gives: () => right().slice(1),
    },
    {
      says: "There are only as many sums as f has numbers. The overlaps past the end of f count too.",
      gives: () => right().slice(0, f.length),
    },
    {
      says: "The sums stand in the wrong order, last one first. Turn g round, not f and not the result.",
      gives: () => right().reverse(),
    },
    {
      says: "The result is divided by the sum of g. Convolution only sums.",
      gives: () => right().map(sum => sum / total(g)),
    },
  ];
}

function lastProducts(f: readonly number[], g: readonly number[]): number[] {
  const out = new Array<number>(f.length + g.length - 1).fill(0);
  for (const [i, a] of f.entries()) for (const [j, b] of g.entries()) out[i + j] = a * b;
  return out;
}

function total(list: readonly number[]): number {
  return list.reduce((sum, value) => sum + value, 0);
}
