import zlib from "node:zlib";
import {expect} from "chai";
import {unzip} from "../../../src/grading/prepare/unzip.js";
import {notebookText, prepareFiles} from "../../support/submittedNotebook.js";

interface Packed {
  readonly name: string;
  readonly content?: string | Buffer;
  /** `st_mode` as Unix archives note it. */
  readonly mode?: number;
  /** What the list says, where it lies. */
  readonly bytes?: number;
}

/** A zip archive, made by hand so that it can lie. */
function zip(files: readonly Packed[]): Buffer {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let offset = 0;
  for (const {name, content = "", mode = 0o100644, bytes} of files) {
    const raw = Buffer.from(content);
    const packed = zlib.deflateRawSync(raw);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(bytes ?? raw.length, 22);
    head.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50);
    entry.writeUInt8(3, 5);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(bytes ?? raw.length, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE((mode << 16) >>> 0, 38);
    entry.writeUInt32LE(offset, 42);
    list.push(entry, Buffer.from(name));
    parts.push(head, Buffer.from(name), packed);
    offset += head.length + Buffer.byteLength(name) + packed.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}

describe("unzip(bytes, name)", () => {
  it("takes the notebooks and leaves the rest alone", () => {
    const {files, notes} = unzip(
      zip([{name: "work/"}, {name: "work/a.ipynb", content: "text"}, {name: "tsconfig.json", content: "{}"}]),
      "x.zip",
    );
    expect(files.map(({name, bytes}) => [name, Buffer.from(bytes).toString()])).to.deep.equal([
      ["work/a.ipynb", "text"],
    ]);
    expect(notes).to.deep.equal([]);
  });

  for (const [what, packed, why] of [
    ["a name with ..", {name: "../../x.ipynb"}, /"\.\.\/\.\.\/x\.ipynb" was left out: its name leads out/],
    ["a name with ..\\", {name: "..\\x.ipynb"}, /leads out/],
    ["an absolute name", {name: "/etc/x.ipynb"}, /leads out/],
    ["a drive's name", {name: "C:/x.ipynb"}, /leads out/],
    ["a link", {name: "a.ipynb", content: "/etc/passwd", mode: 0o120777}, /a link or a device/],
    ["a device", {name: "a.ipynb", mode: 0o020666}, /a link or a device/],
    ["an archive in it", {name: "more.zip", content: zip([])}, /is not opened/],
    ["a bomb", {name: "a.ipynb", content: Buffer.alloc(20_000_000)}, /unpacks to \d+ times its size/],
    ["a file that is too large", {name: "a.ipynb", bytes: 2 ** 31}, /unpacks to 2147483648 bytes/],
    [
      "a bomb whose list says it is small",
      {name: "a.ipynb", content: Buffer.alloc(20_000_000), bytes: 10},
      /no whole zip archive/,
    ],
  ] as const) {
    it(`leaves out ${what}, with a note (submission 33)`, () => {
      const {files, notes} = unzip(zip([packed]), "x.zip");
      expect(files).to.deep.equal([]);
      expect(notes.join()).to.match(why);
    });
  }

  it("says of a damaged archive that it is one", () => {
    const whole = zip([{name: "a.ipynb", content: "text"}]);
    for (const bytes of [whole.subarray(20), whole.subarray(0, 40), Buffer.from("PK\x03\x04")]) {
      const {files, notes} = unzip(bytes, "x.zip");
      expect(files).to.deep.equal([]);
      expect(notes.join()).to.match(/^x\.zip is no whole zip archive/);
    }
  });

  it("hands the notebook named like the assignment on, of several", async () => {
    const answer = (y: number) =>
      notebookText([{id: "l04-find-glyph", source: `const glyphPlace = [${y}, 0];`}]);
    const archive = zip([
      {name: "draft.ipynb", content: answer(1)},
      {name: "04-convolution-2d (1).ipynb", content: answer(2)},
    ]);
    const {answers, notes} = await prepareFiles({"ada.zip": archive}, ["l04-find-glyph"]);
    expect(answers[0]?.source).to.equal("const glyphPlace = [2, 0];");
    expect(notes.join()).to.match(/2 notebooks were handed in; 04-convolution-2d \(1\)\.ipynb is graded/);
  });

  it("leaves nothing to grade where there is no notebook", async () => {
    const {ungradable, answers} = await prepareFiles({"ada.zip": zip([])}, ["l04-find-glyph"]);
    expect(ungradable).to.equal("No notebook was handed in.");
    expect(answers).to.have.nested.property("[0].state", "missing");
  });
});
