import {expect} from "chai";
import {studentKey} from "../../../src/grading/submission/studentKey.js";

describe("studentKey(id)", () => {
  it("keeps an id that is fit for a file name", () => {
    expect(studentKey("ada")).to.equal("ada");
    expect(studentKey("ada-lovelace.2")).to.equal("ada-lovelace.2");
  });

  it("gives nobody another's key, not even one who takes it for a name", () => {
    for (const id of ["Ada", "../x", "a b", "ä", "con", "\u202e"]) {
      const key = studentKey(id);
      const thief = studentKey(key);
      expect(thief, id).not.to.equal(key);
      expect(studentKey(thief), id).not.to.equal(thief);
    }
  });

  it("tells ids apart that look alike or differ in case alone", () => {
    const ids = ["ada", "Ada", "ADA", "ada\u200b", "ad\u00e4", "ada\u0308", "ada "];
    expect(new Set(ids.map(id => studentKey(id).toLowerCase())).size).to.equal(ids.length);
  });
});
