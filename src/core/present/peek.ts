/** A property's value, or undefined where reading it throws. */
export function peek(value: object, key: PropertyKey): unknown {
  try {
    return Reflect.get(value, key);
  } catch {
    return undefined;
  }
}
