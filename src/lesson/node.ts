/**
 * Node's modules, asked for at run time, so that a bundle of the lesson functions for a page has no import it cannot
 * resolve. Undefined in a page.
 */
export function nodeModule<T>(name: string): T | undefined {
  const {process} = globalThis as {process?: {getBuiltinModule?(name: string): unknown}};
  return process?.getBuiltinModule?.(name) as T | undefined;
}

/** An environment variable, or undefined in a page. */
export function environment(name: string): string | undefined {
  const {process} = globalThis as {process?: {env?: Readonly<Record<string, string | undefined>>}};
  return process?.env?.[name];
}
