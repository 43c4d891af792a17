import {maxPoolBackward} from "../../src/conv/maxPool.js";
import {NdArray} from "../../src/core/ndArray.js";
import type {Random} from "../../src/core/random.js";
import {requireAgreement, type Slip} from "../../src/exercise/agree.js";
import type {CheckContext} from "../../src/exercise/exercise.js";
import {defineExercise} from "../../src/exercise/exercise.js";
import {integerGrid} from "../../src/exercise/inputs.js";
import {callText} from "../../src/exercise/valueText.js";

type Grid = number[][];
type Reading = "first" | "all" | "library";

const TRIALS = 24;
const READINGS: readonly Reading[] = ["first", "all", "library"];

export const exercise = defineExercise({
  id: "l06-pool-ties",
  lesson: 6,
  kind: "prop",
  points: 2,
  title: "Two readings of a tie",
  prompt:
    "Write `tieSlopes(window, slope, reading)`: the slope of the window's maximum by each pixel, where several may be equally large. " +
    '`"first"`: the first of them in reading order (row by row, left to right) takes the whole slope. `"all"`: each of them takes the whole slope. ' +
    '`"library"`: what `maxPoolBackward` does unless told otherwise. Try it on a window with a tie, then let your function do the same.',
  answer: "tieSlopes",
  type: '(window: number[][], slope: number, reading: "first" | "all" | "library") => number[][]',
  imports: ["NotAttempted", "NdArray", "maxPool", "maxPoolBackward"],
  uses: ["l06-max-pool", "l06-max-pool-backward"],
  forbids: [{name: "maxPoolBackward", why: "it may be tried, but the answer is your own code"}],
  checks: [
    {
      name: "no tie",
      phase: "visible",
      expects: "Where one pixel is the largest, every reading gives it the whole slope and the others 0.",
      run: async ({answer}) => {
        for (const reading of READINGS) {
          await agreeOn(answer, [[-4, -1, -3]], 10, reading);
          await agreeOn(
            answer,
            [
              [1, 3],
              [4, 2],
            ],
            10,
            reading,
          );
        }
      },
    },
    {
      name: "the first takes all",
      expects:
        'With "first", one pixel takes the whole slope: of equal ones the first, row by row and left to right.',
      run: async ({answer, random}) => {
        await agreeOn(
          answer,
          [
            [1, 5],
            [5, 5],
          ],
          12,
          "first",
        );
        await agreeOn(answer, tied(random, 2, 3), 12, "first");
      },
    },
    {
      name: "each takes all",
      expects:
        'With "all", every pixel that is as large as the maximum takes the whole slope: together more than came in.',
      run: async ({answer, random}) => {
        await agreeOn(
          answer,
          [
            [1, 5],
            [5, 5],
          ],
          12,
          "all",
        );
        await agreeOn(answer, tied(random, 3, 2), 12, "all");
      },
    },
    {
      name: "what the library does",
      expects: "`maxPool` records one winner for each window, and `maxPoolBackward` sends the slope to it.",
      run: async ({answer, random}) => {
        await agreeOn(
          answer,
          [
            [1, 5],
            [5, 5],
          ],
          12,
          "library",
        );
        await agreeOn(answer, tied(random, 2, 3), 12, "library");
      },
    },
    {
      name: "random oblong windows",
      expects: "The rule is the same for every size of window, any number of equal pixels and any slope.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < TRIALS; trial++) {
          const window = integerGrid(random, random.integer(1, 4), random.integer(1, 5), -2, 1);
          await agreeOn(answer, window, random.integer(-9, 10), random.pick(READINGS));
        }
      },
    },
  ],
  hints: [
    "Find the maximum first: `const best = Math.max(...window.flat())`. Then go over the pixels once more and compare each with it.",
    'For "first", remember in a variable whether the slope has been given away.',
    "Ask the library: `maxPoolBackward(NdArray.fromNested([[[5], [5]]]), [1, 2], NdArray.fromNested([[[10]]])).toNested()`.",
  ],
});

async function agreeOn(
  answer: CheckContext["answer"],
  window: Grid,
  slope: number,
  reading: Reading,
): Promise<void> {
  requireAgreement(await answer.call(window, slope, reading), right(window, slope, reading), {
    call: callText("tieSlopes", window, slope, reading),
    slips: slips(window, slope, reading),
  });
}

function right(window: Grid, slope: number, reading: Reading): Grid {
  const volume = NdArray.fromNested(window.map(row => row.map(pixel => [pixel])));
  const options = reading === "library" ? {} : {ties: reading};
  const size = [window.length, window[0].length] as const;
  const slopes = maxPoolBackward(volume, size, NdArray.fromNested([[[slope]]]), options);
  return (slopes.toNested() as number[][][]).map(row => row.map(([value]) => value));
}

/** A window in which the largest pixel stands three times, never in the first place. */
function tied(random: Random, height: number, width: number): Grid {
  const pixels = [0, ...random.shuffle([7, 7, 7, ...new Array<number>(height * width - 4).fill(3)])];
  return Array.from({length: height}, (_, y) => pixels.slice(y * width, (y + 1) * width));
}

function slips(window: Grid, slope: number, reading: Reading): Slip[] {
  const best = Math.max(...window.flat());
  const equals = window.flat().filter(pixel => pixel === best).length;
  const where = (give: (y: number, x: number) => number) =>
    window.map((row, y) => row.map((pixel, x) => (pixel === best ? give(y, x) : 0)));
  const last = window.flat().lastIndexOf(best);
  const top = window[0].map((_, x) => window.findIndex(row => row[x] === best));
  const column = top.findIndex(y => y >= 0);
  return [
    {
      says: "The slope is split among the equal pixels. Neither reading does that: one pixel takes all of it, or each takes all of it.",
      gives: () => where(() => slope / equals),
    },
    {
      says: `Several pixels take the slope. With "${reading}", one of the equal pixels takes all of it and the others nothing.`,
      gives: () => (reading === "all" ? undefined : where(() => slope)),
    },
    {
      says: 'One pixel alone takes the slope. With "all", each of the equal pixels takes the whole of it.',
      gives: () => (reading === "all" ? right(window, slope, "first") : undefined),
    },
    {
      says: "The last of the equal pixels takes the slope. It is the first one's: a later pixel wins only when it is larger (`>`, not `>=`).",
      gives: () => where((y, x) => (y * window[0].length + x === last ? slope : 0)),
    },
    {
      says: "The first pixel down the columns takes the slope. Reading order goes row by row.",
      gives: () => where((y, x) => (x === column && y === top[column] ? slope : 0)),
    },
    {
      says: "Every pixel of the window takes a slope. Only those that are as large as the maximum do.",
      gives: () => window.map(row => row.map(() => slope)),
    },
  ];
}
