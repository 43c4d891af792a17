import type {MimeBundle} from "../../src/core/mime.js";
import type {Host} from "../../src/lesson/host.js";
import {memoryStore, type Store} from "../../src/lesson/store.js";

/** A host that keeps what it is given. */
export interface RecordingHost extends Host {
  readonly emitted: MimeBundle[];
  /** The text of the last bundle. */
  text(): string;
}

export function recordingHost(store: Store = memoryStore()): RecordingHost {
  const emitted: MimeBundle[] = [];
  return {
    name: "test",
    store,
    emitted,
    emit: bundle => void emitted.push(bundle),
    text: () => String(emitted.at(-1)?.["text/plain"]),
  };
}
