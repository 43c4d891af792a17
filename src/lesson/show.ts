import type util from "node:util";
import {present} from "../core/present/present.js";
import {currentHost} from "./currentHost.js";
import {nodeModule} from "./node.js";

/**
 * Shows any value in the running cell: pictures, charts, tensors, tables; all else as text. Write `await show(x)`, so that
 * outputs keep their order.
 *
 * @param value  Anything; an object with a `Symbol.for("Jupyter.display")` method decides for itself.
 */
export async function show(value: unknown): Promise<void> {
  const inspect = nodeModule<typeof util>("node:util")?.inspect;
  const bundle = await present(value, {
    ...(inspect && {inspect: item => inspect(item)}),
    chart: async spec => (await import("../plot/chartBundle.js")).chartBundle(spec),
  });
  currentHost().emit(bundle);
}
