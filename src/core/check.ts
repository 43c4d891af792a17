/**
 * Checks that public functions make on their arguments. Cells of stock tslab are not type-checked strictly, so a
 * wrong value can arrive from any caller; the message names the function, the rule and the value.
 */

/** A short text of any value for an error message; never throws and never grows long. */
export function brief(value: unknown): string {
  if (typeof value === "string")
    return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}...` : value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return "a function";
  if (value === null || typeof value !== "object") return String(value);
  try {
    if (ArrayBuffer.isView(value)) return `a ${value.constructor.name}`;
    if (!Array.isArray(value)) return "an object";
    const shown = value.slice(0, 4).map(item => (Array.isArray(item) ? "[...]" : brief(item)));
    return `[${shown.join(", ")}${value.length > 4 ? `, ... ${value.length} in all` : ""}]`;
  } catch {
    return "an object that cannot be read"; // a proxy or a getter that throws
  }
}

/** Throws unless `value` is an integer of at least `least`. */
export function requireInteger(where: string, name: string, value: unknown, least: number): number {
  if (typeof value !== "number")
    throw new TypeError(`${where}: ${name} must be a number, got ${brief(value)}`);
  if (!Number.isInteger(value) || value < least)
    throw new RangeError(`${where}: ${name} must be an integer >= ${least}, got ${value}`);
  return value;
}

/** Throws unless `value` is a finite number, and above zero where `positive` is set. */
export function requireFinite(where: string, name: string, value: unknown, positive = false): number {
  if (typeof value !== "number")
    throw new TypeError(`${where}: ${name} must be a number, got ${brief(value)}`);
  if (!Number.isFinite(value) || (positive && value <= 0))
    throw new RangeError(`${where}: ${name} must be a finite number${positive ? " > 0" : ""}, got ${value}`);
  return value;
}

/** Throws unless `value` is an odd integer of at least `least`: a kernel with a middle. */
export function requireOdd(where: string, name: string, value: unknown, least: number): number {
  const size = requireInteger(where, name, value, least);
  if (size % 2 === 0)
    throw new RangeError(`${where}: ${name} must be odd, so that it has a middle, got ${size}`);
  return size;
}
