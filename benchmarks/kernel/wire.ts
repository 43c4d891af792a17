import {createHmac, randomUUID, timingSafeEqual} from "node:crypto";

/** JSON object as it stands in a Jupyter message. */
export type Content = Readonly<Record<string, unknown>>;

export interface Header {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly session: string;
  readonly username: string;
  readonly date: string;
  readonly version: string;
}

export interface Message {
  readonly header: Header;
  readonly parent: Partial<Header>;
  readonly content: Content;
}

const DELIMITER = "<IDS|MSG>";

/** A new message header of protocol 5.4. */
export function newHeader(type: string, session: string): Header {
  return {
    msg_id: randomUUID(),
    msg_type: type,
    session,
    username: "bench",
    date: new Date().toISOString(),
    version: "5.4",
  };
}

/** Frames of a request, signed with HMAC-SHA256 as the wire protocol asks. */
export function encode(key: string, header: Header, content: Content): string[] {
  const parts = [JSON.stringify(header), "{}", "{}", JSON.stringify(content)];
  return [DELIMITER, sign(key, parts), ...parts];
}

/**
 * The message in `frames`, whatever routing or topic frames precede the delimiter.
 *
 * @throws {SyntaxError} When the delimiter or a part is missing, or the signature does not match.
 */
export function decode(key: string, frames: readonly Buffer[]): Message {
  const at = frames.findIndex(frame => frame.equals(DELIMITER_BYTES));
  const parts = frames.slice(at + 2, at + 6);
  const signature = frames[at + 1];
  const [header, parent, , content] = parts;
  if (at < 0 || signature === undefined || !header || !parent || !content) {
    throw new SyntaxError(`decode: message must have a delimiter and 5 parts, got ${frames.length} frames`);
  }
  const expected = Buffer.from(sign(key, parts));
  if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
    throw new SyntaxError(`decode: signature must match the key, got ${signature.toString("latin1")}`);
  }
  return {header: parse(header), parent: parse(parent), content: parse(content)};
}

const DELIMITER_BYTES = Buffer.from(DELIMITER);

function sign(key: string, parts: readonly (string | Buffer)[]): string {
  if (key === "") return "";
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}

// JSON.parse is the one place where the shape is taken on trust: the kernels measured here speak the protocol.
function parse<T>(part: Buffer): T {
  return JSON.parse(part.toString()) as T;
}
