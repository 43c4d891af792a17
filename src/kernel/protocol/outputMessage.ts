import type {ErrorOutput, Output} from "../output.js";

/** An output as a message on iopub: type and content. `count` is the cell's number, for results. */
export function outputMessage(output: Output, count: number): {type: string; content: object} {
  switch (output.type) {
    case "stream":
      return {type: "stream", content: {name: output.name, text: output.text}};
    case "display":
    case "update": {
      const {data, metadata, displayId} = output;
      const transient = displayId === undefined ? {} : {display_id: displayId};
      const type = output.type === "display" ? "display_data" : "update_display_data";
      return {type, content: {data, metadata, transient}};
    }
    case "clear":
      return {type: "clear_output", content: {wait: output.wait}};
    case "result":
      return {
        type: "execute_result",
        content: {execution_count: count, data: output.data, metadata: output.metadata},
      };
    case "error":
      return {type: "error", content: errorContent(output)};
  }
}

/** An error as replies and iopub carry it. */
export function errorContent({name, message, traceback}: ErrorOutput): {
  ename: string;
  evalue: string;
  traceback: readonly string[];
} {
  return {ename: name, evalue: message, traceback};
}
