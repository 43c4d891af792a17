import type {MimeBundle} from "../../core/mime.js";

/** Reads the fields of a request's content; whatever is missing gets the protocol's default, a wrong kind is refused. */
export class Fields {
  readonly #type: string;
  readonly #content: MimeBundle;

  constructor(type: string, content: MimeBundle) {
    this.#type = type;
    this.#content = content;
  }

  /** @throws {TypeError} When the field is no string, or missing without a default. */
  text(name: string, fallback?: string): string {
    const value = this.#content[name] ?? fallback;
    if (typeof value !== "string") throw this.#wrong(name, "a string", value);
    return value;
  }

  flag(name: string, fallback: boolean): boolean {
    const value = this.#content[name] ?? fallback;
    if (typeof value !== "boolean") throw this.#wrong(name, "true or false", value);
    return value;
  }

  integer(name: string, fallback?: number): number {
    const value = this.#content[name] ?? fallback;
    if (!Number.isSafeInteger(value)) throw this.#wrong(name, "an integer", value);
    return value as number;
  }

  /** Undefined when missing or null. */
  optionalInteger(name: string): number | undefined {
    return this.#content[name] == null ? undefined : this.integer(name);
  }

  object(name: string): MimeBundle {
    const value = this.#content[name] ?? {};
    if (typeof value !== "object" || Array.isArray(value)) throw this.#wrong(name, "an object", value);
    return value as MimeBundle;
  }

  /** An object whose values are strings. */
  texts(name: string): Record<string, string> {
    const entries = Object.entries(this.object(name));
    for (const [key, value] of entries) {
      if (typeof value !== "string") throw this.#wrong(`${name}.${key}`, "a string", value);
    }
    return Object.fromEntries(entries) as Record<string, string>;
  }

  #wrong(name: string, kind: string, value: unknown): TypeError {
    const got = value === undefined ? "nothing" : JSON.stringify(value).slice(0, 40);
    return new TypeError(`${this.#type}: ${name} must be ${kind}, got ${got}`);
  }
}
