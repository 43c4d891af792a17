import type {CommMessage} from "../executor/executor.js";
import type {Output} from "../output.js";
import type {Session, SessionEvents} from "../session.js";
import {Channels, type RequestChannel} from "./channels.js";
import type {Connection} from "./connectionFile.js";
import {executeReply, runRequest} from "./executeMessage.js";
import {Fields} from "./fields.js";
import * as introspection from "./introspection.js";
import {kernelInfo} from "./kernelInfo.js";
import {PENDING_REQUESTS, REMEMBERED_CELLS} from "./limits.js";
import type {Request} from "./message.js";
import {errorContent, outputMessage} from "./outputMessage.js";
import {StdinBroker} from "./stdinBroker.js";

export interface JupyterKernelOptions {
  readonly session: Session;
  /** Lines for whoever looks why something does not work; they reach the front end's log. */
  readonly log: (text: string) => void;
}

/** Answers one type of request: the content of its reply, or nothing for messages that have none. */
type Handler = (request: Request) => object | undefined | Promise<object | undefined>;

/** A session behind the Jupyter messaging protocol 5.4. */
export class JupyterKernel {
  /** Resolves after `close`, or after a client's request to shut down. */
  readonly closed: Promise<void>;

  readonly #session: Session;
  readonly #channels: Channels;
  readonly #stdin: StdinBroker;
  readonly #log: (text: string) => void;
  /** Which request started a cell: its later outputs belong to it. */
  readonly #cells = new Map<number, Request>();
  readonly #handlers: Readonly<Record<string, Handler>>;
  #running: Request | undefined;
  #lastExecuted: Request | undefined;
  #pending = 0;
  #wakeReaders: (() => void)[] = [];
  #closing: Promise<void> | undefined;
  #resolveClosed: () => void = () => {};

  constructor(connection: Connection, options: JupyterKernelOptions) {
    this.#log = options.log;
    this.closed = new Promise(resolve => {
      this.#resolveClosed = resolve;
    });
    this.#session = options.session;
    this.#session.events = this.#sessionEvents();
    this.#channels = new Channels(connection, {
      request: (channel, request) => this.#request(channel, request),
      stdinRoute: identity => this.#stdin.routed(identity),
      log: options.log,
    });
    this.#stdin = new StdinBroker(this.#channels, answer => this.#session.input(answer));
    this.#handlers = this.#makeHandlers();
  }

  /** Resolves when clients can connect. Compiler and executor start behind that. */
  async start(): Promise<void> {
    await this.#channels.listen();
    void this.#channels.publish("status", {execution_state: "starting"}, undefined);
    this.#session.start().catch(error => {
      // A kernel that is closed while it starts has no executor, and wants none.
      if (this.#closing === undefined) this.#log(`executor: ${String(error)}`);
    });
  }

  interrupt(): Promise<void> {
    return this.#session.stop();
  }

  /** Ends the executor, lets clients take the last messages, closes the sockets. */
  close(): Promise<void> {
    this.#closing ??= (async () => {
      await this.#session.close();
      await this.#channels.close();
      this.#resolveClosed();
    })();
    return this.#closing;
  }

  #makeHandlers(): Readonly<Record<string, Handler>> {
    const session = this.#session;
    const comm = (read: (request: Request) => CommMessage) => async (request: Request) => {
      await session.comm(read(request));
      return undefined;
    };
    return {
      kernel_info_request: () => kernelInfo(),
      complete_request: request => introspection.complete(session, request),
      inspect_request: request => introspection.inspect(session, request),
      is_complete_request: request => introspection.isComplete(session, request),
      history_request: request => introspection.history(session, request),
      comm_info_request: request => this.#commInfo(request),
      comm_open: comm(commOpen),
      comm_msg: comm(request => commMessage("message", request)),
      comm_close: comm(request => commMessage("close", request)),
      interrupt_request: async () => {
        await session.stop();
        return {status: "ok"};
      },
      shutdown_request: request => {
        const restart = new Fields("shutdown_request", request.content).flag("restart", false);
        return {status: "ok", restart};
      },
      debug_request: debugReply,
    };
  }

  #sessionEvents(): SessionEvents {
    return {
      late: (cell, output) => this.#publishOutput(output, this.#cells.get(cell), cell),
      input: (cell, prompt, password) => {
        const request = this.#cells.get(cell);
        if (request !== undefined) this.#stdin.ask(request, prompt, password);
      },
      comm: (cell, message) => this.#publishComm(message, this.#cells.get(cell)),
      // The cell that was running, or ran last, has said so in an output of its own.
      restarted: reason => this.#log(`executor restarted: ${reason}`),
      notice: text => this.#announce(text),
    };
  }

  /** Says something that belongs to no cell where a person looks: below the cell that runs, or ran last. */
  #announce(text: string): void {
    this.#log(text);
    const parent = (this.#running ?? this.#lastExecuted)?.header;
    void this.#channels.publish("stream", {name: "stderr", text: `[kernelbook] ${text}\n`}, parent);
  }

  #request(channel: RequestChannel, request: Request): void | Promise<void> {
    const type = request.header.msg_type;
    if (channel === "stdin") {
      if (type === "input_reply") this.#stdin.reply(request);
      else this.#log(`stdin: message refused: must be input_reply, got ${type}`);
      return;
    }
    // Nothing answers a reply, or two kernels could talk to each other for ever.
    if (type.endsWith("_reply")) {
      this.#log(`${channel}: message refused: must be a request, got ${type}`);
      return;
    }
    this.#pending += 1;
    const handled =
      type === "execute_request" ? this.#execute(channel, request) : this.#answer(channel, request);
    handled
      .catch(error => this.#log(`${channel}: ${type}: ${String(error)}`))
      .finally(() => {
        this.#pending -= 1;
        for (const wake of this.#wakeReaders.splice(0)) wake();
      });
    if (this.#pending > PENDING_REQUESTS) return new Promise(resolve => this.#wakeReaders.push(resolve));
  }

  async #answer(channel: RequestChannel, request: Request): Promise<void> {
    const type = request.header.msg_type;
    this.#status("busy", request);
    const content = await this.#handle(type, request);
    if (content !== undefined) {
      await this.#channels.send(channel, type.replace(/(_request)?$/, "_reply"), content, request);
    }
    if (type === "shutdown_request" && content !== undefined && "restart" in content) {
      void this.#channels.publish("shutdown_reply", content, request.header);
      this.#status("idle", request);
      void this.close();
      return;
    }
    this.#status("idle", request);
    // A front end shows the state it heard of last; while a cell runs that must stay "busy".
    if (this.#running !== undefined) this.#status("busy", this.#running);
  }

  async #handle(type: string, request: Request): Promise<object | undefined> {
    try {
      const handler = Object.hasOwn(this.#handlers, type) ? this.#handlers[type] : undefined;
      if (handler === undefined) {
        throw new TypeError(`kernel: message type must be one of protocol 5.4's requests, got ${type}`);
      }
      return await handler(request);
    } catch (error) {
      return errorReply(error);
    }
  }

  async #execute(channel: RequestChannel, request: Request): Promise<void> {
    const reply = (content: object) => this.#channels.send(channel, "execute_reply", content, request);
    let toRun: ReturnType<typeof runRequest>;
    try {
      toRun = runRequest(request);
    } catch (error) {
      this.#status("busy", request);
      await reply({...errorReply(error), execution_count: this.#session.count});
      this.#status("idle", request);
      return;
    }
    const run = this.#session.run(toRun);
    const cell = await run.started;
    this.#status("busy", request);
    if (cell !== undefined) this.#begin(request, cell.id);
    const silent = toRun.silent === true;
    if (cell !== undefined && !silent) {
      const input = {code: toRun.code, execution_count: cell.count};
      void this.#channels.publish("execute_input", input, request.header);
    }
    for await (const output of run) {
      // Silent means silent: the reply alone tells of an error.
      if (!silent) await this.#publishOutput(output, request, cell?.count ?? 0);
    }
    const result = await run.finished;
    this.#stdin.forget();
    if (this.#running === request) this.#running = undefined;
    await reply(executeReply(result));
    this.#status("idle", request);
  }

  #begin(request: Request, cell: number): void {
    this.#running = request;
    this.#lastExecuted = request;
    this.#cells.set(cell, request);
    const [oldest] = this.#cells.keys();
    if (this.#cells.size > REMEMBERED_CELLS && oldest !== undefined) this.#cells.delete(oldest);
  }

  #publishOutput(output: Output, request: Request | undefined, count: number): Promise<void> {
    const {type, content} = outputMessage(output, count);
    return this.#channels.publish(type, content, (request ?? this.#lastExecuted)?.header);
  }

  #publishComm(message: CommMessage, request: Request | undefined): void {
    const {id, target, data, metadata = {}} = message;
    const type = message.type === "message" ? "comm_msg" : `comm_${message.type}`;
    const content = {comm_id: id, data, ...(message.type === "open" && {target_name: target})};
    void this.#channels.publish(type, content, (request ?? this.#lastExecuted)?.header, {metadata});
  }

  #commInfo({content}: Request): object {
    const wanted = content.target_name;
    const comms = [...this.#session.comms].filter(([, target]) => wanted == null || target === wanted);
    return {
      status: "ok",
      comms: Object.fromEntries(comms.map(([id, target]) => [id, {target_name: target}])),
    };
  }

  #status(state: "busy" | "idle", request: Request): void {
    void this.#channels.publish("status", {execution_state: state}, request.header);
  }
}

function commOpen(request: Request): CommMessage {
  const target = new Fields("comm_open", request.content).text("target_name");
  return {...commMessage("open", request), target};
}

function commMessage(type: CommMessage["type"], {header, content, metadata}: Request): CommMessage {
  const fields = new Fields(header.msg_type, content);
  return {type, id: fields.text("comm_id"), data: fields.object("data"), metadata};
}

/** In the form of the debug adapter protocol, which debugger front ends read. */
function debugReply({content}: Request): object {
  return {
    type: "response",
    request_seq: content.seq ?? 0,
    command: content.command ?? "",
    success: false,
    message: "debugging is not supported by this kernel",
    ...errorReply(new Error("debugging is not supported by this kernel")),
  };
}

function errorReply(error: unknown): {status: "error"; ename: string; evalue: string; traceback: string[]} {
  const name = error instanceof Error ? error.name : "Error";
  const message = error instanceof Error ? error.message : String(error);
  return {
    status: "error",
    ...errorContent({type: "error", name, message, traceback: [`${name}: ${message}`], frames: []}),
    traceback: [`${name}: ${message}`],
  };
}
