import {connect, type Socket} from "node:net";
import {encodeCommand} from "../../src/kernel/protocol/frames.js";

/** A TCP connection that speaks for itself, from its first byte on. */
export async function rawPeer(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  // The other side may close at any time: that is what these tests are about.
  socket.on("error", () => {});
  await new Promise<void>(resolve => socket.once("connect", resolve));
  return socket;
}

/** READY as a client sends it. */
export function rawReady(socketType: string, identity = ""): Buffer {
  const property = (name: string, value: string) => {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(value.length);
    return Buffer.concat([Buffer.from([name.length]), Buffer.from(name), size, Buffer.from(value)]);
  };
  const metadata = [property("Socket-Type", socketType), property("Identity", identity)];
  return encodeCommand("READY", Buffer.concat(metadata));
}

/** Resolves when the other side has closed the connection. */
export function closed(socket: Socket): Promise<void> {
  socket.resume();
  return new Promise(resolve => (socket.destroyed ? resolve() : socket.once("close", () => resolve())));
}
