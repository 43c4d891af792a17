import type {ChildReply} from "./childMessages.js";
import {FrameReader, frame} from "./frames.js";
import {MESSAGE_BYTES} from "./limits.js";
import type {PrepareRequest} from "./prepared.js";
import {prepareSubmission} from "./prepareSubmission.js";

// Entry of the preparing child: requests come on stdin, replies go to stdout, one request after the other.

const reader = new FrameReader(MESSAGE_BYTES);
let queue = Promise.resolve();

process.stdin.on("data", (piece: Buffer) => {
  for (const message of reader.push(piece)) queue = queue.then(() => answer(message as PrepareRequest));
});
process.stdin.on("end", () => process.exit(0));

async function answer(request: PrepareRequest): Promise<void> {
  const {id} = request;
  try {
    const prepared = await prepareSubmission(request, stage => send({id, type: "stage", stage}));
    send({id, type: "prepared", prepared});
  } catch (error) {
    if (isTooDeep(error)) send({id, type: "too-deep"});
    else send({id, type: "fault", message: String((error as Error).stack ?? error)});
  }
}

/** Code can be nested too deeply for the type checker: no fault of ours. */
function isTooDeep(error: unknown): boolean {
  return error instanceof RangeError && /call stack/i.test(error.message);
}

function send(reply: ChildReply): void {
  process.stdout.write(frame(reply));
}
