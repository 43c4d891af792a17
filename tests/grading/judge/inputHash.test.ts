import {expect} from "chai";
import {inputHash} from "../../../src/grading/judge/inputHash.js";

const file = (name: string, sha256: string) => ({name, sha256, bytes: 3});

describe("inputHash(inputs)", () => {
  it("is the same in whatever order the files were found", () => {
    const [a, b] = [file("a.ipynb", "11"), file("b.ipynb", "22")];
    expect(inputHash([a, b]))
      .to.equal(inputHash([b, a]))
      .and.match(/^[0-9a-f]{64}$/);
  });

  it("changes with a name and with a hash", () => {
    const hashes = [[file("a", "11")], [file("b", "11")], [file("a", "12")], []].map(inputHash);
    expect(new Set(hashes).size).to.equal(4);
  });
});
