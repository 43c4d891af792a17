import {brief} from "../core/check.js";
import type {ChartSpec} from "./chartSpec.js";
import {shortCount} from "./shortCount.js";
import {composedChart, PALETTE} from "./theme.js";

/** What one layer costs. */
export interface LayerCost {
  readonly name: string;
  /** Weights and biases. */
  readonly parameters: number;
  /** Multiplications with an addition each, for one example. */
  readonly multiplyAdds: number;
}

export interface LayerBarOptions {
  readonly title?: string;
  /** What is seen and what follows from it; the sums and the dearest layers unless given. */
  readonly description?: string;
}

const PANEL_WIDTH = 210;

/**
 * Parameters and multiply-adds of every layer, side by side: the layers that hold the weights are seldom those that take
 * the time. Layers that cost neither are left out.
 *
 * @param layers  Name and costs of each, in order: the rows of `countLayers`.
 * @param options  Titles.
 * @returns A Vega-Lite chart; `show` draws it.
 * @throws {RangeError} When a cost is not an integer >= 0, or two layers have one name.
 *
 * @example
 * layerBars([{name: "conv", parameters: 76, multiplyAdds: 43200}, {name: "dense", parameters: 5770, multiplyAdds: 5760}]).description
 * // => "Bar chart of 2 layers. 5,846 parameters, most in dense; 48,960 multiply-adds, most in conv."
 */
export function layerBars(layers: readonly LayerCost[], options: LayerBarOptions = {}): ChartSpec {
  if (!Array.isArray(layers) || layers.length === 0)
    throw new RangeError(`layerBars: layers must hold at least one, got ${brief(layers)}`);
  const all = layers.map(({name}) => name);
  if (new Set(all).size < all.length) throw new RangeError(`layerBars: names must differ, got ${brief(all)}`);
  for (const {name, parameters, multiplyAdds} of layers)
    for (const cost of [parameters, multiplyAdds])
      if (!Number.isInteger(cost) || cost < 0)
        throw new RangeError(`layerBars: costs of "${name}" must be integers >= 0, got ${brief(cost)}`);
  const costly = layers.filter(({parameters, multiplyAdds}) => parameters + multiplyAdds > 0);
  if (costly.length === 0)
    throw new RangeError("layerBars: layers must hold one that costs something, got none");
  const rows = costly.map(({name, parameters, multiplyAdds}) => ({
    name,
    parameters,
    multiplyAdds,
    parameterLabel: parameters > 0 ? shortCount(parameters) : "none",
    computeLabel: multiplyAdds > 0 ? shortCount(multiplyAdds) : "none",
  }));
  const names = costly.map(({name}) => name);
  const panel = (field: string, label: string, title: string, color: string, first: boolean) => {
    const most = Math.max(
      1,
      ...costly.map(layer => (field === "parameters" ? layer.parameters : layer.multiplyAdds)),
    );
    const y = {
      field: "name",
      type: "nominal",
      sort: names,
      title: null,
      axis: first ? {labelLimit: 160, ticks: false, domain: false} : null,
    };
    // Room at the right end for the number of the longest bar.
    const scale = {domain: [0, most * 1.28], nice: false};
    const x = {
      field,
      type: "quantitative",
      title,
      scale,
      axis: {labelExpr: "format(datum.value, '~s')", tickCount: 4},
    };
    return {
      width: PANEL_WIDTH,
      height: {step: 24},
      layer: [
        {
          mark: {type: "bar", color, height: {band: 0.7}},
          encoding: {
            x,
            y,
            tooltip: [
              {field: "name", title: "layer"},
              {field: "parameters", type: "quantitative", format: ","},
              {field: "multiplyAdds", type: "quantitative", title: "multiply-adds", format: ","},
            ],
          },
        },
        {
          mark: {type: "text", style: "ink", align: "left", dx: 5, fontSize: 11},
          encoding: {x, y, text: {field: label, type: "nominal"}},
        },
      ],
    };
  };
  const body = {
    ...(options.title ? {title: options.title} : {}),
    data: {values: rows},
    spacing: 16,
    hconcat: [
      panel("parameters", "parameterLabel", "parameters", PALETTE[5], true),
      panel("multiplyAdds", "computeLabel", "multiply-adds for one example", PALETTE[4], false),
    ],
  };
  return composedChart(options.description ?? describe(costly), body);
}

function describe(layers: readonly LayerCost[]): string {
  const sum = (cost: (layer: LayerCost) => number) => {
    const total = layers.reduce((all, layer) => all + cost(layer), 0).toLocaleString("en-US");
    const most = layers.reduce((dear, layer) => (cost(layer) > cost(dear) ? layer : dear));
    return {total, most: most.name};
  };
  const [weights, work] = [sum(layer => layer.parameters), sum(layer => layer.multiplyAdds)];
  return (
    `Bar chart of ${layers.length} layer${layers.length === 1 ? "" : "s"}. ` +
    `${weights.total} parameters, most in ${weights.most}; ${work.total} multiply-adds, most in ${work.most}.`
  );
}
