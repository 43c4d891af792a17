/** Deeper levels are named, not opened; longer lists are cut and counted. */
const DEPTH = 3;
const ITEMS = 100;
const TEXT_LENGTH = 10_000;
/** Short objects stay on one line up to this width. */
const LINE = 76;

/**
 * A value as text, in the manner of Node's `util.inspect`, for places without it. Never throws and never grows without
 * bound: getters are not called, a proxy that throws is said to.
 */
export function inspectText(value: unknown): string {
  return describe(value, 0, []);
}

function describe(value: unknown, depth: number, parents: readonly object[]): string {
  if (typeof value === "string") return depth === 0 ? quote(value) : quote(value.slice(0, 200));
  if (typeof value === "bigint") return `${value}n`;
  if (Object.is(value, -0)) return "-0";
  if (
    typeof value === "symbol" ||
    value === null ||
    (typeof value !== "object" && typeof value !== "function")
  )
    return String(value);
  if (parents.includes(value)) return "[Circular]";
  try {
    return typeof value === "function"
      ? describeFunction(value)
      : describeObject(value, depth, [...parents, value]);
  } catch {
    return "[an object that cannot be read]"; // a proxy or a getter that throws
  }
}

function quote(content: string): string {
  const shown = content.length > TEXT_LENGTH ? `${content.slice(0, TEXT_LENGTH)}...` : content;
  const body = JSON.stringify(shown).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${body}'`;
}

function describeFunction(value: object): string {
  const name = own(value, "name");
  const isClass = /^class\b/.test(Function.prototype.toString.call(value));
  const shown = typeof name === "string" && name !== "" ? name : "(anonymous)";
  return isClass ? `[class ${shown}]` : `[Function: ${shown}]`;
}

function describeObject(value: object, depth: number, parents: readonly object[]): string {
  if (value instanceof Error) return describeError(value, depth, parents);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  if (value instanceof RegExp) return String(value);
  const name = typeName(value);
  const inner = (item: unknown) => describe(item, depth + 1, parents);
  if (Array.isArray(value)) {
    if (depth >= DEPTH) return "[Array]";
    return bracket("", "[", value.slice(0, ITEMS).map(inner), value.length, "]");
  }
  if (ArrayBuffer.isView(value) && "length" in value) {
    const items = Array.from(Array.prototype.slice.call(value, 0, ITEMS), inner);
    return bracket(`${name}(${value.length}) `, "[", items, Number(value.length), "]");
  }
  if (depth >= DEPTH) return `[${name || "Object"}]`;
  if (value instanceof Map) {
    const items = take(value).map(([key, item]) => `${inner(key)} => ${inner(item)}`);
    return bracket(`Map(${value.size}) `, "{", items, value.size, "}");
  }
  if (value instanceof Set)
    return bracket(`Set(${value.size}) `, "{", take(value).map(inner), value.size, "}");
  const keys = Object.keys(value);
  const items = keys.slice(0, ITEMS).map(key => `${keyText(key)}: ${property(value, key, inner)}`);
  return bracket(
    name === "Object" ? "" : `${name || "[Object: null prototype]"} `,
    "{",
    items,
    keys.length,
    "}",
  );
}

function describeError(error: Error, depth: number, parents: readonly object[]): string {
  const head = `${own(error, "name") ?? error.name}: ${own(error, "message") ?? error.message}`;
  const cause = own(error, "cause");
  return cause === undefined ? head : `${head} (cause: ${describe(cause, depth + 1, parents)})`;
}

/** A property's value without calling a getter. */
function property(value: object, key: string, inner: (item: unknown) => string): string {
  const descriptor = Object.getOwnPropertyDescriptor(value, key);
  if (descriptor?.get) return descriptor.set ? "[Getter/Setter]" : "[Getter]";
  return inner(descriptor?.value);
}

function own(value: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

function typeName(value: object): string {
  const prototype = Object.getPrototypeOf(value);
  if (prototype === null) return "";
  const made = own(prototype, "constructor");
  return typeof made === "function" ? String(own(made, "name") ?? "Object") : "Object";
}

function keyText(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quote(key);
}

function take<T>(items: Iterable<T>): T[] {
  const taken: T[] = [];
  for (const item of items) {
    if (taken.length === ITEMS) break;
    taken.push(item);
  }
  return taken;
}

function bracket(lead: string, open: string, items: string[], count: number, close: string): string {
  const shown = count > items.length ? [...items, `... ${count - items.length} more items`] : items;
  if (shown.length === 0) return `${lead}${open}${close}`;
  const line = `${lead}${open} ${shown.join(", ")} ${close}`;
  if (line.length <= LINE && !line.includes("\n")) return line;
  const body = shown.map(item => `  ${item.replaceAll("\n", "\n  ")}`).join(",\n");
  return `${lead}${open}\n${body}\n${close}`;
}
