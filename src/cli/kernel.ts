import {type Command, UsageError} from "./command.js";
import {parseOptions} from "./parseOptions.js";

const HELP = `Usage: kernelbook kernel --connection-file FILE   run a kernel for a Jupyter front end
       kernelbook kernel install [OPTIONS]           write the kernelspec, so that front ends find it
       kernelbook kernel uninstall [OPTIONS]         remove our kernelspecs, and only ours
       kernelbook kernel list                        all kernelspecs that Jupyter finds from here

Running:
  --engine NAME    auto (default), typescript7, typescript6 or tslab
  --output-cap N   bytes of output a cell may show, 0 for no cap (also: KERNELBOOK_OUTPUT_CAP)
  --watch-stdin    end when standard input ends

Installing:
  --user           for this user (default)
  --prefix DIR     below an installation prefix, such as a virtual environment
  --sys-prefix     below the virtual environment that is active now
  --name NAME      under this name; the usual ones are tslab in a virtual environment, else kernelbook,
                   and tslab too where that name is free
  --force          replace another kernel of that name
`;

/** What `kernelbook kernel` does besides running one. */
const ACTIONS: Readonly<Record<string, Command["load"]>> = {
  install: () => import("./kernelInstall.js").then(({install}) => ({run: install})),
  uninstall: () => import("./kernelInstall.js").then(({uninstall}) => ({run: uninstall})),
  list: () => import("./kernelInstall.js").then(({list}) => ({run: list})),
};

export async function run(args: readonly string[]): Promise<number> {
  const [first = "--help", ...rest] = args;
  if (first === "--help" || first === "-h") {
    process.stdout.write(HELP);
    return args.length > 0 ? 0 : 2;
  }
  const action = Object.hasOwn(ACTIONS, first) ? ACTIONS[first] : undefined;
  if (action !== undefined) return (await action()).run(rest);
  const {connectionFile, watchStdin, ...options} = readOptions(args);
  const {readConnectionFile} = await import("../kernel/protocol/connectionFile.js");
  const connection = readOrRefuse(connectionFile, readConnectionFile);
  const {Session} = await import("../kernel/session.js");
  const session = new Session({cwd: process.cwd(), ...options});
  // compiler and executor start while the protocol is loaded; the kernel starts them again and hears what went wrong
  session.start().catch(() => undefined);
  const {runKernel} = await import("../kernel/protocol/kernelProcess.js");
  await runKernel(connection, {session, watchStdin});
  return 0;
}

function readOptions(args: readonly string[]) {
  const {values} = parse(args);
  const file = values["connection-file"];
  const engine = values.engine ?? "auto";
  if (file === undefined) throw new UsageError("kernel: --connection-file must be given, got none");
  if (engine !== "auto" && engine !== "typescript7" && engine !== "typescript6" && engine !== "tslab") {
    throw new UsageError(`kernel: --engine must be auto, typescript7, typescript6 or tslab, got ${engine}`);
  }
  const cap = values["output-cap"];
  if (cap !== undefined && !/^\d+$/.test(cap)) {
    throw new UsageError(`kernel: --output-cap must be a whole number of bytes, got ${cap}`);
  }
  return {
    connectionFile: file,
    engine,
    watchStdin: values["watch-stdin"] === true,
    ...(cap !== undefined && {outputCapBytes: Number(cap)}),
  } as const;
}

/** A connection file that is missing or wrong is bad usage, not a defect. */
function readOrRefuse<T>(file: string, read: (file: string) => T): T {
  try {
    return read(file);
  } catch (error) {
    throw new UsageError(`kernel: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parse(args: readonly string[]) {
  return parseOptions(
    "kernel",
    args,
    {
      "connection-file": {type: "string"},
      engine: {type: "string"},
      "output-cap": {type: "string"},
      "watch-stdin": {type: "boolean"},
    },
    {allowPositionals: false},
  );
}
