import {expect} from "chai";
import {myCorrelate2d} from "../../solutions/04-convolution-2d/correlate2d.js";
import {findExercise} from "../../src/exercise/catalog.js";
import {NotAttempted} from "../../src/exercise/notAttempted.js";
import {check} from "../../src/lesson/check.js";
import {setHost} from "../../src/lesson/currentHost.js";
import {NO_PROGRESS, type Progress} from "../../src/lesson/progress.js";
import {memoryStore} from "../../src/lesson/store.js";
import {type RecordingHost, recordingHost} from "../support/recordingHost.js";

const ID = "l04-correlate2d";
const clipped = (image: number[][], kernel: number[][]) =>
  myCorrelate2d(image, kernel).map(row => row.map(sum => Math.max(0, sum)));

describe("check(id, answer)", () => {
  let host: RecordingHost;
  beforeEach(() => {
    host = recordingHost();
    setHost(host);
  });
  after(() => setHost(undefined));

  const progress = async (): Promise<Progress> => (await host.store.update(now => now)).progress;

  it("says right, with the points", async () => {
    await check(ID, myCorrelate2d);
    expect(host.text()).to.match(
      /^✓ Right: Slide the kernel yourself \(3 of 3 points\)\nEvery check passes\.\n {2}✓ sums worked by hand\n/,
    );
    expect((await progress()).exercises[ID]).to.deep.equal({last: "pass", points: 3, earned: 3, tries: 1});
  });
  it("says which check failed, the slip, the idea, an input on which it shows, and how to get a hint", async () => {
    await check(ID, clipped);
    expect(host.text().split("\n")).to.deep.equal([
      "✗ Not right yet: Slide the kernel yourself (0 of 3 points)",
      "Check “keeps negative sums”: Negative sums are cut off at 0. The result keeps them; only a picture of it may leave them out.",
      "The idea: A kernel with negative weights gives negative sums where the image is bright under them; they stay as they are.",
      'For a hint: `await hint("l04-correlate2d")`',
      "  for      myCorrelate2d([[5, 3, 0, 4]], [[-1, 1]])",
      "  expected [[-2, -3, 4]]",
      "  got      [[0, 0, 4]]",
      "  ✓ sums worked by hand",
      "  ✓ size of an oblong result",
      "  ✗ keeps negative sums",
      "  – sums past 255 (not run)",
      "  – random oblong images (not run)",
      "  – shift law (not run)",
      "  – linearity (not run)",
    ]);
  });
  it("says the same in HTML, escaped, in words as well as signs, without script or colour", async () => {
    await check(ID, () => {
      throw new Error("<img src=x onerror=alert(1)>");
    });
    const html = String(host.emitted[0]?.["text/html"]);
    expect(html).to.include("It stopped with an error").and.include("&lt;img src=x");
    expect(html)
      .to.include("<li>✗ sums worked by hand, failed</li>")
      .and.include("<li>– shift law, not run</li>");
    expect(html).to.not.match(/<img|<script|<style|color/);
  });
  it("judges the prediction that was made first, even after a check has told that it is wrong", async () => {
    const right = [0, 0, 0, -7, -7, 0, 0, 0]; // of the step from 3 to 10, five samples each
    await check(
      "l01-step-response",
      right.map(value => -value),
    );
    expect(host.text()).to.match(/^✗ Not right yet/);
    await check("l01-step-response", right);
    expect(host.text()).to.match(/^✗ Not right yet/);
    expect((await progress()).predictions["l01-step-response"]).to.deep.include({seen: true, late: false});
  });
  it("judges the type too where the host has a type checker", async () => {
    const typed = {
      ...host,
      typeErrors: async (code: string) => [`Type 'string' is not assignable, in: ${code.slice(0, 30)}`],
    };
    setHost(typed);
    const {exercise} = await findExercise(ID);
    await check(ID, myCorrelate2d);
    if (exercise?.type === undefined) expect(host.text()).to.match(/^✓ Right/);
    else
      expect(host.text()).to.match(
        /^✗ Not right yet.*\nCheck “its type”: `myCorrelate2d` must have the type/,
      );
  });
  it("says that nothing was attempted and keeps no try", async () => {
    await check(ID, () => {
      throw new NotAttempted("replace this line with your loops");
    });
    expect(host.text()).to.equal(
      "○ Not attempted yet: Slide the kernel yourself (0 of 3 points)\n" +
        'Fill in `myCorrelate2d`, run its cell, then this one again. For a hint: `await hint("l04-correlate2d")`',
    );
    expect(await progress()).to.deep.equal(NO_PROGRESS);
  });
  it("keeps the best points and counts the tries", async () => {
    for (const answer of [clipped, myCorrelate2d, clipped]) await check(ID, answer);
    expect((await progress()).exercises[ID]).to.deep.equal({last: "fail", points: 3, earned: 3, tries: 3});
  });
  it("answers an unknown id with the ids there are", async () => {
    await check("l04-corelate2d", myCorrelate2d);
    expect(host.text()).to.match(
      /^! check: there is no exercise "l04-corelate2d"\.\nThere are: .*l04-correlate2d, /,
    );
    await check(Symbol("x") as never, 1);
    expect(host.text()).to.match(/there is no exercise Symbol\(x\)/);
  });
  const hostile = () => {
    throw null;
  };
  for (const [name, answer] of [
    ["null", null],
    ["nothing", undefined],
    ["a number", 7],
    ["a text", "x"],
    ["a symbol", Symbol("s")],
    ["a proxy whose every trap throws", new Proxy({}, {get: hostile, has: hostile, getPrototypeOf: hostile})],
    ["a function that throws null", hostile],
  ] as const) {
    it(`never throws at ${name}`, async () => {
      await check(ID, answer);
      expect(host.emitted).to.have.length(1);
    });
  }
  it("shows a note when progress cannot be kept, and a result all the same", async () => {
    const store = memoryStore();
    host = recordingHost({
      ...store,
      update: async change => ({...(await store.update(change)), note: "Disk full."}),
    });
    setHost(host);
    await check(ID, myCorrelate2d);
    expect(host.text()).to.match(/^✓ Right.*\nDisk full\.$/s);
  });
  it("does not throw when the host fails", async () => {
    const lines: unknown[] = [];
    const {error} = console;
    console.error = (...parts: unknown[]) => void lines.push(parts.join(" "));
    try {
      setHost({
        ...recordingHost(),
        emit() {
          throw new Error("closed");
        },
      });
      await check(ID, myCorrelate2d);
    } finally {
      console.error = error;
    }
    expect(lines).to.deep.equal(["check failed: Error: closed"]);
  });
});
