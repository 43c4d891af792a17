import {mkdir, mkdtemp, readdir, readFile, rm, writeFile} from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import {expect} from "chai";
import {fileStore} from "../../src/lesson/fileStore.js";
import {NO_PROGRESS, withHint} from "../../src/lesson/progress.js";

describe("fileStore(file)", () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "kernelbook-progress-"));
    file = path.join(folder, ".kernelbook", "progress.json");
  });
  afterEach(() => rm(folder, {recursive: true}));

  it("begins with nothing and writes no file for it", async () => {
    expect(await fileStore(file).update(now => now)).to.deep.equal({
      before: NO_PROGRESS,
      progress: NO_PROGRESS,
    });
    expect(await readdir(folder)).to.deep.equal([]);
  });
  it("keeps progress for the next process, and no half-written file beside it", async () => {
    await fileStore(file).update(now => withHint(now, "l04-a"));
    expect((await fileStore(file).update(now => now)).progress.hints).to.deep.equal({"l04-a": 1});
    expect(await readdir(path.dirname(file))).to.deep.equal(["progress.json"]);
    expect(JSON.parse(await readFile(file, "utf8"))).to.include({version: 1});
  });
  it("loses no change when many come at once", async () => {
    const store = fileStore(file);
    await Promise.all(Array.from({length: 20}, () => store.update(now => withHint(now, "l04-a"))));
    expect((await store.update(now => now)).progress.hints).to.deep.equal({"l04-a": 20});
  });
  for (const [name, text] of [
    ["no JSON", "{"],
    ["another version", '{"version": 2}'],
    ["a list", "[]"],
    ["wrong entries", '{"version":1,"exercises":{"l04-a":{"tries":-1}},"hints":{},"predictions":{}}'],
    ["hints that are no counts", '{"version":1,"exercises":{},"hints":{"l04-a":"many"},"predictions":{}}'],
  ]) {
    it(`sets a file with ${name} aside and says so`, async () => {
      await mkdir(path.dirname(file));
      await writeFile(file, text);
      const {progress, note} = await fileStore(file).update(now => withHint(now, "l04-b"));
      expect(progress.hints).to.deep.equal({"l04-b": 1});
      expect(note).to.match(
        /^Your progress could not be read .*progress\.unreadable\.json, and a new one begins\.$/,
      );
      expect(await readFile(path.join(folder, ".kernelbook", "progress.unreadable.json"), "utf8")).to.equal(
        text,
      );
    });
  }
  it("goes on without a file where none can be written", async () => {
    await writeFile(path.join(folder, ".kernelbook"), "a file where the folder should be");
    const {progress, note} = await fileStore(file).update(now => withHint(now, "l04-a"));
    expect(progress.hints).to.deep.equal({"l04-a": 1});
    expect(note).to.match(/^Your progress could not be (saved|read)/);
  });
});
