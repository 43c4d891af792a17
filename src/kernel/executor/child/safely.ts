import {inspect} from "node:util";

/** What `read` gives, or undefined when the student's object throws: getters and proxies run the student's code. */
export function safely<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** A value as text, whatever it does. */
export function plainText(value: unknown): string {
  return (
    safely(() => inspect(value)) ??
    safely(() => inspect(value, {customInspect: false})) ??
    `[${typeof value} that cannot be shown]`
  );
}
