import {type Command, UsageError} from "./command.js";

const HELP = `Usage: kernelbook engine COMMAND [OPTIONS]

  list             what can compute here, from the fastest to the slowest
                   --json   for programs
  install NAME     bring the library of torch or tensorflow with this machine's pip or uv, or take one that is here
                   --from PATH     use the one in this folder, package or environment; nothing is downloaded
                   --device cuda   with the libraries for NVIDIA's cards, 3 GB (torch on Linux; untested)
                   --shared        for all projects of this user, not into .engines/ of this one
                   --force         even when one is here already
  remove NAME      remove what install has brought
                   --shared        from the user's cache
  bench [NAME]...  a minute of measuring what works here, or these
                   --threads N     for each engine; all processors unless told

Lessons choose with useEngine(); the variable KERNELBOOK_ENGINE chooses for those that leave it open. Exit code: 0 all
well, 1 if not, 2 for bad usage, 130 after Ctrl-C. More: docs/engines.md
`;

const ACTIONS: Readonly<Record<string, Command["load"]>> = {
  list: () => import("./engineList.js"),
  install: () => import("./engineInstall.js").then(({install}) => ({run: install})),
  remove: () => import("./engineInstall.js").then(({remove}) => ({run: remove})),
  bench: () => import("./engineBench.js"),
};

export async function run(args: readonly string[]): Promise<number> {
  const [first = "--help", ...rest] = args;
  if (first === "--help" || first === "-h") {
    process.stdout.write(HELP);
    return args.length > 0 ? 0 : 2;
  }
  const action = Object.hasOwn(ACTIONS, first) ? ACTIONS[first] : undefined;
  if (action === undefined) {
    throw new UsageError(`engine: command must be one of ${Object.keys(ACTIONS).join(", ")}, got ${first}`);
  }
  return await (await action()).run(rest);
}
