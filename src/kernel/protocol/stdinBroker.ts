import type {Channels} from "./channels.js";
import {Fields} from "./fields.js";
import type {Request} from "./message.js";

/** Asks the client that runs a cell for the line of text the cell waits for, and takes no other client's answer. */
export class StdinBroker {
  readonly #channels: Pick<Channels, "send">;
  readonly #answer: (text: string) => void;
  #question: {readonly request: Request; readonly content: object} | undefined;

  constructor(channels: Pick<Channels, "send">, answer: (text: string) => void) {
    this.#channels = channels;
    this.#answer = answer;
  }

  ask(request: Request, prompt: string, password: boolean): void {
    this.#question = {request, content: {prompt, password}};
    void this.#send();
  }

  /** A client's stdin connection is up, perhaps later than the question. */
  routed(identity: Buffer): void {
    if (this.#question?.request.identities[0]?.equals(identity)) void this.#send();
  }

  reply(reply: Request): void {
    const asked = this.#question?.request.identities[0];
    if (asked === undefined || !reply.identities[0]?.equals(asked)) return;
    this.#question = undefined;
    this.#answer(new Fields("input_reply", reply.content).text("value", ""));
  }

  /** The cell has ended: nobody waits any more. */
  forget(): void {
    this.#question = undefined;
  }

  async #send(): Promise<void> {
    const question = this.#question;
    if (question !== undefined) {
      await this.#channels.send("stdin", "input_request", question.content, question.request);
    }
  }
}
