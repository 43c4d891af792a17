import vm from "node:vm";

export type Namespace = Readonly<Record<string, unknown>>;

/**
 * An export in the meaning that bundlers, and so the types, give it: a CommonJS module's `default` is its
 * `module.exports`, or `exports.default` when it was compiled from an ES module; names that Node did not detect are
 * found on it. A missing name is undefined: a type, or the checker has complained.
 */
export function exportOf(namespace: Namespace, name: string): unknown {
  if (name === "*") return wholeOf(namespace);
  const standard = namespace.default;
  if (name === "default") {
    if (isCompiledModule(standard)) return standard.default;
    return "default" in namespace ? standard : namespace;
  }
  if (name in namespace) return namespace[name];
  return standard === null || standard === undefined ? undefined : (Object(standard) as Namespace)[name];
}

/** `import * as x`: with the names of a CommonJS module that Node did not detect. */
function wholeOf(namespace: Namespace): Namespace {
  const undetected = undetectedNames(namespace);
  if (undetected.length === 0) return namespace;
  const standard = namespace.default as Namespace;
  return Object.assign(
    Object.create(null) as Record<string, unknown>,
    Object.fromEntries(undetected.map(name => [name, standard[name]])),
    namespace,
  );
}

/** Own names of a plain `module.exports` object that are no exports of the namespace. */
function undetectedNames(namespace: Namespace): string[] {
  const standard = namespace.default;
  if (standard === null || (typeof standard !== "object" && typeof standard !== "function")) return [];
  const values = standard as Namespace;
  const detected = Object.keys(namespace).filter(name => name !== "default" && name !== "module.exports");
  // an ES module with a default object is something else: there, its names do not mirror the object
  const isCommonJs =
    "module.exports" in namespace ||
    (detected.length > 0 &&
      detected.every(name => name === "__esModule" || values[name] === namespace[name]));
  return isCommonJs ? Object.keys(values).filter(name => !(name in namespace)) : [];
}

function isCompiledModule(value: unknown): value is {default: unknown} {
  return value !== null && typeof value === "object" && "__esModule" in value && "default" in value;
}

/** A loaded package as a module that local files can be linked to. */
export async function syntheticModule(namespace: Namespace, identifier: string): Promise<vm.Module> {
  const names = new Set(["default", ...Object.keys(namespace), ...undetectedNames(namespace)]);
  const module = new vm.SyntheticModule(
    [...names],
    function (this: vm.SyntheticModule) {
      for (const name of names) this.setExport(name, exportOf(namespace, name));
    },
    {identifier},
  );
  await module.link(() => {
    throw new Error("a synthetic module imports nothing");
  });
  await module.evaluate();
  return module;
}
