import {Console} from "node:console";
import {Writable} from "node:stream";

type Write = (name: "stdout" | "stderr", text: string) => void;

/** Routes `console` and `process.stdout`/`stderr` of the child into the notebook. */
export function installStdio(write: Write, clear: () => void): void {
  for (const name of ["stdout", "stderr"] as const)
    Object.defineProperty(process, name, {
      value: stream(name, write),
      configurable: true,
      enumerable: true,
    });
  // the methods are put on the one console there is, which `node:console` exports too
  Object.assign(console, notebookConsole(write), {clear});
}

/** Node's own formatting on sinks that are plain functions: a million lines pass through here. */
function notebookConsole(write: Write): Console {
  const sink = (name: "stdout" | "stderr") =>
    ({
      write: (text: string) => {
        write(name, text);
        return true;
      },
    }) as NodeJS.WritableStream;
  return new Console({
    stdout: sink("stdout"),
    stderr: sink("stderr"),
    ignoreErrors: false,
    colorMode: wantsColours(),
  });
}

function wantsColours(): boolean {
  const {FORCE_COLOR} = process.env;
  return FORCE_COLOR !== undefined && FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
}

function stream(name: "stdout" | "stderr", write: Write): Writable {
  const decoder = new TextDecoder();
  const writable = new Writable({
    decodeStrings: false,
    write(chunk: string | Uint8Array, encoding, done) {
      if (typeof chunk !== "string") write(name, decoder.decode(chunk, {stream: true}));
      else write(name, encoding === "utf8" ? chunk : Buffer.from(chunk, encoding).toString());
      done();
    },
  });
  return Object.assign(writable, {fd: name === "stdout" ? 1 : 2});
}
