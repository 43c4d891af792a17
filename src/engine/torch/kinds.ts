import type {Handle, HandleTable} from "./handles.js";

/**
 * Kinds of argument, one word each in a signature such as `"T T? L b i"`:
 * `T` tensor, `TL` list of tensors, `OL` list of tensors or null, `i` int64 and enumerations, `b` bool, `d` double,
 * `L` list of int64, `M` list of bool, `S` string. `?` makes one optional: null leaves it out.
 */
type ArgumentOf<K extends string> = K extends `${infer Inner}?`
  ? ArgumentOf<Inner> | null
  : K extends "T"
    ? Handle
    : K extends "TL"
      ? readonly Handle[]
      : K extends "OL"
        ? readonly (Handle | null)[]
        : K extends "i" | "d"
          ? number
          : K extends "b"
            ? boolean
            : K extends "L"
              ? readonly number[]
              : K extends "M"
                ? readonly boolean[]
                : K extends "S"
                  ? string
                  : never;

/** The arguments that a signature stands for. */
export type Arguments<S extends string> = S extends `${infer First} ${infer Rest}`
  ? [ArgumentOf<First>, ...Arguments<Rest>]
  : [ArgumentOf<S>];

export type Argument =
  | Handle
  | number
  | boolean
  | string
  | null
  | readonly (Handle | number | boolean | null)[];

/** What a word says, taken apart once. */
export interface Kind {
  readonly letter: "T" | "TL" | "OL" | "i" | "b" | "d" | "L" | "M" | "S";
  readonly optional: boolean;
}

const LETTERS = ["T", "TL", "OL", "i", "b", "d", "L", "M", "S"] as const;

export function parseKinds(signature: string): readonly Kind[] {
  return signature.split(" ").map(word => {
    const optional = word.endsWith("?");
    const letter = LETTERS.find(one => one === (optional ? word.slice(0, -1) : word));
    if (letter === undefined)
      throw new SyntaxError(`torch: a kind must be one of ${LETTERS.join(" ")}, got ${word}`);
    return {letter, optional};
  });
}

/** Throws when one of the arguments was freed, before anything is given to C. */
export function requireAlive(table: HandleTable, kinds: readonly Kind[], values: readonly Argument[]): void {
  for (let i = 0; i < kinds.length; i++) {
    const letter = kinds[i]?.letter;
    const value = values[i];
    if (letter === "T") {
      if (value !== null) table.address(value as Handle);
    } else if (letter === "TL" || letter === "OL") {
      for (const one of value as readonly (Handle | null)[]) if (one !== null) table.address(one);
    }
  }
}
