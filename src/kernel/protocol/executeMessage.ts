import type {ExpressionValue, RunRequest, RunResult} from "../run.js";
import {Fields} from "./fields.js";
import type {Request} from "./message.js";
import {errorContent} from "./outputMessage.js";

/** What `execute_request` asks for. */
export function runRequest({content}: Request): RunRequest {
  const fields = new Fields("execute_request", content);
  return {
    code: fields.text("code"),
    silent: fields.flag("silent", false),
    storeHistory: fields.flag("store_history", true),
    allowInput: fields.flag("allow_stdin", true),
    stopOnError: fields.flag("stop_on_error", true),
    userExpressions: fields.texts("user_expressions"),
  };
}

/** Content of `execute_reply`. */
export function executeReply(result: RunResult): object {
  const {outcome, count, error, expressions, page} = result;
  if (outcome === "aborted") return {status: "aborted", execution_count: count};
  if (outcome === "ok") {
    return {
      status: "ok",
      execution_count: count,
      user_expressions: Object.fromEntries(
        Object.entries(expressions).map(([name, value]) => [name, expressionContent(value)]),
      ),
      payload: page === undefined ? [] : [{source: "page", data: page, start: 0}],
    };
  }
  return {
    status: "error",
    execution_count: count,
    ...errorContent(error ?? {type: "error", name: "Error", message: "", traceback: [], frames: []}),
    user_expressions: {},
    payload: [],
  };
}

function expressionContent(value: ExpressionValue): object {
  if (value.ok) return {status: "ok", data: value.data, metadata: {}};
  return {status: "error", ...errorContent(value.error)};
}
