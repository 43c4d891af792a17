/** Every number of the protocol that is tuned, with its reason. */

/** Longest message from a client. Code is small; a widget's buffers (a picture, a tensor) may be some tens of MB. */
export const MESSAGE_BYTES = 256 * 1024 * 1024;
/** Parts of one message: routing, six of Jupyter's and one for each binary buffer. */
export const MESSAGE_PARTS = 1024;
/** A command is READY, SUBSCRIBE, PING or the like: names and short metadata. */
export const COMMAND_BYTES = 64 * 1024;
/** Clients use one subscription, for everything. */
export const SUBSCRIPTIONS = 1000;
/** A peer that connects and does not say who it is within this time is a scanner or hangs. */
export const HANDSHAKE_MS = 30_000;
/** Connections to one socket: a classroom behind one server uses a few dozen. */
export const PEERS = 1000;

/** Unsent bytes on one connection above which the sender waits: a few outputs of 64 KB, so that memory stays flat. */
export const SEND_BUFFER_BYTES = 256 * 1024;
/** How long a subscriber that takes nothing may hold up the others. Then it has a queue of its own. */
export const STALL_MS = 5000;
/** The longest such queue; past it the subscriber is dropped. A frozen browser tab gets this far, a slow one does not. */
export const STALLED_QUEUE_BYTES = 64 * 1024 * 1024;
/** How long the first outputs wait for a client that has connected but not yet subscribed: it does both at once. */
export const SUBSCRIBE_MS = 300;

/** Longest header, parent header or metadata. */
export const HEADER_BYTES = 1024 * 1024;
/** Longest content: a cell with an embedded data set. Binary data goes in buffers. */
export const CONTENT_BYTES = 64 * 1024 * 1024;
/** Nesting of JSON. Notebooks use under ten; far deeper ones only exhaust the stack of whoever writes them again. */
export const JSON_DEPTH = 200;
/** Signatures remembered against replays; jupyter_client keeps as many. */
export const SIGNATURES = 65_536;

/** Requests that wait or run before their client's connection is read no further. */
export const PENDING_REQUESTS = 10_000;
/** Cells whose later output still finds its way back to them. */
export const REMEMBERED_CELLS = 10_000;
/** How often the kernel looks whether its parent still lives. */
export const PARENT_POLL_MS = 1000;
/** How long closing waits for clients to take the last messages. */
export const LINGER_MS = 1000;
/** How long the whole of an ending may take, executor included. */
export const CLOSE_MS = 5000;
