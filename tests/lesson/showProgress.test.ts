import {expect} from "chai";
import {twoPasses} from "../../solutions/04-convolution-2d/twoPasses.js";
import {check} from "../../src/lesson/check.js";
import {setHost} from "../../src/lesson/currentHost.js";
import {showProgress} from "../../src/lesson/showProgress.js";
import {recordingHost} from "../support/recordingHost.js";

describe("showProgress(lesson)", () => {
  after(() => setHost(undefined));

  it("lists every exercise of the lesson with its points, and where they are kept", async () => {
    const host = recordingHost();
    setHost(host);
    await check("l04-two-passes", twoPasses);
    await showProgress(4);
    expect(host.text().split("\n")).to.deep.equal([
      "Lesson 4: 2 of 14 points. Kept in memory, until the kernel ends.",
      "  Slide the kernel yourself: 0 of 3 points, tries 0",
      "  A kernel for any direction: 0 of 3 points, tries 0",
      "  Blur in two passes: 2 of 2 points, tries 1",
      "  Find the hidden letter: 0 of 2 points, tries 0",
      "  A feature that beats pixels: 0 of 4 points, tries 0",
    ]);
  });
});
