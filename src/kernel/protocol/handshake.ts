import {ZmtpError} from "./frames.js";

export type SocketType = "ROUTER" | "PUB" | "REP";

/** Which socket types may talk to which, as ZMTP 3.1 lists them. */
const PARTNERS: Readonly<Record<SocketType, readonly string[]>> = {
  ROUTER: ["DEALER", "REQ", "ROUTER"],
  PUB: ["SUB", "XSUB"],
  REP: ["REQ", "DEALER"],
};

export const GREETING_BYTES = 64;
const SIGNATURE_BYTES = 10;
const MECHANISM = Buffer.from("NULL".padEnd(20, "\0"), "latin1");

/** Ours: version 3.1, mechanism NULL (no authentication: each Jupyter message is signed instead). */
export function greeting(): Buffer {
  const bytes = Buffer.alloc(GREETING_BYTES);
  bytes[0] = 0xff;
  bytes[9] = 0x7f;
  bytes[10] = 3;
  bytes[11] = 1;
  MECHANISM.copy(bytes, 12);
  return bytes;
}

/**
 * Checks as much of a peer's greeting as has come, so that a browser or a port scanner is sent away at its first bytes.
 *
 * @throws {ZmtpError} When the bytes cannot become the greeting of a ZMTP 3 peer with mechanism NULL.
 */
export function checkGreeting(bytes: Buffer): void {
  const wrong = (rule: string, got: unknown) => new ZmtpError(`greeting: ${rule}, got ${got}`);
  if (bytes.length >= 1 && bytes[0] !== 0xff) throw wrong("first byte must be 255", bytes[0]);
  if (bytes.length >= SIGNATURE_BYTES && ((bytes[9] as number) & 1) !== 1) {
    throw wrong("tenth byte must be odd", bytes[9]);
  }
  if (bytes.length > SIGNATURE_BYTES && (bytes[10] as number) < 3) {
    throw wrong("version must be 3 or later", bytes[10]);
  }
  if (bytes.length >= GREETING_BYTES && !bytes.subarray(12, 32).equals(MECHANISM)) {
    throw wrong("mechanism must be NULL", JSON.stringify(bytes.toString("latin1", 12, 32)));
  }
}

/** What READY tells of ourselves. */
export function readyMetadata(type: SocketType): Buffer {
  return Buffer.concat([property("Socket-Type", type), property("Identity", "")]);
}

function property(name: string, value: string): Buffer {
  const head = Buffer.from(`${String.fromCharCode(name.length)}${name}`, "latin1");
  const size = Buffer.alloc(4);
  size.writeUInt32BE(value.length);
  return Buffer.concat([head, size, Buffer.from(value, "latin1")]);
}

/**
 * A peer's READY: its identity, empty when it leaves the choice to us.
 *
 * @throws {ZmtpError} On malformed metadata, an identity that is reserved or too long, or a socket type that cannot
 *   talk to `type`.
 */
export function checkReady(data: Buffer, type: SocketType): Buffer {
  const properties = parseProperties(data);
  const theirs = properties.get("socket-type")?.toString("latin1") ?? "";
  if (!PARTNERS[type].includes(theirs)) {
    throw new ZmtpError(`ready: socket type must be one of ${PARTNERS[type].join(", ")}, got ${theirs}`);
  }
  const identity = properties.get("identity") ?? Buffer.alloc(0);
  if (identity.length > 255) {
    throw new ZmtpError(`ready: identity must be at most 255 bytes, got ${identity.length}`);
  }
  if (identity[0] === 0) throw new ZmtpError("ready: identity must not start with a zero byte, got 0");
  return identity;
}

function parseProperties(data: Buffer): Map<string, Buffer> {
  const properties = new Map<string, Buffer>();
  for (let at = 0; at < data.length; ) {
    const nameEnd = at + 1 + (data[at] as number);
    const valueStart = nameEnd + 4;
    const valueEnd = valueStart <= data.length ? valueStart + data.readUInt32BE(nameEnd) : Infinity;
    if (nameEnd === at + 1 || valueEnd > data.length) {
      throw new ZmtpError(
        `ready: metadata must be whole properties, got ${data.length - at} bytes left over`,
      );
    }
    properties.set(
      data.toString("latin1", at + 1, nameEnd).toLowerCase(),
      data.subarray(valueStart, valueEnd),
    );
    at = valueEnd;
  }
  return properties;
}
