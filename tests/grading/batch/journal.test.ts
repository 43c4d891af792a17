import fs from "node:fs";
import path from "node:path";
import {expect} from "chai";
import {Journal} from "../../../src/grading/batch/journal.js";
import {entriesOf, tempFolder} from "./support.js";

describe("Journal", () => {
  let file: string;
  beforeEach(() => {
    file = path.join(tempFolder(), "journal.jsonl");
  });
  afterEach(() => fs.rmSync(path.dirname(file), {recursive: true}));

  function write(...keys: string[]): void {
    const journal = new Journal(file);
    for (const key of keys) journal.write({type: "start", key});
    journal.close();
  }
  const keys = async () => (await entriesOf(file)).map(entry => ("key" in entry ? entry.key : entry.type));

  it("grows by lines with their time, also when it is opened again", async () => {
    write("a");
    write("b");
    expect(await keys()).to.deep.equal(["a", "b"]);
    expect((await entriesOf(file))[0]?.at).to.match(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  it("cuts off what a killed run left of its last line", async () => {
    write("a", "b");
    fs.truncateSync(file, fs.statSync(file).size - 5);
    write("c");
    expect(await keys()).to.deep.equal(["a", "c"]);
    fs.truncateSync(file, 3);
    write("d");
    expect(await keys()).to.deep.equal(["d"]);
  });

  it("is read without a half line, and is empty where there is none", async () => {
    expect(await keys()).to.deep.equal([]);
    write("a");
    fs.appendFileSync(file, '{"type":"start","key":"b');
    expect(await keys()).to.deep.equal(["a"]);
  });

  it("is for its owner alone", function () {
    if (process.platform === "win32") this.skip();
    write("a");
    expect(fs.statSync(file).mode & 0o077).to.equal(0);
  });
});
