import {expect} from "chai";
import {setHost} from "../../src/lesson/currentHost.js";
import {hint} from "../../src/lesson/hint.js";
import {type RecordingHost, recordingHost} from "../support/recordingHost.js";

describe("hint(id)", () => {
  let host: RecordingHost;
  beforeEach(() => {
    host = recordingHost();
    setHost(host);
  });
  after(() => setHost(undefined));

  it("goes up the ladder one step at a time, then shows all steps", async () => {
    const heads: string[] = [];
    for (let i = 0; i < 4; i++) {
      await hint("l04-two-passes");
      heads.push(
        host
          .text()
          .split("\n")
          .slice(1)
          .map(line => line.slice(0, 12))
          .join(" | "),
      );
    }
    expect(heads).to.deep.equal([
      "Hint 1 of 2:",
      "Hint 2 of 2:",
      "Those were a | Hint 1 of 2: | Hint 2 of 2:",
      "Those were a | Hint 1 of 2: | Hint 2 of 2:",
    ]);
  });
  it("counts for each exercise apart", async () => {
    await hint("l04-two-passes");
    await hint("l04-correlate2d");
    expect(host.text()).to.match(/\nHint 1 of 3: /);
  });
  it("sets code apart in HTML", async () => {
    await hint("l04-two-passes");
    expect(host.emitted[0]?.["text/html"]).to.include(
      "<code>image.map(line =&gt; correlate1d(line, row))</code>",
    );
  });
  it("answers an unknown id with the ids there are", async () => {
    await hint("nothing");
    expect(host.text()).to.match(/^! hint: there is no exercise "nothing"/);
  });
});
