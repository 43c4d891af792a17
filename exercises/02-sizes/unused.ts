import type {Random} from "../../src/core/random.js";
import type {Slip} from "../../src/exercise/agree.js";
import {defineExercise, type Given} from "../../src/exercise/exercise.js";
import {readNumbers} from "../../src/exercise/read.js";
import {requireNumber} from "../../src/exercise/requireNumber.js";
import {WrongAnswer} from "../../src/exercise/wrongAnswer.js";

/** Input, kernel, stride, padding on each side, dilation. */
type Setting = readonly [number, number, number, number, number];

const NAMES = ["a", "b", "c", "d"];

export const exercise = defineExercise({
  id: "l02-unused",
  lesson: 2,
  kind: "pred",
  points: 2,
  title: "Which samples does no window touch?",
  prompt:
    "Each of the four `settings` is `[input, kernel, stride, padding, dilation]`, with `padding` zeros on each side. Before any code runs: how many " +
    "samples of the input meet no weight of any window? Put the four counts in `unusedGuess`, for a, b, c and d. The zeros around the input are no samples. " +
    "Lock it with `predict`, then run the next cell.",
  answer: "unusedGuess",
  imports: ["todo"],
  variant: {
    name: "settings",
    values: random => {
      const drawn = random.shuffle([leftOver, saved, skipped, dilated]).map(draw => draw(random));
      return Object.fromEntries(NAMES.map((name, i) => [name, drawn[i]]));
    },
  },
  checks: [
    {
      name: "four counts",
      phase: "visible",
      expects: "A count is a whole number, 0 where every sample is used.",
      run: async ({answer}) => {
        const guess = readNumbers(await answer.value(), "unusedGuess");
        if (guess.length === NAMES.length && guess.every(count => Number.isInteger(count) && count >= 0))
          return;
        throw new WrongAnswer(
          `unusedGuess must be ${NAMES.length} whole numbers, for ${NAMES.join(", ")}, but it is [${guess.join(", ")}].`,
        );
      },
    },
    {
      name: "samples that meet no weight",
      phase: "visible",
      expects:
        "Samples go unused where the last step does not fit, where the stride jumps over them, and where every window has a gap; zeros at the end may be what is left over instead.",
      run: async ({answer, given}) => {
        const guess = readNumbers(await answer.value(), "unusedGuess");
        for (const [i, name] of NAMES.entries()) {
          const setting = settingOf(given, name);
          requireNumber(guess[i], unused(setting), {
            what: `Setting ${name}`,
            slips: slips(name, setting),
          });
        }
      },
    },
  ],
  hints: [
    "Draw the input as a row of cells with its zeros hatched, and colour what the first window touches, then the second, up to the last that fits.",
    "Three things leave samples out: a last step that does not fit, a stride larger than the kernel, and gaps that all windows share because the stride keeps step with the dilation.",
    "What is left over at the end may be zeros of the padding. Only samples count.",
  ],
});

function settingOf(given: Given, name: string): Setting {
  const setting = given[name];
  if (Array.isArray(setting) && setting.length === 5) return setting as unknown as Setting;
  throw new TypeError(`l02-unused: given must have five numbers as ${name}, got ${String(setting)}`);
}

/** The last step does not fit: samples at the end are left over. */
function leftOver(random: Random): Setting {
  const [kernel, stride, steps] = [random.integer(3, 5), random.integer(2, 4), random.integer(2, 4)];
  return [kernel + steps * stride + random.integer(1, stride), kernel, stride, 0, 1];
}

/** What is left over at the end is a zero of the padding. */
function saved(random: Random): Setting {
  const [kernel, steps] = [random.integer(3, 5), random.integer(2, 5)];
  return [kernel + 2 * steps + 1 - 2, kernel, 2, 1, 1];
}

/** The stride is larger than the kernel and jumps over samples. */
function skipped(random: Random): Setting {
  const [kernel, jump, steps] = [random.integer(1, 4), random.integer(1, 3), random.integer(2, 4)];
  const stride = kernel + jump;
  return [kernel + steps * stride + random.integer(0, 2), kernel, stride, 0, 1];
}

/** The stride keeps step with the dilation: every second sample is in a gap of all windows. */
function dilated(random: Random): Setting {
  const [kernel, steps] = [random.integer(2, 4), random.integer(1, 4)];
  return [(kernel - 1) * 2 + 1 + 2 * steps + random.integer(0, 2), kernel, 2, 0, 2];
}

/** Whether each cell of the padded input meets a weight, the zeros in front first. */
function touched([input, kernel, stride, padding, dilation]: Setting): boolean[] {
  const cells = new Array<boolean>(input + 2 * padding).fill(false);
  for (let x = 0; x + (kernel - 1) * dilation < cells.length; x += stride) {
    for (let j = 0; j < kernel; j++) cells[x + j * dilation] = true;
  }
  return cells;
}

function unused(setting: Setting): number {
  const [input, , , padding] = setting;
  return touched(setting)
    .slice(padding, padding + input)
    .filter(isTouched => !isTouched).length;
}

function slips(name: string, setting: Setting): Slip[] {
  const [input, kernel, stride, , dilation] = setting;
  const cells = touched(setting);
  return [
    {
      says: `Setting ${name}: the padding is counted as if it were input. What is left over at the end is a zero, not a sample.`,
      gives: () => cells.filter(isTouched => !isTouched).length,
    },
    {
      says: `Setting ${name}: only what is left over after the last window is counted. Samples before it go unused too, where no window has a weight.`,
      gives: () => cells.length - 1 - cells.lastIndexOf(true),
    },
    {
      says: `Setting ${name}: only the samples between the windows are counted. After the last window some are left over as well.`,
      gives: () => cells.slice(0, cells.lastIndexOf(true)).filter(isTouched => !isTouched).length,
    },
    {
      says: `Setting ${name}: these are the samples that are used. Count the others.`,
      gives: () => input - unused(setting),
    },
    {
      says: `Setting ${name}: the padding is left out. With it the window starts and ends further out.`,
      gives: () => unused([input, kernel, stride, 0, dilation]),
    },
  ];
}
