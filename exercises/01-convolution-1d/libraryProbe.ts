import {convolve1d} from "../../src/conv/convolve1d.js";
import {correlate1d} from "../../src/conv/correlate1d.js";
import {requireAgreement} from "../../src/exercise/agree.js";
import type {Answer} from "../../src/exercise/answer.js";
import {defineExercise} from "../../src/exercise/exercise.js";
import {readChoice, readFields, readNumbers} from "../../src/exercise/read.js";
import {sumTolerance} from "../../src/exercise/tolerance.js";
import type {Value} from "../../src/exercise/value.js";
import {callText, valueText} from "../../src/exercise/valueText.js";
import {WrongAnswer} from "../../src/exercise/wrongAnswer.js";

/** Samples of a probe: more than anyone types. */
const LONGEST = 1000;

export const exercise = defineExercise({
  id: "l01-library-probe",
  lesson: 1,
  kind: "val",
  points: 2,
  title: "Which of the two is tf.conv1d?",
  prompt:
    "One probe can tell. Choose a short `signal` and a `kernel` for which `correlate1d` and `convolve1d` differ, and run it: " +
    '`Array.from(tf.conv1d(tf.tensor2d(signal, [signal.length, 1]), tf.tensor3d(kernel, [kernel.length, 1, 1]), 1, "valid").dataSync())`. ' +
    'Put all of it in `myProbe`: `{signal, kernel, output, is}`, where `output` is what came out and `is` is `"convolution"` or `"correlation"`.',
  answer: "myProbe",
  imports: ["todo", "tf", "correlate1d", "convolve1d"],
  checks: [
    {
      name: "a kernel on a signal",
      phase: "visible",
      expects: "A probe is a list of samples and a kernel that is not longer.",
      run: async ({answer}) => {
        const {signal, kernel} = await probeOf(answer);
        if (kernel.length <= signal.length && signal.length <= LONGEST) return;
        throw new WrongAnswer(
          `The kernel must fit on the signal, and the signal have at most ${LONGEST} samples, but they have ${kernel.length} and ${signal.length}.`,
        );
      },
    },
    {
      name: "a probe that can tell",
      phase: "visible",
      expects: "A probe decides only if correlation and convolution give different numbers for it.",
      run: async ({answer}) => {
        const {signal, kernel, correlation, convolution, atol} = await probeOf(answer);
        if (correlation.some((sum, x) => Math.abs(sum - convolution[x]) > 4 * atol)) return;
        const isPalindrome = kernel.every((weight, j) => weight === kernel[kernel.length - 1 - j]);
        throw new WrongAnswer(
          isPalindrome
            ? "This kernel reads the same from both ends, so turning it round changes nothing, and both give the same numbers. Take a lopsided one."
            : "Both give the same numbers for this signal. Take one that is not flat: a single 1 among zeros shows the kernel itself.",
          {
            call: `${callText("correlate1d", signal, kernel)} and convolve1d of the same`,
            expected: "two results that differ",
            got: valueText(correlation),
          },
        );
      },
    },
    {
      name: "what the library gives",
      phase: "visible",
      expects: "`output` is the library's result for this probe, with padding `valid` and stride 1.",
      run: async ({answer}) => {
        const {signal, kernel, output, correlation, convolution, atol} = await probeOf(answer);
        requireAgreement(output, correlation, {
          call: `tf.conv1d of the signal ${valueText(signal)} and the kernel ${valueText(kernel)}`,
          isSecret: true,
          tolerance: {atol, rtol: 0},
          slips: [
            {
              says: "That is not what tf.conv1d gives for this probe: it is what its name promises. Run the probe and copy the numbers.",
              gives: () => convolution.map((sum, x) => (Math.abs(output[x] - sum) <= atol ? output[x] : sum)),
            },
            {
              says: 'There is one number for each sample: tf.conv1d was asked for "same". Ask for "valid", so that no zeros are added.',
              gives: () => (output.length === signal.length ? output : undefined),
            },
          ],
        });
      },
    },
    {
      name: "what the probe says",
      phase: "visible",
      expects:
        "The library does what gives the same numbers for the probe: correlation lays the kernel on as it is, convolution turns it round.",
      run: async ({answer}) => {
        const {is} = await probeOf(answer);
        if (readChoice(is, "myProbe.is", ["convolution", "correlation"]) === "correlation") return;
        throw new WrongAnswer(
          "Your own numbers say otherwise. Which of the two gives them, correlate1d or convolve1d? The library's name says convolution, its result does not.",
        );
      },
    },
  ],
  hints: [
    "An impulse is the clearest probe: a single 1 among zeros. Correlation shows the kernel from its last weight to its first, convolution as it stands.",
    "Take the signal [0, 0, 1, 0, 0] and the kernel [1, 2, 3]. Print tf.conv1d, correlate1d and convolve1d of them, one below the other.",
  ],
});

interface Probe {
  readonly signal: number[];
  readonly kernel: number[];
  readonly output: number[];
  readonly is: Value;
  /** What the two give for it; empty where the kernel does not fit. */
  readonly correlation: number[];
  readonly convolution: number[];
  /** How far the library's Float32 sums may lie from these. */
  readonly atol: number;
}

async function probeOf(answer: Answer): Promise<Probe> {
  const fields = readFields(await answer.value(), "myProbe", ["signal", "kernel", "output", "is"]);
  const signal = readNumbers(fields.signal, "myProbe.signal");
  const kernel = readNumbers(fields.kernel, "myProbe.kernel");
  const largest = (list: readonly number[]) => Math.max(...list.map(Math.abs));
  const fits = kernel.length <= signal.length && signal.length <= LONGEST;
  const {atol = 0} = sumTolerance(kernel.length, fits ? largest(signal) * largest(kernel) : 0, 32);
  return {
    signal,
    kernel,
    output: readNumbers(fields.output, "myProbe.output"),
    is: fields.is,
    correlation: fits ? correlate1d(signal, kernel) : [],
    convolution: fits ? convolve1d(signal, kernel) : [],
    atol,
  };
}
