import {inspectionBundle} from "../helpRequest.js";
import type {HistoryQuery} from "../history.js";
import type {Session} from "../session.js";
import {toCodePoints, toUtf16} from "./codePoints.js";
import {Fields} from "./fields.js";
import type {Request} from "./message.js";

/** Requests that only ask: answered while a cell runs, too. Each gives the content of its reply. */
export async function complete(session: Session, {content}: Request): Promise<object> {
  const {code, offset} = cursor("complete_request", content);
  const {start, end, items} = await session.complete(code, offset);
  const cursor_start = toCodePoints(code, start);
  const cursor_end = toCodePoints(code, end);
  return {
    status: "ok",
    matches: items.map(item => item.name),
    cursor_start,
    cursor_end,
    metadata: {
      _jupyter_types_experimental: items.map(({name, kind}) => ({
        start: cursor_start,
        end: cursor_end,
        text: name,
        type: kind,
      })),
    },
  };
}

export async function inspect(session: Session, {content}: Request): Promise<object> {
  const {code, offset} = cursor("inspect_request", content);
  const found = await session.inspect(code, offset);
  return {
    status: "ok",
    found: found !== undefined,
    data: found === undefined ? {} : inspectionBundle(found),
    metadata: {},
  };
}

export async function isComplete(session: Session, {content}: Request): Promise<object> {
  const code = new Fields("is_complete_request", content).text("code");
  const {status, indent} = await session.isComplete(code);
  return status === "incomplete" ? {status, indent} : {status};
}

export function history(session: Session, {content}: Request): object {
  const fields = new Fields("history_request", content);
  const entries = session.history.query(historyQuery(fields), fields.flag("output", false));
  return {status: "ok", history: entries};
}

function historyQuery(fields: Fields): HistoryQuery {
  const kind = fields.text("hist_access_type");
  const n = fields.optionalInteger("n");
  switch (kind) {
    case "tail":
      return {kind, n: n ?? 0};
    case "range": {
      const stop = fields.optionalInteger("stop");
      return {
        kind,
        session: fields.integer("session", 0),
        start: fields.integer("start", 0),
        ...(stop !== undefined && {stop}),
      };
    }
    case "search":
      return {
        kind,
        pattern: fields.text("pattern", "*"),
        unique: fields.flag("unique", false),
        ...(n !== undefined && {n}),
      };
    default:
      throw new TypeError(
        `history_request: hist_access_type must be tail, range or search, got ${JSON.stringify(kind)}`,
      );
  }
}

function cursor(type: string, content: Request["content"]): {code: string; offset: number} {
  const fields = new Fields(type, content);
  const code = fields.text("code");
  return {code, offset: toUtf16(code, fields.integer("cursor_pos", code.length))};
}
