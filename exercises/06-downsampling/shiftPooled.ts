import {maxPool} from "../../src/conv/maxPool.js";
import {NdArray} from "../../src/core/ndArray.js";
import {defineExercise} from "../../src/exercise/exercise.js";
import {isList, type Value} from "../../src/exercise/value.js";
import {kindText, valueText} from "../../src/exercise/valueText.js";
import {WrongAnswer} from "../../src/exercise/wrongAnswer.js";

const SIDE = 12;
const SHIFTS = {up: [-1, 0], down: [1, 0], left: [0, -1], right: [0, 1]} as const;
type Shift = keyof typeof SHIFTS;

/** A bright rectangle on black, in pixels. */
interface Bar {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

export const exercise = defineExercise({
  id: "l06-shift-pooled",
  lesson: 6,
  kind: "pred",
  points: 2,
  title: "Which shifts does pooling see?",
  prompt:
    "A black image of 12 x 12 pixels has one bright bar: rows `bar.top` to `bar.top + bar.height - 1`, columns `bar.left` to " +
    "`bar.left + bar.width - 1`, counted from 0. It is pooled with windows of 2 x 2 in steps of 2. Which shifts of the bar by one pixel change the " +
    'pooled map? Put those among `"up"`, `"down"`, `"left"` and `"right"` in `seenShifts`, in any order.',
  answer: "seenShifts",
  imports: ["todo", "NdArray", "maxPool"],
  uses: ["l06-max-pool"],
  variant: {
    name: "bar",
    values: random => {
      const [height, width] = random.pick([
        [1, 3],
        [3, 1],
        [2, 3],
        [3, 2],
        [1, 2],
        [2, 1],
      ] as const);
      return {top: random.integer(2, 7), left: random.integer(2, 7), height, width};
    },
  },
  checks: [
    {
      name: "a list of directions",
      phase: "visible",
      expects: 'The answer is a list of the words "up", "down", "left", "right", each at most once.',
      run: async ({answer}) => {
        shiftsOf(await answer.value());
      },
    },
    {
      name: "the shifts that show",
      phase: "visible",
      expects:
        "A window is bright when it touches the bar. A shift shows when an edge of the bar enters a window that was dark, or leaves one that was bright.",
      run: async ({answer, given}) => {
        const bar = given as unknown as Bar;
        const got = shiftsOf(await answer.value());
        const right = seen(bar);
        if (isSame(got, right)) return;
        const slip = slips(bar).find(({gives}) => isSame(got, gives));
        const wrong = (Object.keys(SHIFTS) as Shift[]).find(
          shift => got.includes(shift) !== right.includes(shift),
        );
        throw new WrongAnswer(
          slip?.says ??
            `Look at "${wrong}" again: draw the 2 x 2 windows, and mark those that the bar touches before and after the shift.`,
          {
            call: `seenShifts for ${valueText(given)}`,
            expected: "the shifts that change the pooled map",
            got: valueText(got),
          },
        );
      },
    },
  ],
  hints: [
    "Windows begin at even rows and columns: 0 and 1 belong to the first, 2 and 3 to the second. Which windows does the bar touch?",
    "Shifting right moves two edges: the right end may enter a new window, the left end may leave one. One of them is enough to change the map.",
    "An end on an odd column crosses into another window when it moves right, an end on an even column when it moves left. Rows alike: odd for down, even for up. Look at both ends.",
  ],
});

function shiftsOf(value: Value): Shift[] {
  if (!isList(value)) {
    throw new WrongAnswer(`seenShifts must be a list such as ["up", "left"], but it is ${kindText(value)}.`);
  }
  const other = value.find((item, n) => !isShift(item) || value.indexOf(item) !== n);
  if (other !== undefined || !value.every(isShift)) {
    throw new WrongAnswer(
      `seenShifts must hold "up", "down", "left", "right", each at most once, but it holds ${valueText(value)}.`,
    );
  }
  return [...value];
}

function isShift(value: Value): value is Shift {
  return typeof value === "string" && Object.hasOwn(SHIFTS, value);
}

function isSame(a: readonly Shift[], b: readonly Shift[]): boolean {
  return a.length === b.length && a.every(shift => b.includes(shift));
}

/** Shifts after which the pooled map is another one. */
function seen(bar: Bar, size = 2): Shift[] {
  return (Object.keys(SHIFTS) as Shift[]).filter(shift => {
    const [down, across] = SHIFTS[shift];
    const moved = {...bar, top: bar.top + down, left: bar.left + across};
    return String(pooled(bar, size)) !== String(pooled(moved, size));
  });
}

function pooled({top, left, height, width}: Bar, size: number): ArrayLike<number> {
  const isBright = (y: number, x: number) => y >= top && y < top + height && x >= left && x < left + width;
  const image = Array.from({length: SIDE}, (_, y) =>
    Array.from({length: SIDE}, (_, x) => [isBright(y, x) ? 1 : 0]),
  );
  return maxPool(NdArray.fromNested(image), size).y.data;
}

/** Answers that a wrong idea leads to. */
function slips(bar: Bar): {says: string; gives: readonly Shift[]}[] {
  const right = seen(bar);
  const opposite = {up: "down", down: "up", left: "right", right: "left"} as const;
  const turned = {up: "left", down: "right", left: "up", right: "down"} as const;
  return [
    {
      says: "Pooling is not blind to shifts: it forgives those that stay inside a window. Some edges of this bar lie at the edge of a window.",
      gives: [],
    },
    {
      says: "Not every shift shows: as long as each edge of the bar stays in its window, the maxima are the same.",
      gives: Object.keys(SHIFTS) as Shift[],
    },
    {
      says: "These are the shifts that do not show. Asked are those that change the pooled map.",
      gives: (Object.keys(SHIFTS) as Shift[]).filter(shift => !right.includes(shift)),
    },
    {
      says: "Each direction is exchanged with its opposite. Rows grow downwards, and the bar moves, not the windows.",
      gives: right.map(shift => opposite[shift]),
    },
    {
      says: "Rows and columns are exchanged: `top` and `height` count rows, and decide about up and down.",
      gives: right.map(shift => turned[shift]),
    },
    {
      says: "This is right for a bar of one pixel at its top left corner. Look at the other ends too: the bottom row and the right column.",
      gives: seen({...bar, height: 1, width: 1}),
    },
  ];
}
