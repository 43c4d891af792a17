import {correlate2d} from "../../src/conv/correlate2d.js";
import {findPeak, normalizedCorrelation} from "../../src/conv/findPeak.js";
import {Random} from "../../src/core/random.js";
import {type GlyphScene, glyphScene} from "../../src/data/glyphScene.js";
import {defineExercise, type Given} from "../../src/exercise/exercise.js";
import {readNumbers} from "../../src/exercise/read.js";
import {callText, valueText} from "../../src/exercise/valueText.js";
import {WrongAnswer} from "../../src/exercise/wrongAnswer.js";

/** Scenes that a class may get. */
const SCENES = 631;

export const exercise = defineExercise({
  id: "l04-find-glyph",
  lesson: 4,
  kind: "val",
  points: 2,
  title: "Find the hidden letter",
  prompt:
    "`hiddenGlyph(picture.seed)` gives a `scene` with one K hidden in it, fainter than the letters around it, and the K alone as `glyph`. " +
    "Put its place in `glyphPlace`: `[y, x]` of the window's top left pixel.",
  answer: "glyphPlace",
  imports: ["todo", "correlate2d", "findPeak", "hiddenGlyph", "normalizedCorrelation"],
  uses: ["l04-correlate2d"],
  prelude: "const {scene, glyph} = hiddenGlyph();",
  variant: {
    name: "picture",
    values: random => {
      // The first number that the course's seed draws is 2, the scene that the lesson shows.
      let seed = random.integer(0, SCENES);
      while (!isFair(glyphScene(new Random(seed)))) seed = random.integer(0, SCENES);
      return {seed};
    },
  },
  checks: [
    {
      name: "a place in the scene",
      phase: "visible",
      expects: "A place is two whole numbers, row first: [y, x].",
      run: async ({answer, given}) => {
        const place = readNumbers(await answer.value(), "glyphPlace");
        const {scene, glyph} = hidden(given);
        const last = [scene.length - glyph.length, scene[0].length - glyph[0].length];
        if (
          place.length !== 2 ||
          !place.every((n, axis) => Number.isInteger(n) && n >= 0 && n <= last[axis])
        ) {
          throw new WrongAnswer(
            `glyphPlace must be [y, x] with y from 0 to ${last[0]} and x from 0 to ${last[1]}, but it is ${valueText(place)}.`,
          );
        }
      },
    },
    {
      name: "the letter's place",
      phase: "visible",
      expects: "The window at this place holds the letter: same shape, whatever its brightness and contrast.",
      run: async ({answer, given}) => {
        const place = readNumbers(await answer.value(), "glyphPlace");
        const found = hidden(given);
        if (isAt(place, found.place)) return;
        const slip = slips(found).find(({at}) => isAt(place, at));
        throw new WrongAnswer(slip?.says ?? `The window at ${valueText(place)} does not hold the letter.`, {
          call: callText("glyphPlace", place),
          expected: "the window that holds the K",
          got: "another one",
        });
      },
    },
  ],
  hints: [
    "Slide the letter over the scene and look for the peak of the response: `findPeak(correlate2d(scene, glyph))`. Look at what lies there.",
    "A bright spot answers to every kernel with positive weights, and a strong letter to many. Take off the mean, and divide by how much there is to match.",
    "`normalizedCorrelation(scene, glyph)` does both. Its peak is close to 1.",
  ],
});

function hidden({seed}: Given): GlyphScene {
  if (typeof seed !== "number" || !Number.isInteger(seed) || seed < 0) {
    throw new WrongAnswer(
      "`picture.seed` must stay the number that it was: it says which scene is asked about.",
    );
  }
  return glyphScene(new Random(seed));
}

/** Whether the way that the lesson shows leads to the letter, and the ways that it warns of do not. */
function isFair(found: GlyphScene): boolean {
  const {y, x} = findPeak(normalizedCorrelation(found.scene, found.glyph));
  return isAt([y, x], found.place) && !slips(found).some(({at}) => isAt(at, found.place));
}

/** Places that a wrong way leads to. */
function slips({scene, glyph, place}: GlyphScene): {says: string; at: readonly number[]}[] {
  const [y, x] = place;
  const plain = findPeak(correlate2d(scene, glyph));
  const mean = glyph.flat().reduce((sum, value) => sum + value, 0) / glyph.flat().length;
  const centred = findPeak(
    correlate2d(
      scene,
      glyph.map(row => row.map(value => value - mean)),
    ),
  );
  return [
    {says: "Right window, but [x, y]: a place names the row first, as in scene[y][x].", at: [x, y]},
    {
      says: "That is the middle of the letter. A place of the response map is the window's top left pixel.",
      at: [y + (glyph.length - 1) / 2, x + (glyph[0].length - 1) / 2],
    },
    {
      says: "That is the brightest spot. Every kernel of positive weights answers to light: take the mean off the kernel, so that flat light gives 0.",
      at: [plain.y, plain.x],
    },
    {
      says: "That is where contrast is highest. A strong wrong shape beats a faint right one: divide the response by how much contrast the window has.",
      at: [centred.y, centred.x],
    },
  ];
}

function isAt(place: readonly number[], other: readonly number[]): boolean {
  return place[0] === other[0] && place[1] === other[1];
}
