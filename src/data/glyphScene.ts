import {Random} from "../core/random.js";

/** 7 x 5 pixels each, `#` for ink; much ink in common, so that they are easy to take for each other. */
const LETTERS: Readonly<Record<string, readonly string[]>> = {
  K: ["#...#", "#..#.", "#.#..", "##...", "#.#..", "#..#.", "#...#"],
  H: ["#...#", "#...#", "#...#", "#####", "#...#", "#...#", "#...#"],
  N: ["#...#", "##..#", "#.#.#", "#..##", "#...#", "#...#", "#...#"],
  M: ["#...#", "##.##", "#.#.#", "#.#.#", "#...#", "#...#", "#...#"],
  W: ["#...#", "#...#", "#...#", "#.#.#", "#.#.#", "##.##", "#...#"],
  R: ["####.", "#...#", "#...#", "####.", "#.#..", "#..#.", "#...#"],
  X: ["#...#", "#...#", ".#.#.", "..#..", ".#.#.", "#...#", "#...#"],
};

const HEIGHT = 44;
const WIDTH = 66;
/** Room for one letter: 4 x 6 of these fill the scene. */
const CELL = 11;

/** A picture with one letter to be found among others. */
export interface GlyphScene {
  /** Grey levels, about 0 to 1.6, [44, 66]. */
  readonly scene: number[][];
  /** The letter that is hidden once: 1 ink, 0 paper, [7, 5]. */
  readonly glyph: number[][];
  /** Row and column of the letter's top left pixel in the scene. */
  readonly place: readonly [number, number];
}

/**
 * Scatters letters over a picture that grows brighter to one side and has one bright lamp. The letter to be found is
 * fainter than the others: brightness does not lead to it, nor does contrast, only shape.
 *
 * @param random  Decides every place, every letter and the noise.
 */
export function glyphScene(random: Random): GlyphScene {
  const scene = Array.from({length: HEIGHT}, () =>
    Array.from({length: WIDTH}, (_, x) => 0.1 + (0.4 * x) / WIDTH + random.normal(0, 0.02)),
  );
  const cells = random.shuffle(Array.from({length: (HEIGHT / CELL) * (WIDTH / CELL)}, (_, n) => n));
  const corner = (cell: number): [number, number] => {
    const top = Math.floor(cell / (WIDTH / CELL)) * CELL;
    const left = (cell % (WIDTH / CELL)) * CELL;
    return [top + random.integer(1, 4), left + random.integer(1, 6)];
  };
  const [lamp, hidden, ...rest] = cells;
  for (const cell of rest.slice(0, 18)) {
    draw(scene, bitmap(random.pick(["H", "N", "M", "W", "R", "X"])), corner(cell), random.uniform(0.6, 0.9));
  }
  drawLamp(scene, corner(lamp));
  const glyph = bitmap("K");
  const place = corner(hidden);
  draw(scene, glyph, place, 0.25);
  return {scene, glyph, place};
}

function bitmap(letter: string): number[][] {
  return LETTERS[letter].map(row => Array.from(row, cell => (cell === "#" ? 1 : 0)));
}

function draw(
  scene: number[][],
  glyph: readonly number[][],
  [top, left]: readonly number[],
  ink: number,
): void {
  for (const [i, row] of glyph.entries()) {
    for (const [j, value] of row.entries()) scene[top + i][left + j] += ink * value;
  }
}

/** A disc with a soft rim, 9 pixels across. */
function drawLamp(scene: number[][], [top, left]: readonly number[]): void {
  for (let i = 0; i < 9; i++) {
    for (let j = 0; j < 9; j++) {
      const distance = Math.hypot(i - 4, j - 4);
      if (left + j < WIDTH && top + i < HEIGHT)
        scene[top + i][left + j] += 1.1 * Math.min(1, Math.max(0, 5 - distance));
    }
  }
}

/** The scene that lesson 4 shows. */
const HIDDEN_GLYPH_SEED = 2;

/**
 * The scene of lesson 4 and the letter that is hidden in it once, without its place: finding that is the exercise.
 *
 * @param seed  Another scene for each, an integer >= 0; that of the lesson unless given.
 * @returns `scene` [44, 66], grey levels; `glyph` [7, 5], 1 ink and 0 paper.
 *
 * @example
 * hiddenGlyph().glyph[0] // => [1, 0, 0, 0, 1]
 */
export function hiddenGlyph(seed = HIDDEN_GLYPH_SEED): Omit<GlyphScene, "place"> {
  const {scene, glyph} = glyphScene(new Random(seed));
  return {scene, glyph};
}
