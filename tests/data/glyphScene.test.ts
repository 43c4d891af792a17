import {expect} from "chai";
import {correlate2d} from "../../src/conv/correlate2d.js";
import {findPeak, normalizedCorrelation} from "../../src/conv/findPeak.js";
import {Random} from "../../src/core/random.js";
import {glyphScene, hiddenGlyph} from "../../src/data/glyphScene.js";

describe("glyphScene(random)", () => {
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
    it(`hides the letter from brightness and contrast but not from shape (seed ${seed})`, () => {
      const {scene, glyph, place} = glyphScene(new Random(seed));
      const mean = glyph.flat().reduce((sum, value) => sum + value, 0) / 35;
      const at = (map: number[][]) => [findPeak(map).y, findPeak(map).x];
      expect(at(normalizedCorrelation(scene, glyph))).to.deep.equal([...place]);
      expect(at(correlate2d(scene, glyph))).to.not.deep.equal([...place]);
      expect(
        at(
          correlate2d(
            scene,
            glyph.map(row => row.map(value => value - mean)),
          ),
        ),
      ).to.not.deep.equal([...place]);
    });
  }
  it("gives lesson 4 its scene without the place", () => {
    const {scene, glyph} = hiddenGlyph();
    expect([scene.length, scene[0].length, glyph.length, glyph[0].length]).to.deep.equal([44, 66, 7, 5]);
    expect(Object.keys(hiddenGlyph())).to.deep.equal(["scene", "glyph"]);
    expect(hiddenGlyph(2)).to.deep.equal(hiddenGlyph());
    expect(hiddenGlyph(3).scene).not.to.deep.equal(scene);
  });
});
