import {readFileSync} from "node:fs";
import {PROTOCOL_VERSION} from "./message.js";

/** What front ends must know to open a notebook in this language. The same object goes into every notebook's metadata. */
export const LANGUAGE_INFO = {
  name: "typescript",
  // The TypeScript that cells are transformed with; a test holds it to the installed one.
  version: "6.0.3",
  mimetype: "text/typescript",
  file_extension: ".ts",
  codemirror_mode: {name: "javascript", typescript: true},
  pygments_lexer: "typescript",
  nbconvert_exporter: "script",
} as const;

function kernelVersion(): string {
  const manifest = new URL("../../../../package.json", import.meta.url);
  return (JSON.parse(readFileSync(manifest, "utf8")) as {version: string}).version;
}

/** Content of `kernel_info_reply`; needs neither compiler nor executor, so it is answered while they start. */
export function kernelInfo(): object {
  const version = kernelVersion();
  return {
    status: "ok",
    protocol_version: PROTOCOL_VERSION,
    implementation: "kernelbook",
    implementation_version: version,
    language_info: LANGUAGE_INFO,
    banner: `kernelbook ${version}: strictly checked TypeScript on Node ${process.versions.node}`,
    debugger: false,
    help_links: [
      {text: "TypeScript handbook", url: "https://www.typescriptlang.org/docs/handbook/intro.html"},
      {text: "Node.js documentation", url: "https://nodejs.org/docs/latest/api/"},
      {text: "TensorFlow.js reference", url: "https://js.tensorflow.org/api/latest/"},
    ],
    supported_features: [],
  };
}
