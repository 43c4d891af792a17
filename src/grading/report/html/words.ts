import type {OutcomeKind} from "../../../exercise/outcome.js";
import {VERDICTS} from "../verdicts.js";
import {type Html, html} from "./html.js";

/** Points as they stand in a text: at most two digits after the point. */
export function pointsText(points: number): string {
  return String(Number(points.toFixed(2)));
}

/** `1 point`, `3 points`. */
export function counted(count: number, noun: string): string {
  return `${pointsText(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/**
 * A time for people: to the minute, in UTC.
 *
 * @example
 * timeText("2026-12-01T18:30:00.000Z") // => "2026-12-01 18:30 UTC"
 */
export function timeText(time: string): string {
  const [, day, minute] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?Z$/.exec(time) ?? [];
  return day === undefined ? time : `${day} ${minute} UTC`;
}

/** `62 %`, with a space that does not break. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}\u00a0%`;
}

/**
 * An assignment's name for people.
 *
 * @example
 * assignmentTitle("04-convolution-2d") // => "Lesson 4: convolution 2d"
 */
export function assignmentTitle(assignment: string): string {
  const [, lesson, name] = /^0*(\d+)-(.+)$/.exec(assignment) ?? [];
  return lesson === undefined ? assignment : `Lesson ${lesson}: ${name.replaceAll("-", " ")}`;
}

export function verdictBadge(verdict: OutcomeKind): Html {
  const {symbol, sentence, tone} = VERDICTS[verdict];
  return html`<span class="verdict ${tone}">${symbol}\u2002${sentence}</span>`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`;
}
