/** One cell that was run: session, count and source, with its result as text when asked for. */
export type HistoryEntry = readonly [
  session: number,
  line: number,
  source: string | readonly [input: string, output: string | null],
];

export type HistoryQuery =
  | {readonly kind: "tail"; readonly n: number}
  /** `session` 0 is this one; lines from `start` up to, not including, `stop`. */
  | {readonly kind: "range"; readonly session: number; readonly start: number; readonly stop?: number}
  /** `pattern` as for file names: `*` any text, `?` one character. */
  | {readonly kind: "search"; readonly pattern: string; readonly n?: number; readonly unique: boolean};

/** The cells of this session, as the front ends' "previous command" wants them. Earlier sessions are not kept. */
export class History {
  /** This session's number. */
  static readonly SESSION = 1;

  readonly #lines = new Map<number, {readonly input: string; output: string | null}>();

  add(line: number, input: string): void {
    this.#lines.set(line, {input, output: null});
  }

  setOutput(line: number, output: string): void {
    const entry = this.#lines.get(line);
    if (entry !== undefined) entry.output = output;
  }

  clear(): void {
    this.#lines.clear();
  }

  /** @param withOutput  Whether each source comes as a pair with its result. */
  query(query: HistoryQuery, withOutput: boolean): readonly HistoryEntry[] {
    return this.#select(query).map(([line, {input, output}]) => [
      History.SESSION,
      line,
      withOutput ? [input, output] : input,
    ]);
  }

  #select(query: HistoryQuery) {
    const all = [...this.#lines];
    switch (query.kind) {
      case "tail":
        return query.n > 0 ? all.slice(-query.n) : [];
      case "range": {
        if (query.session !== 0 && query.session !== History.SESSION) return [];
        const {start, stop = Number.POSITIVE_INFINITY} = query;
        return all.filter(([line]) => line >= start && line < stop);
      }
      case "search": {
        const matches = matcher(query.pattern);
        let found = all.filter(([, {input}]) => matches(input));
        if (query.unique) found = latestOfEach(found);
        return query.n === undefined ? found : query.n > 0 ? found.slice(-query.n) : [];
      }
    }
  }
}

function latestOfEach<Entry extends readonly [number, {readonly input: string}]>(entries: Entry[]): Entry[] {
  const latest = new Map(entries.map(entry => [entry[1].input, entry]));
  return entries.filter(entry => latest.get(entry[1].input) === entry);
}

/**
 * Whether a whole text fits a pattern. Goes back to the last `*` only, so that no pattern takes longer than
 * pattern x text steps; a regular expression made from the pattern could take for ever.
 */
function matcher(pattern: string): (text: string) => boolean {
  return text => {
    let p = 0;
    let star = -1;
    let retry = 0;
    for (let t = 0; t < text.length; ) {
      if (pattern[p] === "*") {
        star = p++;
        retry = t;
      } else if (p < pattern.length && (pattern[p] === "?" || pattern[p] === text[t])) {
        p += 1;
        t += 1;
      } else if (star >= 0) {
        p = star + 1;
        t = ++retry;
      } else {
        return false;
      }
    }
    while (pattern[p] === "*") p += 1;
    return p === pattern.length;
  };
}
