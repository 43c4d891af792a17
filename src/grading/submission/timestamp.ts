/**
 * The time in a `timestamp.txt`: as nbgrader writes it, `2015-02-02 15:58:23.948203 America/Los_Angeles`, or ISO 8601. A time
 * without a zone is UTC.
 *
 * @returns Milliseconds since 1970; undefined when it is no such time.
 *
 * @example
 * parseTimestamp("1970-01-01 00:00:01 UTC") // => 1000
 * parseTimestamp("1970-01-01T01:00:00+01:00") // => 0
 */
export function parseTimestamp(text: string): number | undefined {
  const match =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(\.\d+)?)?[ \t]*(Z|[+-]\d\d:?\d\d|[A-Za-z][\w+/-]*)?$/.exec(
      text.trim(),
    );
  if (match === null) return undefined;
  const [, day = "", clock = "00:00", fraction = "", zone = "Z"] = match;
  const wall = Date.parse(`${day}T${clock.length === 5 ? `${clock}:00` : clock}Z`);
  if (Number.isNaN(wall)) return undefined;
  const offset = offsetAt(wall, zone);
  return offset === undefined ? undefined : wall + Math.trunc(Number(`0${fraction}`) * 1000) - offset;
}

/** How far a zone's clocks are ahead of UTC when they show `wall`, in milliseconds. */
function offsetAt(wall: number, zone: string): number | undefined {
  const numbers = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  if (numbers) return (numbers[1] === "-" ? -1 : 1) * (Number(numbers[2]) * 60 + Number(numbers[3])) * 60_000;
  if (zone === "Z") return 0;
  try {
    const clock = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    // the offset depends on the moment, and the moment on the offset: the second look is right save in the lost hour of spring
    const first = shownAt(clock, wall) - wall;
    return shownAt(clock, wall - first) - (wall - first);
  } catch {
    return undefined; // no zone of that name
  }
}

/** What a clock shows, read as UTC. */
function shownAt(clock: Intl.DateTimeFormat, time: number): number {
  const part = new Map(clock.formatToParts(time).map(({type, value}) => [type, Number(value)]));
  const at = (type: Intl.DateTimeFormatPartTypes) => part.get(type) ?? 0;
  return Date.UTC(at("year"), at("month") - 1, at("day"), at("hour"), at("minute"), at("second"));
}
