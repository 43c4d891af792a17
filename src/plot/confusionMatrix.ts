import {toBase64} from "../core/base64.js";
import {brief} from "../core/check.js";
import {type Grid, rowsOf} from "../core/grid.js";
import {encodePng} from "../core/pixels.js";
import type {ChartSpec} from "./chartSpec.js";
import {composedChart} from "./theme.js";

/** An image with its true class and the one that was guessed, as places in `labels`. */
export interface ConfusionExample {
  /** [height, width], dark for the least and bright for the largest value. */
  readonly image: Grid;
  readonly truth: number;
  readonly guess: number;
}

export interface ConfusionOptions {
  readonly title?: string;
  /** Names of the classes; 0, 1, 2, ... unless given. */
  readonly labels?: readonly string[];
  /** Images to look at: those of the chosen cell are shown below the table, at most eight. */
  readonly examples?: readonly ConfusionExample[];
  /** What is seen and what follows from it; the accuracy and the commonest confusion unless given. */
  readonly description?: string;
}

const CELL = 34;
const IMAGE = 44;
const IMAGES_SHOWN = 8;

/**
 * How often each class was taken for each: a row for the true class, a column for the guess. The colour of a cell is its
 * share of the row. A click chooses a cell; its example images are shown below. The commonest confusion is chosen first.
 *
 * @param counts  [classes, classes], integers >= 0: `counts[truth][guess]`.
 * @param options  Names of the classes, example images, titles.
 * @returns A Vega-Lite chart; `show` draws it.
 * @throws {RangeError} When the counts make no square.
 *
 * @example
 * confusionMatrix([[8, 2], [0, 10]], {labels: ["cat", "dog"]}).description
 * // => "Confusion matrix of 2 classes, 20 examples, 90.0% right. Most often confused: cat taken for dog, 2 of 10."
 */
export function confusionMatrix(counts: Grid, options: ConfusionOptions = {}): ChartSpec {
  const {title, examples = []} = options;
  const rows = rowsOf("confusionMatrix", "counts", counts);
  if (rows.length !== rows[0].length)
    throw new RangeError(
      `confusionMatrix: counts must be square, got ${rows.length} rows and ${rows[0].length} columns`,
    );
  const labels = options.labels ?? rows.map((_, n) => String(n));
  if (labels.length !== rows.length)
    throw new RangeError(
      `confusionMatrix: labels must be one for each class, got ${labels.length} for ${rows.length}`,
    );
  const cells = cellsOf(rows, labels);
  const confusions = cells.filter(({truth, guess}) => truth !== guess);
  const chosen = confusions.reduce(
    (most, cell) => (cell.count > most.count ? cell : most),
    confusions[0] ?? cells[0],
  );
  const images = examples.map((example, n) => imageOf(example, n, labels));
  const table = tableOf(cells, labels, chosen);
  const body = {
    ...(title ? {title} : {}),
    vconcat: images.length > 0 ? [table, gallery(cells, placed(images))] : [table],
  };
  return composedChart(options.description ?? describe(cells, labels, confusions), body);
}

interface Cell {
  readonly truth: string;
  readonly guess: string;
  readonly count: number;
  /** Of the row: of all examples with this true class. */
  readonly share: number;
  readonly total: number;
}

function cellsOf(rows: ReadonlyArray<ArrayLike<number>>, labels: readonly string[]): Cell[] {
  return rows.flatMap((row, truth) => {
    const counts = Array.from(row);
    for (const count of counts)
      if (!Number.isInteger(count) || count < 0)
        throw new RangeError(`confusionMatrix: counts must be integers >= 0, got ${count} in row ${truth}`);
    const total = counts.reduce((sum, count) => sum + count, 0);
    return counts.map((count, guess) => ({
      truth: labels[truth],
      guess: labels[guess],
      count,
      share: total > 0 ? count / total : 0,
      total,
    }));
  });
}

function tableOf(cells: readonly Cell[], labels: readonly string[], {truth, guess}: Cell): object {
  const axis = {labelAngle: 0, labelPadding: 6, ticks: false, domain: false, labelLimit: 90};
  const x = {
    field: "guess",
    type: "ordinal",
    sort: labels,
    title: "guessed class",
    axis: {...axis, orient: "top"},
  };
  const y = {field: "truth", type: "ordinal", sort: labels, title: "true class", axis};
  const number = (strong: boolean) => ({
    transform: [{filter: `datum.count > 0 && datum.share ${strong ? ">=" : "<"} 0.5`}],
    mark: {type: "text", fontSize: 11, style: strong ? "onStrong" : "ink"},
    encoding: {x, y, text: {field: "count", type: "quantitative", format: ","}},
  });
  return {
    width: {step: CELL},
    height: {step: CELL},
    data: {values: cells},
    layer: [
      {
        params: [
          {
            name: "cell",
            select: {type: "point", fields: ["truth", "guess"], toggle: false},
            value: [{truth, guess}],
          },
        ],
        mark: {type: "rect", style: "cell", cursor: "pointer"},
        encoding: {
          x,
          y,
          color: {
            field: "share",
            type: "quantitative",
            title: "share of the row",
            scale: {domain: [0, 1]},
            legend: {format: "%", tickCount: 3, gradientLength: 110},
          },
          tooltip: [
            {field: "truth", title: "true class"},
            {field: "guess", title: "guessed class"},
            {field: "count", type: "quantitative", format: ","},
            {field: "share", type: "quantitative", title: "share of the row", format: ".1%"},
          ],
        },
      },
      number(true),
      number(false),
      {
        transform: [{filter: {param: "cell", empty: false}}],
        mark: {type: "rect", fillOpacity: 0, strokeWidth: 2.5, stroke: "#d55e00"},
        encoding: {x, y},
      },
    ],
  };
}

interface ExampleImage {
  readonly truth: string;
  readonly guess: string;
  readonly url: string;
}

/** The images of the chosen cell in a row, under a line that says which cell it is. */
function gallery(cells: readonly Cell[], images: readonly object[]): object {
  const isChosen = {filter: {param: "cell", empty: false}};
  return {
    width: IMAGES_SHOWN * (IMAGE + 4),
    height: IMAGE + 26,
    layer: [
      {
        data: {values: cells},
        transform: [
          isChosen,
          {
            calculate:
              "datum.truth + ' taken for ' + datum.guess + ': ' + datum.count + ' of ' + datum.total",
            as: "words",
          },
        ],
        mark: {type: "text", style: "ink", align: "left", x: 0, y: 6, fontSize: 12},
        encoding: {text: {field: "words", type: "nominal"}},
      },
      {
        data: {values: images},
        transform: [isChosen],
        mark: {type: "image", width: IMAGE, height: IMAGE, y: 18 + IMAGE / 2, aspect: true},
        encoding: {
          x: {
            field: "slot",
            type: "quantitative",
            scale: {domain: [-0.5, IMAGES_SHOWN - 0.5], nice: false},
            axis: null,
          },
          url: {field: "url", type: "nominal"},
        },
      },
    ],
  };
}

/** Each image's place in its cell's row; those past the row are left out. */
function placed(images: readonly ExampleImage[]): object[] {
  const used = new Map<string, number>();
  return images.flatMap(image => {
    const key = JSON.stringify([image.truth, image.guess]);
    const slot = used.get(key) ?? 0;
    used.set(key, slot + 1);
    return slot < IMAGES_SHOWN ? [{...image, slot}] : [];
  });
}

function imageOf(
  {image, truth, guess}: ConfusionExample,
  n: number,
  labels: readonly string[],
): ExampleImage {
  for (const place of [truth, guess])
    if (labels[place] === undefined)
      throw new RangeError(
        `confusionMatrix: example ${n} must have classes in 0..${labels.length - 1}, got ${brief(place)}`,
      );
  const rows = rowsOf("confusionMatrix", `example ${n}`, image);
  const values = rows.flatMap(row => Array.from(row));
  const low = values.reduce((least, value) => Math.min(least, value));
  const high = values.reduce((most, value) => Math.max(most, value));
  const data = new Uint8Array(values.length * 4);
  for (const [i, value] of values.entries()) {
    const gray = high > low ? Math.round((255 * (value - low)) / (high - low)) : 0;
    data.set([gray, gray, gray, 255], i * 4);
  }
  const png = toBase64(encodePng({width: rows[0].length, height: rows.length, data}));
  return {truth: labels[truth], guess: labels[guess], url: `data:image/png;base64,${png}`};
}

function describe(cells: readonly Cell[], labels: readonly string[], confusions: readonly Cell[]): string {
  const all = cells.reduce((sum, {count}) => sum + count, 0);
  const right = cells.reduce((sum, {truth, guess, count}) => sum + (truth === guess ? count : 0), 0);
  const lead = `Confusion matrix of ${labels.length} classes, ${all} examples, ${((100 * right) / Math.max(all, 1)).toFixed(1)}% right.`;
  const worst = confusions.reduce((most, cell) => (cell.count > most.count ? cell : most), confusions[0]);
  if (!worst || worst.count === 0) return `${lead} No class was taken for another.`;
  return `${lead} Most often confused: ${worst.truth} taken for ${worst.guess}, ${worst.count} of ${worst.total}.`;
}
