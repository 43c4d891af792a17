import {expect} from "chai";
import {decode} from "fast-png";
import {DISPLAY} from "../../src/core/mime.js";
import {windowScrubber} from "../../src/view/windowScrubber.js";
import {shareChanged} from "../support/keptPicture.js";
import {VIEWS} from "./support.js";

describe("views", function () {
  this.timeout(60_000);
  for (const [name, picture] of Object.entries(VIEWS)) {
    it(`look as they did when they were last looked at: ${name}`, async () => {
      expect(shareChanged("view", name, await picture.png())).to.be.below(0.005);
    });
    it(`have words and no number that is not one: ${name}`, () => {
      expect(picture.alt.length).to.be.above(20);
      expect(picture.svg).to.not.match(/NaN|undefined|Infinity/);
      expect(picture.width, "fits a notebook").to.be.below(800);
    });
  }
  it("turn dark where only words, thin strokes and the ground change", async () => {
    const light = VIEWS["LeNet-5"];
    const dark = light.inDark();
    const [a, b] = [decode(await light.png()), decode(await dark.png())];
    expect([b.width, b.height]).to.deep.equal([a.width, a.height]);
    expect(Array.from(a.data.slice(0, 3))).to.deep.equal([255, 255, 255]);
    expect(Array.from(b.data.slice(0, 3))).to.deep.equal([0x1b, 0x1d, 0x21]);
    expect(dark.alt).to.equal(light.alt);
  });
  it("stay films in the dark, at every step", async () => {
    const film = windowScrubber([[1, 2, 3]], [[10, 1]]).inDark();
    expect(film.frames).to.have.length(2);
    expect(film.still(0).svg).to.include('class="kb-dark"');
    expect(String((await film[DISPLAY]())["text/html"])).to.include('class=\\"kb-dark\\"');
  });
});
