import type {MimeBundle} from "../../core/mime.js";

/** Version of the messaging protocol that this kernel speaks. */
export const PROTOCOL_VERSION = "5.4";

export interface Header {
  readonly msg_id: string;
  readonly session: string;
  readonly username: string;
  readonly date: string;
  readonly msg_type: string;
  readonly version: string;
}

/** A message of the Jupyter protocol, without signature and routing. */
export interface Message {
  readonly header: Header;
  /** Empty when the message answers no other. */
  readonly parentHeader: Header | Record<string, never>;
  readonly metadata: MimeBundle;
  readonly content: MimeBundle;
  readonly buffers: readonly Buffer[];
}

/** A message from a client, with the way back to it. */
export interface Request extends Message {
  /** Routing parts: whoever gets them back is the sender. */
  readonly identities: readonly Buffer[];
}
