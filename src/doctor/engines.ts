import type {Places} from "../frontend/places.js";
import type {Finding} from "./finding.js";
import {probeModule} from "./probeModule.js";

const group = "Engines";

const PACKAGES: readonly {readonly name: string; readonly brings: string; readonly get: string}[] = [
  {name: "@tensorflow/tfjs", brings: "training in plain JavaScript, everywhere", get: "npm ci"},
  {
    name: "@tensorflow/tfjs-node",
    brings: "TensorFlow's library on the processor",
    get: "npm install --no-save @tensorflow/tfjs-node",
  },
  {
    name: "@tensorflow/tfjs-node-gpu",
    brings: "TensorFlow's library on an NVIDIA card",
    get: "npm install --no-save @tensorflow/tfjs-node-gpu",
  },
  {
    name: "koffi",
    brings: "calls into native libraries without an add-on of their own",
    get: "npm install --no-save koffi",
  },
  {
    name: "sharp",
    brings: "fast decoding of JPEG, WebP and other pictures",
    get: "npm install --no-save sharp",
  },
];

/** The optional packages with native code, each tried in a process of its own. */
export async function engineFindings({root}: Places): Promise<Finding[]> {
  return await Promise.all(
    PACKAGES.map(async ({name, brings, get}): Promise<Finding> => {
      const {state, detail} = await probeModule(name, root);
      const found = state === "broken" ? "warning" : state;
      return {group, name, state: found, detail, brings, ...(state === "ok" ? {} : {get})};
    }),
  );
}
