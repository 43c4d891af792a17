import {MessageChannel, Worker} from "node:worker_threads";
import {expect} from "chai";
import {endCalls, newSignal, SyncCaller, type SyncLink} from "../../../src/kernel/types/syncCall.js";

const ANSWERS = `
const {workerData} = require("node:worker_threads");
import(workerData.module).then(({answerCalls}) => answerCalls(workerData.link, async call => {
  if (call === "throw") throw new RangeError("no such thing");
  await new Promise(resolve => setTimeout(resolve, call === "slow" ? 50 : 0));
  return {call};
}, () => {}));
`;

describe("SyncCaller.begin(call)", () => {
  let worker: Worker;
  let caller: SyncCaller<string>;
  let link: SyncLink;
  const signal = newSignal();

  before(() => {
    const {port1, port2} = new MessageChannel();
    const module = new URL("../../../src/kernel/types/syncCall.js", import.meta.url).href;
    worker = new Worker(ANSWERS, {
      eval: true,
      workerData: {link: {port: port2, signal}, module},
      transferList: [port2],
    });
    link = {port: port1, signal};
    caller = new SyncCaller(link);
    port1.unref();
  });
  after(async () => {
    await worker.terminate();
  });

  it("waits for an answer, also of a thread that is still starting", () => {
    expect(caller.begin("first")()).to.deep.equal({call: "first"});
  });
  it("gives every call its own answer, in whatever order they are asked for", () => {
    const [slow, quick] = [caller.begin("slow"), caller.begin("quick")];
    expect([quick(), slow()]).to.deep.equal([{call: "quick"}, {call: "slow"}]);
  });
  it("throws what the other thread threw, and goes on", () => {
    expect(caller.begin("throw")).to.throw("no such thing");
    expect(caller.begin("next")()).to.deep.equal({call: "next"});
  });
  it("takes no answer that an earlier caller on the same link has left unread", () => {
    const first = caller.begin("wait for it");
    for (let n = 0; n < 5; n++) caller.begin(`unread ${n}`);
    first();
    const next = new SyncCaller<string>(link);
    for (let n = 0; n < 30; n++) expect(next.begin(`own ${n}`)()).to.deep.equal({call: `own ${n}`});
  });
  it("throws once the other thread has ended instead of waiting for ever", async () => {
    await worker.terminate();
    endCalls(signal);
    expect(caller.begin("late")).to.throw("its thread has ended");
  });
});
