import {expect} from "chai";
import {KernelClient, printed, result} from "../../support/kernelClient.js";

describe("stdin", () => {
  let kernel: KernelClient;
  before(async () => {
    kernel = await KernelClient.start();
  });
  after(() => kernel.close());

  it("prompt asks the client that runs the cell and waits for its answer", async () => {
    const id = await kernel.sendExecute('const name = prompt("Who? "); "hello " + name', {allow_stdin: true});
    const request = await kernel.inputRequest();
    expect(request.content).to.deep.equal({prompt: "Who? ", password: false});
    expect(request.parent.msg_id).to.equal(id);
    await kernel.send("stdin", "input_reply", {value: "Ada 🎲", status: "ok"}, {parent: request.header});
    const answer = await kernel.answerTo(id);
    expect(result(answer)).to.equal("'hello Ada 🎲'");
  });

  it("output before the question arrives before it is asked", async () => {
    const id = await kernel.sendExecute('console.log("before"); prompt("?"); console.log("after")', {
      allow_stdin: true,
    });
    await kernel.inputRequest();
    await kernel.until(() => printed({iopub: kernel.of(id)}) === "before\n", "output");
    await kernel.send("stdin", "input_reply", {value: ""});
    expect(printed(await kernel.answerTo(id))).to.equal("before\nafter\n");
  });

  it("input gives a promise, and hides what is typed when asked to", async () => {
    const id = await kernel.sendExecute(
      'const both = await Promise.all([input("a "), input("b ", {password: true})]); both',
      {allow_stdin: true},
    );
    const first = await kernel.inputRequest();
    expect(first.content).to.deep.equal({prompt: "a ", password: false});
    await kernel.send("stdin", "input_reply", {value: "1"});
    const second = await kernel.inputRequest();
    expect(second.content).to.deep.equal({prompt: "b ", password: true});
    await kernel.send("stdin", "input_reply", {value: "2"});
    expect(result(await kernel.answerTo(id))).to.equal("[ '1', '2' ]");
  });

  for (const code of ['prompt("x")', 'await input("x")']) {
    it(`${code} says that the front end does not allow input`, async () => {
      const {content} = (await kernel.execute(code, {allow_stdin: false})).reply;
      expect(content.status).to.equal("error");
      expect(content.evalue).to.contain("allow_stdin is false");
    });
  }

  it("an answer that nobody asked for, and one from another client, are not taken", async () => {
    await kernel.send("stdin", "input_reply", {value: "too early"});
    const id = await kernel.sendExecute('prompt("now")', {allow_stdin: true});
    await kernel.inputRequest();
    await kernel.sendAs("stranger", "stdin", "input_reply", {value: "not yours"});
    await new Promise(resolve => setTimeout(resolve, 200));
    expect(kernel.of(id).some(({type}) => type === "execute_result")).to.equal(false);
    await kernel.send("stdin", "input_reply", {value: "mine"});
    expect(result(await kernel.answerTo(id))).to.equal("'mine'");
  });
});
