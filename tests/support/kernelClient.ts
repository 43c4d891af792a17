import {type ChildProcess, spawn} from "node:child_process";
import {createHmac, randomUUID} from "node:crypto";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {createServer} from "node:net";
import {tmpdir} from "node:os";
import path from "node:path";
import {fileURLToPath} from "node:url";
import {Dealer, Request, Subscriber} from "zeromq";

const MAIN = fileURLToPath(new URL("../../src/cli/main.js", import.meta.url));

export type Content = Readonly<Record<string, unknown>>;
export type RequestChannel = "shell" | "control" | "stdin";

export interface ReceivedMessage {
  readonly type: string;
  readonly header: Content;
  readonly parent: Content;
  readonly metadata: Content;
  readonly content: Content;
  readonly buffers: readonly Buffer[];
}

/** All that one request brought: its reply and everything on iopub up to its idle. */
export interface Answer {
  readonly id: string;
  readonly reply: ReceivedMessage;
  readonly iopub: readonly ReceivedMessage[];
}

export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Default: a new, empty folder. */
  readonly cwd?: string;
  readonly transport?: "tcp" | "ipc";
  readonly key?: string;
  readonly args?: readonly string[];
}

/** Time for anything that should take well under a second, on a busy machine. */
const PATIENCE_MS = 20_000;

/**
 * A Jupyter client over libzmq, with its own reading of the protocol, and the kernel process it started:
 * `node dist/src/cli/main.js kernel --connection-file F`.
 */
export class KernelClient {
  readonly process: ChildProcess;
  readonly connection: Readonly<Record<string, unknown>>;
  /** Milliseconds (`performance.now`) at which the process was started. */
  readonly startedAt: number;
  /** Everything on iopub, in order. */
  readonly iopub: ReceivedMessage[] = [];
  /** Called for each message on iopub; a returned promise holds up reading. */
  onIopub: (message: ReceivedMessage) => void | Promise<void> = () => {};
  /** What the kernel wrote on its standard error. */
  log = "";
  readonly session: string;

  readonly #folder: string;
  readonly #sockets: Readonly<Record<RequestChannel, Dealer>>;
  readonly #subscriber: Subscriber;
  readonly #replies: (ReceivedMessage & {readonly channel: RequestChannel})[] = [];
  readonly #waiters = new Set<() => void>();
  readonly #exited: Promise<number | null>;

  static async start(options: StartOptions = {}): Promise<KernelClient> {
    const folder = mkdtempSync(path.join(tmpdir(), "kernelbook-client-"));
    const {transport = "tcp", key = randomUUID()} = options;
    const names = ["shell", "iopub", "stdin", "control", "hb"];
    const ports = transport === "tcp" ? await freePorts(names.length) : names.map((_, i) => i + 1);
    const connection: Record<string, unknown> = {
      transport,
      ip: transport === "tcp" ? "127.0.0.1" : path.join(folder, "socket"),
      key,
      signature_scheme: "hmac-sha256",
      kernel_name: "kernelbook",
    };
    for (const [i, name] of names.entries()) connection[`${name}_port`] = ports[i];
    return new KernelClient(folder, connection, options);
  }

  private constructor(folder: string, connection: Record<string, unknown>, options: StartOptions) {
    this.#folder = folder;
    this.connection = connection;
    this.session = randomUUID();
    const file = path.join(folder, "connection.json");
    writeFileSync(file, JSON.stringify(connection));
    this.startedAt = performance.now();
    this.process = spawn(
      process.execPath,
      [MAIN, "kernel", "--connection-file", file, ...(options.args ?? [])],
      {
        cwd: options.cwd ?? folder,
        env: {...process.env, ...options.env},
        stdio: ["pipe", "pipe", "pipe"],
      },
    );
    this.process.stderr?.on("data", chunk => {
      this.log += String(chunk);
    });
    this.#exited = new Promise(resolve => this.process.once("exit", resolve));
    this.#sockets = {
      shell: this.#dealer("shell"),
      control: this.#dealer("control"),
      stdin: this.#dealer("stdin"),
    };
    this.#subscriber = new Subscriber({receiveHighWaterMark: 0, linger: 0});
    this.#subscriber.connect(this.url("iopub"));
    this.#subscriber.subscribe();
    void this.#readIopub();
  }

  url(channel: string): string {
    const {transport, ip} = this.connection;
    const port = this.connection[`${channel}_port`];
    return transport === "tcp" ? `tcp://${ip}:${port}` : `ipc://${ip}-${port}`;
  }

  port(channel: string): number {
    return Number(this.connection[`${channel}_port`]);
  }

  /** Sends a signed message; returns its id. */
  async send(
    channel: RequestChannel,
    type: string,
    content: object = {},
    extra: {buffers?: readonly Buffer[]; parent?: Content; metadata?: object} = {},
  ): Promise<string> {
    const id = randomUUID();
    await this.#sockets[channel].send([...this.pack(type, content, id, extra)]);
    return id;
  }

  /** Sends one message from a client of another identity. */
  async sendAs(identity: string, channel: RequestChannel, type: string, content: object): Promise<void> {
    const dealer = new Dealer({routingId: identity, linger: 1000});
    dealer.connect(this.url(channel));
    await dealer.send(this.pack(type, content));
    dealer.close();
  }

  /** The parts of a signed message, without routing. */
  pack(
    type: string,
    content: object,
    id: string = randomUUID(),
    {
      buffers = [],
      parent = {},
      metadata = {},
    }: {buffers?: readonly Buffer[]; parent?: Content; metadata?: object} = {},
  ): Buffer[] {
    const header = {
      msg_id: id,
      msg_type: type,
      session: this.session,
      username: "test",
      date: new Date().toISOString(),
      version: "5.4",
    };
    const json = [header, parent, metadata, content].map(part => Buffer.from(JSON.stringify(part)));
    return [Buffer.from("<IDS|MSG>"), Buffer.from(this.sign(json)), ...json, ...buffers];
  }

  sign(parts: readonly Buffer[]): string {
    const key = String(this.connection.key);
    if (key === "") return "";
    const mac = createHmac("sha256", key);
    for (const part of parts) mac.update(part);
    return mac.digest("hex");
  }

  /** Sends a request and waits for its reply alone. */
  async ask(channel: RequestChannel, type: string, content: object = {}): Promise<ReceivedMessage> {
    return await this.replyTo(await this.send(channel, type, content));
  }

  /** Sends a request and waits for its reply and its idle. */
  async request(channel: RequestChannel, type: string, content: object = {}): Promise<Answer> {
    return await this.answerTo(await this.send(channel, type, content));
  }

  /** Runs a cell to its reply and its idle. */
  async execute(code: string, options: object = {}): Promise<Answer> {
    return await this.answerTo(await this.sendExecute(code, options));
  }

  /** Queues a cell; returns the request's id. */
  async sendExecute(code: string, options: object = {}): Promise<string> {
    return await this.send("shell", "execute_request", {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: true,
      ...options,
    });
  }

  async answerTo(id: string): Promise<Answer> {
    const reply = await this.replyTo(id);
    await this.until(() => this.of(id).some(isIdle), `idle of ${reply.type}`);
    return {id, reply, iopub: this.of(id)};
  }

  async replyTo(id: string): Promise<ReceivedMessage> {
    const find = () => this.#replies.find(reply => reply.channel !== "stdin" && reply.parent.msg_id === id);
    return await this.until(find, `reply to ${id}`);
  }

  /** The next message on stdin. */
  async inputRequest(): Promise<ReceivedMessage> {
    const at = await this.until(() => {
      const index = this.#replies.findIndex(reply => reply.channel === "stdin");
      return index < 0 ? undefined : {index};
    }, "input_request");
    return this.#replies.splice(at.index, 1)[0] as ReceivedMessage;
  }

  /** Everything on iopub so far that a request brought. */
  of(id: string): ReceivedMessage[] {
    return this.iopub.filter(message => message.parent.msg_id === id);
  }

  /** Waits until `condition` gives something; looks again at each message. */
  async until<T>(condition: () => T | undefined | false, what: string, patienceMs = PATIENCE_MS): Promise<T> {
    const deadline = performance.now() + patienceMs;
    for (;;) {
      const value = condition();
      if (value !== undefined && value !== false) return value;
      const left = deadline - performance.now();
      if (left <= 0) throw new Error(`no ${what} within ${patienceMs} ms; the kernel's log:\n${this.log}`);
      await new Promise<void>(resolve => {
        const done = () => {
          clearTimeout(timer);
          this.#waiters.delete(done);
          resolve();
        };
        const timer = setTimeout(done, Math.min(left, 50));
        this.#waiters.add(done);
      });
    }
  }

  /** One beat of the heartbeat. */
  async beat(text: string): Promise<string> {
    const request = new Request({linger: 0, receiveTimeout: PATIENCE_MS});
    request.connect(this.url("hb"));
    await request.send(text);
    const [back] = await request.receive();
    request.close();
    return String(back);
  }

  /** The exit code, once the process has ended. */
  async exited(patienceMs = PATIENCE_MS): Promise<number | null> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`the kernel still runs; its log:\n${this.log}`)), patienceMs);
    });
    const code = await Promise.race([this.#exited, late]);
    clearTimeout(timer);
    return code;
  }

  /** Ends the kernel, whatever state it is in. */
  async close(): Promise<void> {
    this.process.kill("SIGTERM");
    const timer = setTimeout(() => this.process.kill("SIGKILL"), 5000);
    await this.#exited;
    clearTimeout(timer);
    for (const socket of [...Object.values(this.#sockets), this.#subscriber]) socket.close();
    rmSync(this.#folder, {recursive: true, force: true});
  }

  #dealer(channel: RequestChannel): Dealer {
    const dealer = new Dealer({routingId: this.session, receiveHighWaterMark: 0, linger: 0});
    dealer.connect(this.url(channel));
    void (async () => {
      for await (const parts of dealer) {
        this.#replies.push({...this.#unpack(parts), channel});
        this.#wake();
      }
    })();
    return dealer;
  }

  async #readIopub(): Promise<void> {
    for await (const parts of this.#subscriber) {
      const message = this.#unpack(parts);
      this.iopub.push(message);
      this.#wake();
      await this.onIopub(message);
    }
  }

  #unpack(parts: readonly Buffer[]): ReceivedMessage {
    const at = parts.findIndex(part => String(part) === "<IDS|MSG>");
    const [signature, ...rest] = parts.slice(at + 1);
    const json = rest.slice(0, 4);
    if (String(signature) !== this.sign(json)) throw new Error("the kernel's signature is wrong");
    const [header, parent, metadata, content] = json.map(part => JSON.parse(String(part)) as Content);
    if (!header || !parent || !metadata || !content) throw new Error("the kernel's message lacks parts");
    return {type: String(header.msg_type), header, parent, metadata, content, buffers: rest.slice(4)};
  }

  #wake(): void {
    for (const waiter of this.#waiters) waiter();
  }
}

export function isIdle({type, content}: ReceivedMessage): boolean {
  return type === "status" && content.execution_state === "idle";
}

/** Text a cell printed, in order. */
export function printed(answer: Pick<Answer, "iopub">, name: "stdout" | "stderr" = "stdout"): string {
  return answer.iopub
    .filter(message => message.type === "stream" && message.content.name === name)
    .map(message => message.content.text)
    .join("");
}

/** Messages of one type, their contents. */
export function contents(answer: Pick<Answer, "iopub">, type: string): Content[] {
  return answer.iopub.filter(message => message.type === type).map(message => message.content);
}

/** Text of the result, undefined without one. */
export function result(answer: Pick<Answer, "iopub">): unknown {
  const data = contents(answer, "execute_result")[0]?.data as Content | undefined;
  return data?.["text/plain"];
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({length: count}, async () => {
      const server = createServer();
      await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
      return server;
    }),
  );
  const ports = servers.map(server => (server.address() as {port: number}).port);
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))));
  return ports;
}
