import {expect} from "chai";
import {todo} from "../../src/exercise/notAttempted.js";
import {setHost} from "../../src/lesson/currentHost.js";
import {predict} from "../../src/lesson/predict.js";
import {type RecordingHost, recordingHost} from "../support/recordingHost.js";

const ID = "l04-predict-test";

describe("predict(id, guess) and compare(result)", () => {
  let host: RecordingHost;
  beforeEach(() => {
    host = recordingHost();
    setHost(host);
  });
  after(() => setHost(undefined));

  it("locks a guess and compares it", async () => {
    const prediction = await predict(ID, 3);
    expect(host.text()).to.equal("Locked: 3\nNow run the next cell.");
    await prediction.compare(3 + 1e-9);
    expect(host.text()).to.match(/^✓ As you predicted: 3/);
    await (await predict("l04-predict-other", "Left ")).compare("left");
    expect(host.text()).to.equal('✓ As you predicted: "left"');
  });
  it("shows both when they differ", async () => {
    await (await predict(ID, [1, 2])).compare([1, 3]);
    expect(host.text()).to.equal("✗ You predicted [1, 2]; it is [1, 3].");
  });
  it("lets a lesson run through without a guess", async () => {
    const prediction = await predict(ID, todo<number>("a number"));
    expect(host.text()).to.match(/^○ No prediction yet\n/);
    await prediction.compare(5);
    expect(host.text()).to.equal("It is 5. You made no prediction.");
  });
  it("can be changed until the result is shown", async () => {
    await predict(ID, 3);
    await (await predict(ID, 4)).compare(4);
    expect(host.text()).to.equal("✓ As you predicted: 4");
  });
  it("stays as it is once the result was shown", async () => {
    await (await predict(ID, 3)).compare(4);
    const again = await predict(ID, 4);
    expect(host.text()).to.match(/^Your first prediction stays: 3\n/);
    await again.compare(4);
    expect(host.text()).to.equal("✗ You predicted 3; it is 4.");
  });
  it("calls a guess after the result what it is", async () => {
    await (await predict(ID, todo<number>("a number"))).compare(4);
    await predict(ID, 4);
    expect(host.text()).to.match(/^Locked: 4\nThe result had been shown before/);
    await predict(ID, 5);
    expect(host.text()).to.match(/^Your first prediction stays: 4\n/);
  });
  it("never throws, whatever the guess", async () => {
    for (const guess of [Symbol("s"), () => 1, 10n, new Proxy({}, {}), Number.NaN, undefined]) {
      await (await predict<unknown>(ID, guess)).compare(1);
    }
    expect(host.emitted).to.have.length(12);
  });
});
