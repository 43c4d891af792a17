import {
  findKernels,
  InstallError,
  installKernel,
  type Target,
  uninstallKernel,
} from "../kernel/install/install.js";
import {isOurs} from "../kernel/install/kernelSpec.js";
import {UsageError} from "./command.js";
import {parseOptions} from "./parseOptions.js";

export async function install(args: readonly string[]): Promise<number> {
  return reporting(() => {
    const {folders, skipped} = installKernel(readOptions("install", args));
    for (const folder of folders) print(`installed ${folder}`);
    for (const reason of skipped) print(`left alone ${reason}`);
  });
}

export async function uninstall(args: readonly string[]): Promise<number> {
  return reporting(() => {
    const folders = uninstallKernel(readOptions("uninstall", args));
    for (const folder of folders) print(`removed ${folder}`);
    if (folders.length === 0) print("nothing of ours to remove there");
  });
}

export async function list(args: readonly string[]): Promise<number> {
  if (args.length > 0) throw new UsageError(`kernel list: takes no options, got ${args.join(" ")}`);
  const kernels = findKernels();
  if (kernels.length === 0) print("no kernelspec found; ours is written by: kernelbook kernel install");
  for (const {name, folder, spec, isShadowed} of kernels) {
    const title = spec === "broken" ? "unreadable" : spec.display_name;
    const marks = [isOurs(spec) && "ours", isShadowed && "shadowed by one above"].filter(Boolean);
    print(`${name}\t${title}\t${folder}${marks.length > 0 ? `\t(${marks.join(", ")})` : ""}`);
  }
  return 0;
}

/** 0, or 2 with a message when the request cannot be carried out as it stands. */
function reporting(work: () => void): number {
  try {
    work();
    return 0;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (error instanceof InstallError || code === "EACCES" || code === "EPERM" || code === "EROFS") {
      process.stderr.write(`kernelbook: ${(error as Error).message}\n`);
      return 2;
    }
    throw error;
  }
}

function readOptions(action: string, args: readonly string[]) {
  const {values} = parse(action, args);
  if (action === "uninstall" && values.force === true) {
    throw new UsageError("kernel uninstall: never removes another kernel, so --force must not be given");
  }
  return {
    target: target(action, values),
    ...(values.name !== undefined && {name: values.name}),
    force: values.force === true,
  };
}

function target(action: string, values: ReturnType<typeof parse>["values"]): Target {
  const chosen = [values.user, values.prefix, values["sys-prefix"]].filter(value => value !== undefined);
  if (chosen.length > 1) {
    throw new UsageError(
      `kernel ${action}: at most one of --user, --prefix and --sys-prefix must be given, got ${chosen.length}`,
    );
  }
  if (values.prefix !== undefined) return {kind: "prefix", prefix: values.prefix};
  if (values["sys-prefix"] !== true) return {kind: "user"};
  const prefix = process.env.VIRTUAL_ENV ?? process.env.CONDA_PREFIX;
  if (prefix === undefined) {
    throw new UsageError(
      `kernel ${action}: --sys-prefix must be given inside an active virtual environment, got none; name it with --prefix DIR`,
    );
  }
  return {kind: "prefix", prefix};
}

function parse(action: string, args: readonly string[]) {
  return parseOptions(
    `kernel ${action}`,
    args,
    {
      user: {type: "boolean"},
      prefix: {type: "string"},
      "sys-prefix": {type: "boolean"},
      name: {type: "string"},
      force: {type: "boolean"},
    },
    {allowPositionals: false},
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
