import {FrameReader, frameOf} from "../frames.js";
import type {ChildReply} from "./childMessages.js";
import {MESSAGE_BYTES} from "./limits.js";
import type {PrepareRequest} from "./prepared.js";
import {prepareSubmission} from "./prepareSubmission.js";

// Entry of the preparing child: requests come on stdin, replies go to stdout, one request after the other.

let queue = Promise.resolve();
const reader = new FrameReader(MESSAGE_BYTES, message => {
  const request = JSON.parse(message.toString()) as PrepareRequest;
  queue = queue.then(() => answer(request));
});

process.stdin.on("data", (piece: Buffer) => {
  if (!reader.push(piece))
    throw new RangeError(
      `prepare: a request must have at most ${MESSAGE_BYTES} bytes, got one that is longer`,
    );
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
  process.stdout.write(frameOf(reply));
}
