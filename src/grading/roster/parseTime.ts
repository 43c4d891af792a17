/**
 * A time that a teacher types: ISO 8601, `2026-11-21T18:00+01:00`, `2026-11-21 18:00Z` or `2026-11-21`. Without an offset it
 * is UTC, so that it means the same on every machine; a day alone means its last moment.
 *
 * @returns Milliseconds since 1970.
 * @throws {SyntaxError} When it is no such time.
 *
 * @example
 * parseTime("1970-01-01T01:00+01:00") // => 0
 * parseTime("1970-01-01") // => 86399999
 */
export function parseTime(text: string): number {
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/.exec(
    text.trim(),
  );
  const [, day, clock = "23:59:59.999", offset = "Z"] = match ?? [];
  const time = Date.parse(`${day}T${clock}${offset.replace(/(\d\d):?(\d\d)$/, "$1:$2")}`);
  if (Number.isNaN(time)) {
    throw new SyntaxError(
      `parseTime: a time must be like 2026-11-21T18:00+01:00 or 2026-11-21, got ${JSON.stringify(text)}`,
    );
  }
  return time;
}
