import {defineExercise, type Given} from "../../src/exercise/exercise.js";
import {isList, type Value} from "../../src/exercise/value.js";
import {kindText, valueText} from "../../src/exercise/valueText.js";
import {WrongAnswer} from "../../src/exercise/wrongAnswer.js";

const TASKS = ["category", "instance", "detection", "segmentation"] as const;
type Task = (typeof TASKS)[number];

/** What somebody wants from a picture, and the task that it is. */
const CARDS: Readonly<Record<string, readonly [string, Task]>> = {
  A: ["Put every holiday photo into the folder beach, forest or town.", "category"],
  B: ["Which of my two cats came through the flap?", "instance"],
  C: ["Draw a box around every pedestrian ahead.", "detection"],
  D: ["Which pixels are road and which are not?", "segmentation"],
  E: ["What kind of bird is in the photo: duck, goose or swan?", "category"],
  F: ["Is this the very bicycle that was stolen from me?", "instance"],
  G: ["How many cars stand in the car park, and where?", "detection"],
  H: ["Cut the speaker out along the outline, to put a beach behind.", "segmentation"],
  I: ["Is this a photo of food?", "category"],
  J: ["Pick the photos that show the Eiffel Tower.", "instance"],
  K: ["Where are the faces, so that the camera can focus on them?", "detection"],
  L: ["How much of the leaf's area is eaten by rust?", "segmentation"],
};

/** What the asked task wants and the given one does not deliver, or the other way round. */
const WHY: Readonly<Record<Task, Readonly<Record<Task, string>>>> = {
  category: {
    category: "",
    instance: "it asks for a kind of thing; any member of the kind will do",
    detection: "it asks what the picture shows, not where in it",
    segmentation: "one answer for the whole picture is enough; no pixel is asked about",
  },
  instance: {
    category: "the kind is known; one particular thing must be told from others of its kind",
    instance: "",
    detection: "it asks which one it is, not where",
    segmentation: "it asks which one it is, not which pixels belong to it",
  },
  detection: {
    category: "a label for the whole picture does not say where, and there may be several",
    instance: "any member of the kind counts; the places are what is asked for",
    detection: "",
    segmentation: "a box for each is enough; no outline is asked for",
  },
  segmentation: {
    category: "a label for the whole picture says nothing about its pixels",
    instance: "it does not ask which one, but which pixels",
    detection: "a box holds pixels of both kinds; this needs to know of every pixel",
    segmentation: "",
  },
};

const EXPECTS: Readonly<Record<Task, string>> = {
  category:
    "Category-level recognition gives the whole picture one label, the same for every member of a kind.",
  instance: "Instance recognition tells one particular thing from others of its kind.",
  detection: "Detection says where things are, as a box or a point for each.",
  segmentation: "Segmentation decides about every pixel: a mask, an outline, an area.",
};

export const exercise = defineExercise({
  id: "l03-sort-cards",
  lesson: 3,
  kind: "val",
  points: 2,
  partial: true,
  title: "Four tasks in twelve questions",
  prompt: [
    "Which task is each card? One label for the whole picture by its kind is `category`, telling one particular thing from others of its " +
      "kind is `instance`, saying where things are is `detection`, deciding about every pixel is `segmentation`. Put twelve of these words in " +
      "`cardTasks`, in the order of `deal.cards`.\n",
    ...Object.entries(CARDS).map(([letter, [text]]) => `- ${letter}: ${text}`),
  ].join("\n"),
  answer: "cardTasks",
  type: "string[]",
  imports: ["NotAttempted", "todo"],
  variant: {name: "deal", values: random => ({cards: random.shuffle(Object.keys(CARDS))})},
  checks: [
    ...TASKS.map(task => ({
      name: `the ${task} cards`,
      expects: EXPECTS[task],
      phase: "visible" as const,
      run: async ({answer, given}: {answer: {value(): Promise<Value>}; given: Given}) => {
        const deal = dealOf(given);
        const tasks = readTasks(await answer.value(), deal.length);
        for (const [n, letter] of deal.entries()) {
          const [text, right] = CARDS[letter];
          // A card that is called so by mistake counts too: one word for all cards earns nothing.
          if (tasks[n] === right || (right !== task && tasks[n] !== task)) continue;
          throw new WrongAnswer(`Card ${letter}, "${text}", is not ${tasks[n]}: ${WHY[right][tasks[n]]}.`);
        }
      },
    })),
  ],
  hints: [
    "Ask of each card what a right reply looks like: a word, a yes for one certain thing, boxes, or a mask.",
    "A word for any member of a kind: category. One certain member: instance. Boxes or points, maybe several: detection. A mask or an area: segmentation.",
    "Each task has three cards.",
  ],
});

function dealOf(given: Given): string[] {
  const cards = given.cards;
  if (isList(cards) && cards.every(card => typeof card === "string" && Object.hasOwn(CARDS, card))) {
    return cards as string[];
  }
  throw new WrongAnswer(
    `deal.cards must be letters from A to L as in the task, but it is ${kindText(cards)}: give \`deal\` as it stands in the cell.`,
  );
}

function readTasks(value: Value, count: number): Task[] {
  if (!isList(value) || value.length !== count) {
    throw new WrongAnswer(`cardTasks must be a list of ${count} words, but it is ${kindText(value)}.`);
  }
  for (const [n, word] of value.entries()) {
    if (TASKS.some(task => task === word)) continue;
    throw new WrongAnswer(
      `cardTasks[${n}] must be ${TASKS.map(task => `"${task}"`).join(", ")}, but it is ${valueText(word)}.`,
    );
  }
  return value as Task[];
}
