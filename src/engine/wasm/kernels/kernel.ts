import type {DataType, KernelConfig} from "@tensorflow/tfjs";
import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import type {Info} from "../nativeBackend.js";

/** One call of a kernel. */
export interface Call<A> {
  readonly backend: BackendWasm;
  readonly attrs: A;
  /** A tensor that must be there. */
  input(name: string): Info;
  /** A tensor that may be missing. */
  optional(name: string): Info | undefined;
  /** A new tensor, freed again when the kernel throws. */
  output(shape: readonly number[], dtype?: DataType): Info;
}

/** A kernel of the wasm backend as TensorFlow.js registers it. `A` are its attributes, as tfjs-core passes them. */
export function kernel<A = object>(kernelName: string, run: (call: Call<A>) => Info | Info[]): KernelConfig {
  return {
    kernelName,
    backendName: "wasm",
    kernelFunc: ({inputs, attrs, backend: given}) => {
      const backend = given as BackendWasm;
      const outputs: Info[] = [];
      try {
        return run({
          backend,
          attrs: attrs as unknown as A,
          optional: name => inputs[name] ?? undefined,
          input: name => {
            const info = inputs[name];
            if (info === undefined || info === null)
              throw new TypeError(`${kernelName}: ${name} must be a tensor, got ${info}`);
            return info;
          },
          output: (shape, dtype = "float32") => {
            const info = backend.makeOutput([...shape], dtype) as Info;
            outputs.push(info);
            return info;
          },
        });
      } catch (error) {
        for (const {dataId} of outputs) backend.disposeData(dataId);
        throw error;
      }
    },
  };
}
