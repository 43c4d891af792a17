import {getHashes} from "node:crypto";
import {readFileSync, statSync} from "node:fs";
import {parseObject} from "./json.js";
import {HEADER_BYTES, JSON_DEPTH} from "./limits.js";
import type {Address} from "./zmtp.js";

export const CHANNELS = ["shell", "iopub", "stdin", "control", "hb"] as const;
export type Channel = (typeof CHANNELS)[number];

/** Where to listen and how to sign, as the front end wrote it down. */
export interface Connection {
  readonly addresses: Readonly<Record<Channel, Address>>;
  readonly key: string;
  /** Hash function of the signatures. */
  readonly hash: string;
}

/**
 * Reads and checks a Jupyter connection file.
 *
 * @throws {SyntaxError} When it is unreadable or says something this kernel cannot do, with the field and its value.
 */
export function readConnectionFile(file: string): Connection {
  const {size} = statSync(file);
  if (size > HEADER_BYTES) {
    throw new SyntaxError(`connection file: must be at most ${HEADER_BYTES} bytes, got ${size}`);
  }
  const limits = {bytes: HEADER_BYTES, depth: JSON_DEPTH};
  return parseConnection(parseObject(readFileSync(file), "connection file", limits));
}

export function parseConnection(fields: Readonly<Record<string, unknown>>): Connection {
  const transport = text(fields, "transport", "tcp");
  if (transport !== "tcp" && transport !== "ipc") throw wrong("transport must be tcp or ipc", transport);
  const ip = text(fields, "ip", transport === "tcp" ? "127.0.0.1" : undefined);
  const port = (channel: Channel): number => {
    const value = fields[`${channel}_port`];
    // The "port" of a local socket is only the end of its name.
    if (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 65_535) return Number(value);
    throw wrong(`${channel}_port must be an integer from 1 to 65535`, value);
  };
  const address = (channel: Channel): Address =>
    transport === "ipc" ? {path: `${ip}-${port(channel)}`} : {host: host(ip), port: port(channel)};
  return {
    addresses: Object.fromEntries(CHANNELS.map(channel => [channel, address(channel)])) as Record<
      Channel,
      Address
    >,
    key: text(fields, "key", ""),
    hash: hash(text(fields, "signature_scheme", "hmac-sha256")),
  };
}

function host(ip: string): string {
  if (ip === "*") return "0.0.0.0";
  // `localhost` may mean ::1 here and 127.0.0.1 to the client.
  return ip === "localhost" ? "127.0.0.1" : ip;
}

function hash(scheme: string): string {
  const name = scheme.replace(/^hmac-/, "");
  if (name !== scheme && getHashes().includes(name)) return name;
  throw wrong("signature_scheme must be hmac- and a hash function, like hmac-sha256", scheme);
}

function text(fields: Readonly<Record<string, unknown>>, name: string, fallback: string | undefined): string {
  const value = fields[name] ?? fallback;
  if (typeof value === "string") return value;
  throw wrong(`${name} must be a string`, value);
}

function wrong(rule: string, value: unknown): SyntaxError {
  return new SyntaxError(`connection file: ${rule}, got ${JSON.stringify(value)}`);
}
