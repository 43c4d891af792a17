import {brief, requireInteger} from "../core/check.js";
import type {LayerSpec} from "../nn/layerSpec.js";
import {outputShape} from "../nn/outputShape.js";
import {nameOf} from "./fieldFrames.js";
import {flow} from "./flow.js";
import {Picture} from "./picture.js";
import {drawingOf, FAINT, round, stroke, text, textWidth} from "./svg.js";

/** What one stage of a network gives, and how: by hand, or by `stagesOf`. */
export interface Stage {
  readonly name: string;
  /** [height, width, channels], or [units]. */
  readonly shape: readonly number[];
  /** What led here, written over the arrow: `"conv 5 x 5"`. */
  readonly by?: string;
}

export interface DiagramOptions {
  readonly title?: string;
  /** What is seen and what follows from it; the stages unless given. */
  readonly alt?: string;
}

const MAX_WIDTH = 720;
/** Side of the largest picture, in units; sides shrink with the square root, so that small ones can still be seen. */
const SIDE = 104;
/** How far a volume's channels reach to the right: the square root again, at most this many units. */
const DEPTH = 60;
const MAX_UNITS = 110;
const ARROW = 40;
const TITLE_HEIGHT = 26;
const LABELS = 38;

/** Front, top and side of a volume; a vector's bar. */
const VOLUME = ["#9cc7e8", "#c6def1", "#6aa5d2"] as const;
const VECTOR = ["#f3c48a", "#f9dfc0", "#dc9a4b"] as const;

/**
 * A network as a row of volumes and vectors, drawn from the shapes of its stages: the face of a volume is its height and
 * width, its depth the channels; a vector is a bar. Under each its name and shape, over each arrow what the layer does.
 *
 * @param stages  From the input on: `{name: "C1", shape: [28, 28, 6], by: "conv 5 x 5"}`.
 * @param options  Title, alternative text.
 * @returns A picture that a notebook displays: SVG, PNG, and its description as text.
 * @throws {RangeError} When a shape has neither one nor three axes.
 *
 * @example
 * String(architectureDiagram([{name: "input", shape: [32, 32, 1]}, {name: "C1", shape: [28, 28, 6], by: "conv 5 x 5"}]))
 * // => "Network of 2 stages. input: 32 x 32 x 1; C1: 28 x 28 x 6 by conv 5 x 5"
 */
export function architectureDiagram(stages: readonly Stage[], options: DiagramOptions = {}): Picture {
  const {title = ""} = options;
  if (!Array.isArray(stages) || stages.length === 0)
    throw new RangeError(`architectureDiagram: stages must hold at least one, got ${brief(stages)}`);
  for (const {name, shape} of stages) requireShape(name, shape);
  const blocks = stages.map((stage: Stage) => blockOf(stage, stages));
  const items = blocks.map(({width, height, stage}, n) => {
    const arrow = n === 0 ? 0 : Math.max(ARROW, textWidth(stage.by ?? "", 11) + 12);
    return {arrow, width: arrow + width, height};
  });
  const {places, ...inner} = flow(items, {
    maxWidth: MAX_WIDTH,
    columns: stages.length,
    gap: 8,
    below: LABELS,
  });
  const top = title ? TITLE_HEIGHT : 0;
  const parts = [text(0, 14, title, {size: 14, bold: true})];
  for (const [n, block] of blocks.entries()) {
    const {left, bottom} = places[n];
    const {arrow} = items[n];
    // Everything of a line is centred on one height.
    const lineHeight = Math.max(
      ...items.filter((_, other) => places[other].bottom === bottom).map(item => item.height),
    );
    const middle = top + bottom - lineHeight / 2;
    const start = left + arrow;
    if (n > 0) parts.push(drawArrow(left + 2, left + arrow - 6, middle, block.stage.by ?? ""));
    parts.push(drawBlock(block, start + (block.width - block.across) / 2, middle - block.height / 2));
    const center = start + block.width / 2;
    parts.push(
      text(center, top + bottom + 18, block.stage.name, {size: 12, anchor: "middle", bold: true}),
      text(center, top + bottom + 33, shapeText(block.stage.shape), {
        size: 11,
        anchor: "middle",
        fill: FAINT,
      }),
    );
  }
  const width = Math.max(inner.width, textWidth(title, 15));
  const alt = options.alt ?? describe(stages, title);
  return new Picture(drawingOf(width, top + inner.height + LABELS, alt, parts.join("\n")), alt);
}

/**
 * The stages of a network given as layers: its input, and what each convolution, pooling, dense layer and residual gives.
 * Activations, norms and dropout keep the shape and are left out.
 *
 * @param inputShape  [height, width, channels] or [features].
 * @param layers  The network as `buildNetwork` takes it.
 * @returns Stages for `architectureDiagram`.
 * @throws {RangeError} When a layer cannot take what the one before it gives.
 *
 * @example
 * stagesOf([28, 28, 1], [{kind: "conv", filters: 6, kernelSize: 5}]) // => [{name: "input", shape: [28, 28, 1]}, {name: "1", shape: [24, 24, 6], by: "conv 5 x 5"}]
 */
export function stagesOf(inputShape: readonly number[], layers: readonly LayerSpec[]): Stage[] {
  const stages: Stage[] = [{name: "input", shape: inputShape}];
  let shape = inputShape;
  for (const layer of layers) {
    shape = outputShape("stagesOf", shape, layer);
    const by = wordsOf(layer);
    if (by) stages.push({name: `${stages.length}`, shape, by});
  }
  return stages;
}

/** What a layer does, in a word or two; undefined where it keeps the shape. */
function wordsOf(layer: LayerSpec): string | undefined {
  if (layer.kind === "conv" || layer.kind === "maxPool" || layer.kind === "meanPool")
    return nameOf(layer).replace("maxPool", "max").replace("meanPool", "mean");
  if (layer.kind === "globalMeanPool") return "global mean";
  return layer.kind === "dense" || layer.kind === "residual" ? layer.kind : undefined;
}

function requireShape(name: string, shape: readonly number[]): void {
  if (!Array.isArray(shape) || (shape.length !== 1 && shape.length !== 3))
    throw new RangeError(
      `architectureDiagram: shape of "${name}" must be [height, width, channels] or [units], got ${brief(shape)}`,
    );
  for (const length of shape) requireInteger("architectureDiagram", `each length of "${name}"`, length, 1);
}

/** A stage with its sizes on the page. */
interface Block {
  readonly stage: Stage;
  /** The front face, and how far top and side lean to the right and up. */
  readonly front: readonly [number, number];
  readonly lean: number;
  /** Width of the drawing alone, and with its labels; height. */
  readonly across: number;
  readonly width: number;
  readonly height: number;
}

function blockOf(stage: Stage, stages: readonly Stage[]): Block {
  const volumes = stages.filter(({shape}) => shape.length === 3);
  const largest = Math.max(1, ...volumes.map(({shape}) => Math.max(shape[0], shape[1])));
  const deepest = Math.max(1, ...volumes.map(({shape}) => shape[2]));
  const longest = Math.max(1, ...stages.filter(({shape}) => shape.length === 1).map(({shape}) => shape[0]));
  const {shape} = stage;
  const side = (length: number) => Math.max(5, SIDE * Math.sqrt(length / largest));
  // Seen from the side: depth to the right, height up, width leaning away.
  const front =
    shape.length === 3
      ? ([Math.max(4, DEPTH * Math.sqrt(shape[2] / Math.max(deepest, 16))), side(shape[0])] as const)
      : ([9, Math.max(14, MAX_UNITS * Math.sqrt(shape[0] / longest))] as const);
  const lean = shape.length === 3 ? side(shape[1]) * 0.36 : 5;
  const across = front[0] + lean;
  const labels = Math.max(textWidth(stage.name, 13), textWidth(shapeText(shape), 11));
  return {stage, front, lean, across, width: Math.max(across, labels), height: front[1] + lean};
}

function drawBlock({front, lean, stage}: Block, left: number, top: number): string {
  const [face, lid, flank] = stage.shape.length === 3 ? VOLUME : VECTOR;
  const [width, height] = front.map(round);
  const by = round(lean);
  const part = (fill: string, d: string) =>
    `<path d="${d}" fill="${fill}" stroke="#33475b" stroke-width="0.9" stroke-linejoin="round"/>`;
  const [x, y] = [round(left), round(top + lean)];
  return [
    part(lid, `M${x} ${y}l${by} ${-by}h${width}l${-by} ${by}z`),
    part(flank, `M${round(x + width)} ${y}l${by} ${-by}v${height}l${-by} ${by}z`),
    part(face, `M${x} ${y}h${width}v${height}h${-width}z`),
  ].join("");
}

function drawArrow(from: number, to: number, y: number, words: string): string {
  const [a, b, h] = [from, to, y].map(round);
  return (
    stroke(`M${a} ${h}H${b}m-6 -4l6 4l-6 4`, 1.4) +
    text((from + to) / 2, y - 9, words.replaceAll(" x ", " \u00d7 "), {
      size: 11,
      fill: FAINT,
      anchor: "middle",
    })
  );
}

function shapeText(shape: readonly number[]): string {
  return shape.join(" \u00d7 ");
}

function describe(stages: readonly Stage[], title: string): string {
  const each = stages.map(({name, shape, by}) => `${name}: ${shape.join(" x ")}${by ? ` by ${by}` : ""}`);
  const count = `Network of ${stages.length} stage${stages.length === 1 ? "" : "s"}`;
  return `${title ? `${title}. ` : ""}${count}. ${each.join("; ")}`;
}
