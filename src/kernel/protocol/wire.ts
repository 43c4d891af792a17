import {createHmac, randomUUID, timingSafeEqual} from "node:crypto";
import type {MimeBundle} from "../../core/mime.js";
import {parseObject} from "./json.js";
import {CONTENT_BYTES, HEADER_BYTES, JSON_DEPTH, SIGNATURES} from "./limits.js";
import {type Header, type Message, PROTOCOL_VERSION, type Request} from "./message.js";

const DELIMITER = Buffer.from("<IDS|MSG>");

/**
 * Messages to and from the parts of a ZeroMQ message: routing, delimiter, signature, four JSON objects, buffers.
 *
 * @source Jupyter messaging protocol 5.4, "The wire protocol".
 */
export class Wire {
  readonly #key: string;
  readonly #hash: string;
  /** Signatures seen, oldest first: the same signed bytes are accepted once. */
  readonly #seen = new Set<string>();
  readonly #session = randomUUID();
  #sent = 0;

  /**
   * @param key  Shared secret; empty for unsigned messages.
   * @param hash  Name of the hash function of the signature, as `node:crypto` knows it.
   */
  constructor(key: string, hash = "sha256") {
    this.#key = key;
    this.#hash = hash;
  }

  /**
   * @throws {SyntaxError} When the parts are no Jupyter message.
   * @throws {RangeError} When a part is too long or nested too deep.
   * @throws {Error} When the signature is wrong or was seen before.
   */
  decode(parts: readonly Buffer[]): Request {
    const at = parts.findIndex(part => part.equals(DELIMITER));
    const [signature, header, parent, metadata, content, ...buffers] = parts.slice(at + 1);
    if (at < 0 || !signature || !header || !parent || !metadata || !content) {
      throw new SyntaxError(
        `decode: a message must have a delimiter and five parts after it, got ${parts.length} parts`,
      );
    }
    this.#verify(signature, [header, parent, metadata, content]);
    const small = {bytes: HEADER_BYTES, depth: JSON_DEPTH};
    return {
      identities: parts.slice(0, at),
      header: checkHeader(parseObject(header, "header", small)),
      parentHeader: parseObject(parent, "parent header", small) as Record<string, never>,
      metadata: parseObject(metadata, "metadata", small),
      content: parseObject(content, "content", {bytes: CONTENT_BYTES, depth: JSON_DEPTH}),
      buffers,
    };
  }

  encode(message: Message): Buffer[] {
    const {header, parentHeader, metadata, content} = message;
    const json = [header, parentHeader, metadata, content].map(part => Buffer.from(JSON.stringify(part)));
    return [DELIMITER, Buffer.from(this.#sign(json)), ...json, ...message.buffers];
  }

  /** A new message of ours. */
  message(
    type: string,
    content: object,
    parent: Header | undefined,
    extra: {metadata?: MimeBundle; buffers?: readonly Buffer[]} = {},
  ): Message {
    this.#sent += 1;
    return {
      header: {
        msg_id: `${this.#session}_${this.#sent}`,
        session: this.#session,
        username: "kernelbook",
        date: new Date().toISOString(),
        msg_type: type,
        version: PROTOCOL_VERSION,
      },
      parentHeader: parent ?? {},
      metadata: extra.metadata ?? {},
      content: content as MimeBundle,
      buffers: extra.buffers ?? [],
    };
  }

  #sign(parts: readonly Buffer[]): string {
    if (this.#key === "") return "";
    const mac = createHmac(this.#hash, this.#key);
    for (const part of parts) mac.update(part);
    return mac.digest("hex");
  }

  #verify(signature: Buffer, parts: readonly Buffer[]): void {
    if (this.#key === "") return;
    const expected = Buffer.from(this.#sign(parts));
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
      throw new Error("decode: signature must be that of the connection file's key, got another");
    }
    const text = signature.toString("latin1");
    if (this.#seen.has(text)) throw new Error("decode: a message must come once, got it again");
    this.#seen.add(text);
    if (this.#seen.size > SIGNATURES) {
      for (const oldest of this.#seen) {
        this.#seen.delete(oldest);
        break;
      }
    }
  }
}

function checkHeader(header: MimeBundle): Header {
  for (const field of ["msg_id", "msg_type"]) {
    if (typeof header[field] !== "string") {
      throw new SyntaxError(`decode: header.${field} must be a string, got ${typeof header[field]}`);
    }
  }
  // The rest is only given back as parent header, exactly as it came.
  return header as unknown as Header;
}
