import {mkdtempSync, rmSync, statSync} from "node:fs";
import {tmpdir} from "node:os";
import path from "node:path";
import {expect} from "chai";
import {Dealer, Request, Subscriber} from "zeromq";
import {encodeCommand, encodeMessage} from "../../../src/kernel/protocol/frames.js";
import {greeting} from "../../../src/kernel/protocol/handshake.js";
import {ZmtpServer, type ZmtpServerOptions} from "../../../src/kernel/protocol/zmtp.js";
import {closed, rawPeer, rawReady} from "../../support/rawPeer.js";

const HOST = "127.0.0.1";

async function serve(
  type: "ROUTER" | "PUB" | "REP",
  options: ZmtpServerOptions = {},
): Promise<{server: ZmtpServer; url: string; port: number}> {
  const server = new ZmtpServer(type, options);
  const port = (await server.listen({host: HOST, port: 0})) as number;
  return {server, url: `tcp://${HOST}:${port}`, port};
}

const texts = (parts: readonly Buffer[]) => parts.map(String);

describe("ZmtpServer with libzmq as its peer", () => {
  it("ROUTER answers a DEALER by its identity, frames of all sizes intact", async () => {
    const sizes = [0, 1, 255, 256, 70_000, 3_000_000];
    const {server, url} = await serve("ROUTER", {
      onMessage: async parts => void (await server.send(parts)),
    });
    const dealer = new Dealer({routingId: "me"});
    dealer.connect(url);
    for (const size of sizes) {
      const body = Buffer.alloc(size, size % 251);
      await dealer.send(["", body]);
      const [empty, back] = await dealer.receive();
      expect(empty?.length).to.equal(0);
      expect(back?.equals(body)).to.equal(true);
    }
    dealer.close();
    await server.close();
  });

  it("ROUTER hands an identity to whoever connects last, and still answers the older peer's requests", async () => {
    const {server, url} = await serve("ROUTER", {
      onMessage: async parts => void (await server.send(parts)),
    });
    const first = new Dealer({routingId: "same"});
    first.connect(url);
    await first.send("one");
    expect(texts(await first.receive())).to.deep.equal(["one"]);
    const second = new Dealer({routingId: "same"});
    second.connect(url);
    await second.send("two");
    expect(texts(await second.receive())).to.deep.equal(["two"]);
    await first.send("three");
    expect(texts(await first.receive())).to.deep.equal(["three"]);
    await server.send([Buffer.from("same"), Buffer.from("to the newest")]);
    expect(texts(await second.receive())).to.deep.equal(["to the newest"]);
    first.close();
    second.close();
    await server.close();
  });

  it("ROUTER says that nobody has an identity", async () => {
    const {server} = await serve("ROUTER");
    expect(await server.send([Buffer.from("nobody"), Buffer.from("x")])).to.equal(false);
    await server.close();
  });

  it("REP gives back what a REQ sends", async () => {
    const {server, url} = await serve("REP");
    const request = new Request();
    request.connect(url);
    for (const text of ["ping", "pong"]) {
      await request.send(text);
      expect(texts(await request.receive())).to.deep.equal([text]);
    }
    request.close();
    await server.close();
  });

  it("PUB sends each subscriber what it asked for, and nothing after it cancelled", async () => {
    const topics: string[] = [];
    const {server, url} = await serve("PUB", {onSubscribe: topic => topics.push(topic)});
    const subscriber = new Subscriber();
    subscriber.connect(url);
    subscriber.subscribe("a", "b");
    while (topics.length < 2) await new Promise(resolve => setTimeout(resolve, 5));
    for (const topic of ["a1", "x1", "b1"]) await server.send([Buffer.from(topic), Buffer.from("!")]);
    expect(texts(await subscriber.receive())).to.deep.equal(["a1", "!"]);
    expect(texts(await subscriber.receive())).to.deep.equal(["b1", "!"]);
    subscriber.unsubscribe("a");
    subscriber.subscribe("c");
    while (topics.length < 3) await new Promise(resolve => setTimeout(resolve, 5));
    for (const topic of ["a2", "c2"]) await server.send([Buffer.from(topic)]);
    expect(texts(await subscriber.receive())).to.deep.equal(["c2"]);
    subscriber.close();
    await server.close();
  });

  it("PUB holds the first message for a subscriber that has connected but not yet subscribed", async () => {
    const {server, url} = await serve("PUB");
    const subscriber = new Subscriber();
    subscriber.connect(url);
    subscriber.subscribe();
    await server.send([Buffer.from("first")]);
    expect(texts(await subscriber.receive())).to.deep.equal(["first"]);
    subscriber.close();
    await server.close();
  });

  it("answers the heartbeats of libzmq, so that its connection lives on", async () => {
    const {server, url} = await serve("ROUTER", {
      onMessage: async parts => void (await server.send(parts)),
    });
    const dealer = new Dealer({heartbeatInterval: 30, heartbeatTimeout: 60, heartbeatTimeToLive: 100});
    let disconnects = 0;
    dealer.events.on("disconnect", () => disconnects++);
    dealer.connect(url);
    await dealer.send("a");
    await dealer.receive();
    await new Promise(resolve => setTimeout(resolve, 300));
    await dealer.send("b");
    expect(texts(await dealer.receive())).to.deep.equal(["b"]);
    expect(disconnects).to.equal(0);
    dealer.close();
    await server.close();
  });

  it("listens on a local socket that only its owner may use, over one left behind", async function () {
    if (process.platform === "win32") {
      console.log("      skipped: libzmq has no local sockets on Windows");
      this.skip();
    }
    const folder = mkdtempSync(path.join(tmpdir(), "kernelbook-zmtp-"));
    const file = path.join(folder, "socket");
    for (let life = 0; life < 2; life++) {
      const server = new ZmtpServer("REP");
      await server.listen({path: file});
      expect(statSync(file).mode & 0o777).to.equal(0o600);
      const request = new Request();
      request.connect(`ipc://${file}`);
      await request.send("ping");
      expect(texts(await request.receive())).to.deep.equal(["ping"]);
      request.close();
      await server.close();
    }
    rmSync(folder, {recursive: true});
  });
});

describe("ZmtpServer with a peer made by hand", () => {
  for (const [name, bytes, reason] of [
    ["a web browser", Buffer.from("GET / HTTP/1.1\r\n\r\n"), "first byte must be 255"],
    ["an old ZeroMQ", Buffer.from([0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 1]), "version must be 3 or later"],
    ["a wrong mechanism", withMechanism("CURVE"), "mechanism must be NULL"],
    [
      "a message before READY",
      Buffer.concat([greeting(), encodeMessage([Buffer.from("x")])]),
      "must come after READY",
    ],
    [
      "a command before READY",
      Buffer.concat([greeting(), encodeCommand("PING", Buffer.alloc(2))]),
      "READY must come first",
    ],
    [
      "a second READY",
      Buffer.concat([greeting(), rawReady("DEALER"), rawReady("DEALER")]),
      "READY must come first, once",
    ],
    [
      "a socket type that does not fit",
      Buffer.concat([greeting(), rawReady("SUB")]),
      "socket type must be one of DEALER",
    ],
    [
      "a reserved identity",
      Buffer.concat([greeting(), rawReady("DEALER", "\0x")]),
      "must not start with a zero byte",
    ],
    [
      "an identity too long",
      Buffer.concat([greeting(), rawReady("DEALER", "x".repeat(256))]),
      "at most 255 bytes",
    ],
    [
      "cut metadata",
      Buffer.concat([greeting(), encodeCommand("READY", Buffer.from([11, 83, 111]))]),
      "whole properties",
    ],
    [
      "a SUBSCRIBE to a ROUTER",
      Buffer.concat([greeting(), rawReady("DEALER"), encodeCommand("SUBSCRIBE", Buffer.alloc(0))]),
      "must go to a PUB",
    ],
    [
      "a command inside a message",
      Buffer.concat([
        greeting(),
        rawReady("DEALER"),
        Buffer.from([1, 0]),
        encodeCommand("PING", Buffer.alloc(2)),
      ]),
      "between messages",
    ],
    [
      "too many parts",
      Buffer.concat([greeting(), rawReady("DEALER"), Buffer.alloc(2 * 1025, Buffer.from([1, 0]))]),
      "at most 1024 parts",
    ],
  ] as const) {
    it(`closes the connection of ${name}, says why, and serves others`, async () => {
      const log: string[] = [];
      const {server, url, port} = await serve("ROUTER", {
        onMessage: async parts => void (await server.send(parts)),
        log: text => log.push(text),
      });
      const dealer = new Dealer();
      dealer.connect(url);
      const socket = await rawPeer(port);
      socket.write(bytes);
      await closed(socket);
      expect(log.join("\n")).to.contain(reason);
      await dealer.send("still there");
      expect(texts(await dealer.receive())).to.deep.equal(["still there"]);
      dealer.close();
      await server.close();
    });
  }

  it("PONG carries back the context of a PING", async () => {
    const {server, port} = await serve("REP");
    const socket = await rawPeer(port);
    socket.write(Buffer.concat([greeting(), rawReady("REQ")]));
    socket.write(encodeCommand("PING", Buffer.from([0, 9, 1, 2, 3])));
    const pong = encodeCommand("PONG", Buffer.from([1, 2, 3]));
    let received = Buffer.alloc(0);
    while (received.indexOf(pong) < 0) {
      received = Buffer.concat([
        received,
        await new Promise<Buffer>(resolve => socket.once("data", resolve)),
      ]);
    }
    socket.destroy();
    await server.close();
  });

  it("ROUTER reads no further from a peer while its message is being handled", async () => {
    let handled = 0;
    let finish = () => {};
    const {server, port} = await serve("ROUTER", {
      onMessage: () => {
        handled += 1;
        return new Promise(resolve => {
          finish = resolve;
        });
      },
    });
    const socket = await rawPeer(port);
    const message = encodeMessage([Buffer.from("x")]);
    socket.write(Buffer.concat([greeting(), rawReady("DEALER"), message, message]));
    while (handled === 0) await new Promise(resolve => setTimeout(resolve, 5));
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(handled).to.equal(1);
    finish();
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(handled).to.equal(2);
    finish();
    socket.destroy();
    await server.close();
  });

  it("PUB waits for a lone subscriber that reads slowly, however long it takes", async () => {
    const {server, port} = await serve("PUB", {stallMs: 20, stalledQueueBytes: 1000});
    const socket = await rawPeer(port);
    socket.pause();
    socket.write(Buffer.concat([greeting(), rawReady("SUB"), encodeCommand("SUBSCRIBE", Buffer.alloc(0))]));
    const chunk = Buffer.alloc(1024 * 1024, "x");
    let sent = 0;
    const sending = (async () => {
      for (; sent < 40; sent++) await server.send([Buffer.from("topic"), chunk]);
    })();
    await new Promise(resolve => setTimeout(resolve, 300));
    expect(sent).to.be.below(40);
    let received = 0;
    socket.on("data", data => {
      received += data.length;
    });
    socket.resume();
    await sending;
    while (received < 40 * chunk.length) await new Promise(resolve => setTimeout(resolve, 5));
    socket.destroy();
    await server.close();
  });

  it("PUB drops a subscriber that reads nothing, with a log line, and others miss nothing", async () => {
    const log: string[] = [];
    let subscriptions = 0;
    const {server, url, port} = await serve("PUB", {
      stallMs: 50,
      stalledQueueBytes: 3 * 1024 * 1024,
      onSubscribe: () => subscriptions++,
      log: text => log.push(text),
    });
    const frozen = await rawPeer(port);
    frozen.pause();
    frozen.write(Buffer.concat([greeting(), rawReady("SUB"), encodeCommand("SUBSCRIBE", Buffer.alloc(0))]));
    const good = new Subscriber({receiveHighWaterMark: 0});
    good.connect(url);
    good.subscribe();
    while (subscriptions < 2) await new Promise(resolve => setTimeout(resolve, 5));
    const received = (async () => {
      let count = 0;
      for await (const [topic] of good) {
        if (String(topic) === "end") return count;
        count += 1;
      }
      return count;
    })();
    const chunk = Buffer.alloc(1024 * 1024, "x");
    for (let i = 0; i < 60; i++) await server.send([Buffer.from("topic"), chunk]);
    await server.send([Buffer.from("end")]);
    expect(await received).to.equal(60);
    expect(log.join("\n")).to.match(/subscriber reads nothing: dropped with \d+ bytes unsent/);
    good.close();
    frozen.destroy();
    await server.close();
  });

  it("PUB serves a subscriber that comes while the only other one reads nothing", async () => {
    let subscriptions = 0;
    const {server, url, port} = await serve("PUB", {stallMs: 50, onSubscribe: () => subscriptions++});
    const frozen = await rawPeer(port);
    frozen.pause();
    frozen.write(Buffer.concat([greeting(), rawReady("SUB"), encodeCommand("SUBSCRIBE", Buffer.alloc(0))]));
    while (subscriptions < 1) await new Promise(resolve => setTimeout(resolve, 5));
    const stuck = server.send([Buffer.from("topic"), Buffer.alloc(20 * 1024 * 1024)]);
    const late = new Subscriber();
    late.connect(url);
    late.subscribe();
    await stuck;
    await server.send([Buffer.from("news")]);
    expect(texts(await late.receive())).to.deep.equal(["news"]);
    late.close();
    frozen.destroy();
    await server.close();
  });

  it("closes within its time while a peer neither reads nor leaves", async () => {
    const {server, port} = await serve("PUB");
    const socket = await rawPeer(port);
    socket.pause();
    socket.write(Buffer.concat([greeting(), rawReady("SUB"), encodeCommand("SUBSCRIBE", Buffer.alloc(0))]));
    void server.send([Buffer.from("topic"), Buffer.alloc(20 * 1024 * 1024)]);
    await new Promise(resolve => setTimeout(resolve, 100));
    await server.close();
    socket.destroy();
  });
});

function withMechanism(name: string): Buffer {
  const bytes = greeting();
  bytes.fill(0, 12, 32);
  bytes.write(name, 12, "latin1");
  return bytes;
}
