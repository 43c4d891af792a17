import type {Completions, Diagnostic, Inspection, TypeEngine, TypeEngineName} from "./typeEngine.js";

export interface FallbackOptions {
  /** Opens the engine that takes over. */
  readonly open: () => TypeEngine;
  readonly onNotice: (text: string) => void;
}

/**
 * An engine with another behind it: when the first throws, the second is opened, is told of all committed cells, and
 * answers from then on. What was asked when it happened is asked again, so nobody but the person told by the notice
 * sees a difference.
 */
export class FallbackEngine implements TypeEngine {
  #engine: TypeEngine;
  readonly #options: FallbackOptions;
  readonly #committed: string[] = [];
  #hasTakenOver = false;

  constructor(first: TypeEngine, options: FallbackOptions) {
    this.#engine = first;
    this.#options = options;
  }

  get name(): TypeEngineName {
    return this.#engine.name;
  }

  get version(): string {
    return this.#engine.version;
  }

  check(code: string, meanwhile?: () => void): readonly Diagnostic[] {
    return this.#ask(engine => engine.check(code, meanwhile));
  }

  commit(code: string): void {
    this.#ask(engine => engine.commit(code));
    this.#committed.push(code);
  }

  complete(code: string, offset: number): Completions {
    return this.#ask(engine => engine.complete(code, offset));
  }

  inspect(code: string, offset: number): Inspection | undefined {
    return this.#ask(engine => engine.inspect(code, offset));
  }

  dispose(): void {
    this.#engine.dispose();
  }

  #ask<T>(question: (engine: TypeEngine) => T): T {
    try {
      return question(this.#engine);
    } catch (error) {
      if (this.#hasTakenOver) throw error;
      this.#takeOver(error);
      return question(this.#engine);
    }
  }

  #takeOver(reason: unknown): void {
    this.#hasTakenOver = true;
    const failed = this.#engine;
    const next = this.#options.open();
    for (const code of this.#committed) next.commit(code);
    this.#engine = next;
    failed.dispose();
    const why = reason instanceof Error ? reason.message : String(reason);
    this.#options.onNotice(
      `The type checker ${failed.name} ${failed.version} failed (${why}); ${next.name} ${next.version} goes on in its place.`,
    );
  }
}
