import type {KernelConfig} from "@tensorflow/tfjs";
import {channelValues, runChannelLine} from "./batchNorm.js";
import {kernel} from "./kernel.js";

interface Attributes {
  readonly varianceEpsilon: number;
}

/** Normalisation with given statistics, one for each channel; others take the backend's own kernel, `stock`. */
export function fusedBatchNormConfig(stock: KernelConfig): KernelConfig {
  const config = kernel<Attributes>("FusedBatchNorm", ({backend, input, optional, output, attrs}) => {
    const x = input("x");
    const out = output(x.shape);
    const mean = channelValues(backend, input("mean"));
    const variance = channelValues(backend, input("variance"));
    const scale = optional("scale");
    const offset = optional("offset");
    const gamma = scale && channelValues(backend, scale);
    const beta = offset && channelValues(backend, offset);
    const a = variance.map((value, c) => (gamma?.[c] ?? 1) / Math.sqrt(value + attrs.varianceEpsilon));
    const constant = mean.map((value, c) => (beta?.[c] ?? 0) - value * a[c]);
    runChannelLine(backend, {input: x, a, constant}, out);
    return out;
  });
  return {
    ...config,
    kernelFunc: params => {
      const {x, mean, variance, scale, offset} = params.inputs;
      const channels = x?.shape[x.shape.length - 1];
      const perChannel = [mean, variance, scale, offset].every(
        one => one === undefined || one === null || (one.shape.length === 1 && one.shape[0] === channels),
      );
      return (perChannel ? config : stock).kernelFunc(params);
    },
  };
}
