import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import path from "node:path";
import vm from "node:vm";
import type * as TF from "@tensorflow/tfjs";
import type {Binding, NodeBackend} from "./nodeBackend.js";
import {NODE_UTIL} from "./nodeUtil.js";

type BackendClass = new (binding: Binding, packageName: string) => NodeBackend;

type Module = {exports: Record<string, unknown>};

/**
 * Loads the published kernels, which register themselves with TensorFlow.js, and their backend's class.
 *
 * A loader of its own, because Node's would find another copy of TensorFlow.js beside the package, or none, and would run its index
 * file, which wants the addon. It also gives them back what newer Nodes lack, without changing Node for everybody.
 *
 * @param folder  Holds the package's `dist/`.
 */
export function loadKernels(tf: typeof TF, folder: string): BackendClass {
  const nodeRequire = createRequire(import.meta.url);
  const given: Readonly<Record<string, unknown>> = {
    "@tensorflow/tfjs": tf,
    "@tensorflow/tfjs-core": tf, // which re-exports all of it
    util: {...(nodeRequire("node:util") as object), ...NODE_UTIL},
    os: nodeRequire("node:os"),
    // Messages for TensorBoard's histograms, which would need a package more.
    "./proto/api_pb": {},
  };
  const modules = new Map<string, Module>();
  const load = (file: string): Module["exports"] => {
    const known = modules.get(file);
    if (known !== undefined) return known.exports;
    const module: Module = {exports: {}};
    modules.set(file, module);
    const require = (name: string): unknown => {
      if (name in given) return given[name];
      if (!name.startsWith("."))
        throw new Error(`tensorflow: ${file} must need known modules only, got ${name}`);
      return load(path.resolve(path.dirname(file), `${name}.js`));
    };
    const run = vm.compileFunction(readFileSync(file, "utf8"), ["exports", "require", "module"], {
      filename: file,
    });
    run(module.exports, require, module);
    return module.exports;
  };
  // An addon that did not load has registered them already; TensorFlow.js would warn of each.
  for (const {kernelName, backendName} of tf.getKernelsForBackend("tensorflow")) {
    tf.unregisterKernel(kernelName, backendName);
  }
  load(path.join(folder, "dist/register_all_kernels.js"));
  const {NodeJSKernelBackend} = load(path.join(folder, "dist/nodejs_kernel_backend.js"));
  return NodeJSKernelBackend as BackendClass;
}
