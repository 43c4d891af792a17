import {productTerms, signed, spoken} from "./arithmetic.js";
import {appearing, type FilmParts} from "./film.js";
import {hatch} from "./hatch.js";
import {overhang} from "./overhang.js";
import {scalesFor} from "./scales.js";
import {FAINT, frame, LINE, label, plain, rect, text, textWidth} from "./svg.js";
import {drawTile, numberedCell, type Rows} from "./tile.js";
import type {WindowFrame} from "./windowFrames.js";

const GAP = 40;
const TITLE_HEIGHT = 26;
const NAME_HEIGHT = 22;
const LINE_HEIGHT = 20;

/** Image, kernel, output and arithmetic, with the window and its place in the output moving. */
export function drawScrubber(
  image: Rows,
  kernel: Rows,
  frames: readonly WindowFrame[],
  title: string,
): FilmParts {
  const output = outputOf(frames);
  const padding = overhang(image, frames, [kernel.length, kernel[0].length]);
  const cell = Math.max(numberedCell(image), numberedCell(kernel), numberedCell(output));
  const {rows, columns} = padding;
  const top = (title ? TITLE_HEIGHT : 0) + NAME_HEIGHT;
  const kernelLeft = columns * cell + GAP;
  const outputLeft = kernelLeft + kernel[0].length * cell + GAP;
  const bottom = top + Math.max(rows, kernel.length, output.length) * cell;

  const steps = frames.map(at => {
    const lines = arithmetic(at, kernel);
    return {
      window: [(at.left + padding.left) * cell, top + (at.top + padding.top) * cell] as const,
      place: [outputLeft + at.x * cell, top + at.y * cell] as const,
      lines,
      words: `Output row ${at.y}, column ${at.x} is ${plain(at.sum)}`,
    };
  });

  const [imageScale] = scalesFor("windowScrubber", [image]);
  const [kernelScale] = scalesFor("windowScrubber", [kernel], "shared", "diverging");
  const [outputScale] = scalesFor("windowScrubber", [output], "shared", "diverging");
  const name = (x: number, content: string) => text(x, top - 8, content, {size: 12, fill: FAINT});
  const fixed = [
    text(0, 14, title, {size: 14, bold: true}),
    name(0, padding.any ? "image (hatched: zeros)" : "image"),
    name(kernelLeft, "kernel"),
    name(outputLeft, "output"),
    padding.any ? hatch(0, top, columns * cell, rows * cell) : "",
    drawTile(
      {rows: image, scale: imageScale, cell, numbers: true},
      padding.left * cell,
      top + padding.top * cell,
    ),
    drawTile({rows: kernel, scale: kernelScale, cell, numbers: true}, kernelLeft, top),
    ...frames.map(({sum}, n) => {
      const value = {rows: [[sum]], scale: outputScale, cell, numbers: true};
      return appearing(drawTile(value, ...steps[n].place));
    }),
    rect(outputLeft, top, output[0].length * cell, output.length * cell, `fill="none" stroke="${LINE}"`),
  ].join("\n");

  const width = Math.max(
    outputLeft + Math.max(output[0].length * cell, textWidth("output", 12)),
    textWidth(title, 15),
    ...steps.flatMap(({lines}) => lines.map(line => textWidth(line))),
  );
  const height = bottom + 14 + (kernel.length + 1) * LINE_HEIGHT;
  const alt = (step: number) => describe(title, image, kernel, output, steps[step]);
  const moving = ({window, place, lines}: (typeof steps)[number]) =>
    [
      frame(...window, kernel[0].length * cell, kernel.length * cell),
      frame(...place, cell, cell),
      ...lines.map((line, i) => text(0, bottom + 28 + i * LINE_HEIGHT, line, {className: "kb-line"})),
    ].join("\n");
  return {
    fixed,
    steps: steps.map(step => ({moving: moving(step), words: step.words})),
    width,
    height,
    alt,
    control: "Move the window",
  };
}

/** A line for each kernel row, `pixel x weight` for each cell; a last line adds them up. */
function arithmetic({products, patch, sum}: WindowFrame, kernel: Rows): string[] {
  const rowSums = products.map(row => row.reduce((total, product) => total + product, 0));
  const rows = patch.map(
    (pixels, i) => `row ${i}:  ${productTerms([pixels], [kernel[i]])} = ${label(rowSums[i])}`,
  );
  return [...rows, `sum:  ${rowSums.map(signed).join(" + ")} = ${label(sum)}`];
}

function outputOf(frames: readonly WindowFrame[]): number[][] {
  const output: number[][] = [];
  for (const {y, x, sum} of frames) {
    output[y] ??= [];
    output[y][x] = sum;
  }
  return output;
}

interface Words {
  readonly words: string;
  readonly lines: readonly string[];
}

function describe(title: string, image: Rows, kernel: Rows, output: Rows, {words, lines}: Words): string {
  const grid = (rows: Rows) => Array.from(rows, row => `[${Array.from(row, plain).join(", ")}]`).join(", ");
  const lead = `A ${kernel.length} x ${kernel[0].length} window slides over an image of ${image.length} x ${image[0].length} pixels`;
  const sums = spoken(lines.join("; "));
  return `${title ? `${title}. ` : ""}${lead}. Kernel: ${grid(kernel)}. Output: ${grid(output)}. ${words}: ${sums}`;
}
