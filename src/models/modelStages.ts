import type * as TF from "@tensorflow/tfjs";

/** What one layer of a model gives, and how: what `architectureDiagram` draws. */
export interface ModelStage {
  readonly name: string;
  /** [height, width, channels] or [units]. */
  readonly shape: readonly number[];
  /** What makes it out of the stage before. */
  readonly by?: string;
}

/**
 * The stages of a TensorFlow.js model for `architectureDiagram`: its input, and each layer that convolves, pools or mixes all
 * units. Layers of branches follow one another as the model lists them; layers that keep the numbers' places (activation, batch
 * normalization, dropout, flatten) are left out.
 *
 * @param model  Sequential or functional, with one input; not changed.
 * @returns At least the input.
 * @throws {TypeError} When the model has more than one input or is not built yet.
 *
 * @example
 * modelStages(await buildLenet()).slice(0, 2) // => [{name: "input", shape: [28, 28, 1]}, {name: "1", shape: [28, 28, 6], by: "conv 5 x 5"}]
 */
export function modelStages(model: TF.LayersModel): ModelStage[] {
  const [input, ...others] = model.inputs ?? [];
  if (input === undefined || others.length > 0)
    throw new TypeError(
      `modelStages: model must be built and have one input, got ${model.inputs?.length ?? 0}`,
    );
  const stages: ModelStage[] = [{name: "input", shape: sizes(input.shape)}];
  for (const layer of model.layers) {
    const by = words(layer);
    if (by !== undefined)
      stages.push({name: `${stages.length}`, shape: sizes(layer.outputShape as TF.Shape), by});
  }
  return stages;
}

/** Without the batch. */
function sizes(shape: TF.Shape): number[] {
  return shape.slice(1).map(Number);
}

const KINDS: Readonly<Record<string, string>> = {
  Conv2D: "conv",
  Conv2DTranspose: "transposed",
  DepthwiseConv2D: "depthwise",
  SeparableConv2D: "separable",
  MaxPooling2D: "max",
  AveragePooling2D: "mean",
  GlobalAveragePooling2D: "global mean",
  GlobalMaxPooling2D: "global max",
  Dense: "dense",
};

function words(layer: TF.layers.Layer): string | undefined {
  const kind = KINDS[layer.getClassName()];
  const {kernelSize, poolSize} = layer.getConfig();
  const window = (kernelSize ?? poolSize) as readonly number[] | undefined;
  return kind === undefined || window === undefined ? kind : `${kind} ${window.join(" x ")}`;
}
