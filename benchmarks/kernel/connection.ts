import {randomUUID} from "node:crypto";
import {mkdtemp, rm, writeFile} from "node:fs/promises";
import {type AddressInfo, createServer, type Server} from "node:net";
import os from "node:os";
import path from "node:path";

/** What a Jupyter connection file says. */
export interface Connection {
  readonly transport: "tcp";
  readonly ip: string;
  readonly key: string;
  readonly signature_scheme: "hmac-sha256";
  readonly shell_port: number;
  readonly control_port: number;
  readonly stdin_port: number;
  readonly iopub_port: number;
  readonly hb_port: number;
}

/** A connection on five free ports of the loopback address. */
export async function newConnection(): Promise<Connection> {
  // All five are held open at once, so that no port is handed out twice.
  const servers = await Promise.all(Array.from({length: 5}, listen));
  const [shell = 0, control = 0, stdin = 0, iopub = 0, heartbeat = 0] = servers.map(
    server => (server.address() as AddressInfo).port,
  );
  await Promise.all(servers.map(server => new Promise(done => server.close(done))));
  return {
    transport: "tcp",
    ip: "127.0.0.1",
    key: randomUUID(),
    signature_scheme: "hmac-sha256",
    shell_port: shell,
    control_port: control,
    stdin_port: stdin,
    iopub_port: iopub,
    hb_port: heartbeat,
  };
}

/** Writes the connection file into a folder of its own, which `remove` deletes. */
export async function writeConnectionFile(
  connection: Connection,
): Promise<{file: string; remove: () => Promise<void>}> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "kernelbook-bench-"));
  const file = path.join(folder, "connection.json");
  await writeFile(file, JSON.stringify(connection), {mode: 0o600});
  return {file, remove: () => rm(folder, {recursive: true, force: true})};
}

function listen(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve(server));
  });
}
