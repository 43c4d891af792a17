#!/usr/bin/env node
import {readFileSync} from "node:fs";
import {type Command, UsageError} from "./command.js";

/** Every command by its first word. A new one is a line here and a file beside this one. */
const COMMANDS: Readonly<Record<string, Command>> = {
  start: {
    summary: "open the course in a notebook",
    load: () => import("./start.js"),
  },
  lab: {
    summary: "open JupyterLab with the project's kernels",
    load: () => import("./lab.js"),
  },
  doctor: {
    summary: "list what is here, what is missing and what each part brings",
    load: () => import("./doctor.js"),
  },
  engine: {
    summary: "list, install, remove and measure what computes behind TensorFlow.js",
    load: () => import("./engine.js"),
  },
  kernel: {
    summary: "run the Jupyter kernel; install, uninstall or list its kernelspecs",
    load: () => import("./kernel.js"),
  },
  run: {
    summary: "run lessons and notebooks from top to bottom",
    load: () => import("./run.js"),
  },
  exercise: {
    summary: "work on exercises in an editor: write one's file, check it, ask for a hint",
    load: () => import("./exercise.js"),
  },
  notebooks: {
    summary: "build and check the lessons' notebooks, make a learner's copies",
    load: () => import("./notebooks.js"),
  },
  assign: {
    summary: "write a lesson as an assignment for students",
    load: () => import("./assign.js"),
  },
  grade: {
    summary: "grade submissions and write the reports",
    load: () => import("./grade.js"),
  },
};

function version(): string {
  const manifest = new URL("../../../package.json", import.meta.url);
  return (JSON.parse(readFileSync(manifest, "utf8")) as {version: string}).version;
}

function help(): string {
  const width = Math.max(...Object.keys(COMMANDS).map(name => name.length));
  return [
    "Usage: kernelbook COMMAND [OPTIONS]",
    "",
    ...Object.entries(COMMANDS).map(([name, command]) => `  ${name.padEnd(width)}  ${command.summary}`),
    "",
    "kernelbook COMMAND --help tells more; kernelbook --version prints the version.",
    "",
  ].join("\n");
}

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    process.stdout.write(help());
    return name === undefined ? 2 : 0;
  }
  if (name === "--version" || name === "-v") {
    process.stdout.write(`${version()}\n`);
    return 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    throw new UsageError(
      `command must be one of ${Object.keys(COMMANDS).join(", ")}, got ${JSON.stringify(name)}`,
    );
  }
  return await (await command.load()).run(args);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`kernelbook: ${error.message}\n`);
    process.exitCode = 2;
  } else {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  }
}
