import {execFileSync} from "node:child_process";
import {createHash} from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {expect} from "chai";
import {collectInputs} from "../../../src/grading/submission/collectInputs.js";
import {type FoundSubmission, findSubmissions} from "../../../src/grading/submission/findSubmissions.js";
import {FILE_BYTES} from "../../../src/grading/submission/limits.js";

const ASSIGNMENT = "04-convolution-2d";
const isPosix = process.platform !== "win32";

describe("findSubmissions(folder, options)", () => {
  let root: string;

  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), "submissions-"));
  });
  afterEach(() => fs.rmSync(root, {recursive: true}));

  function write(name: string, text = name): string {
    const file = path.join(root, name);
    fs.mkdirSync(path.dirname(file), {recursive: true});
    fs.writeFileSync(file, text);
    return file;
  }

  function find(students?: readonly string[]): readonly FoundSubmission[] {
    return findSubmissions(root, {assignment: ASSIGNMENT, ...(students && {students})});
  }

  /** `student: files` of each submission. */
  function listed(students?: readonly string[]): string[] {
    return find(students).map(({student, files}) => `${student}: ${files.map(({name}) => name).join(", ")}`);
  }

  it("reads nbgrader's folders, and leaves other assignments alone", () => {
    write(`submitted/ben/${ASSIGNMENT}/${ASSIGNMENT}.ipynb`);
    write(`submitted/ada/${ASSIGNMENT}/${ASSIGNMENT}.ipynb`);
    write(`submitted/ada/${ASSIGNMENT}/timestamp.txt`, "2015-02-02 15:58:23.948203 America/Los_Angeles");
    write("submitted/carl/05-channels/05-channels.ipynb");
    expect(listed()).to.deep.equal([`ada: ${ASSIGNMENT}.ipynb`, `ben: ${ASSIGNMENT}.ipynb`]);
    expect(find()[0]?.timestamp).to.equal(Date.parse("2015-02-02T23:58:23.948Z"));
    expect(find()[1]).not.to.have.property("timestamp");
  });

  it("reads a folder for each student, a flat folder and archives alike", () => {
    write("ada/work.ipynb");
    write("ada/.ipynb_checkpoints/work-checkpoint.ipynb");
    write("ben.ipynb");
    write("carl.zip");
    write("notes.txt");
    expect(listed()).to.deep.equal(["ada: work.ipynb", "ben: ben.ipynb", "carl: carl.zip"]);
  });

  it("reads a folder of the assignment that holds the students", () => {
    write(`${ASSIGNMENT}/ada.ipynb`);
    write(`${ASSIGNMENT}/ben/x.ipynb`);
    expect(listed()).to.deep.equal(["ada: ada.ipynb", "ben: x.ipynb"]);
  });

  it("takes the student's name out of what Moodle and Canvas write", () => {
    write("Ada Lovelace_12_assignsubmission_file_/work.ipynb");
    write("Ben Bo_13_assignsubmission_file_work.ipynb");
    write("curiemarie_LATE_481_3819_work-1.ipynb");
    write("curiemarie_LATE_481_3820_extra.zip");
    expect(listed()).to.deep.equal([
      "Ada Lovelace: work.ipynb",
      "Ben Bo: Ben Bo_13_assignsubmission_file_work.ipynb",
      "curiemarie: curiemarie_LATE_481_3819_work-1.ipynb, curiemarie_LATE_481_3820_extra.zip",
    ]);
  });

  it("prefers the part of a name that the class list has", () => {
    write("Ada Lovelace_12_assignsubmission_file_work.ipynb");
    expect(find(["12", "13"]).map(({student}) => student)).to.deep.equal(["12"]);
  });

  it("keeps two students of one name apart", () => {
    write("Ada_12_assignsubmission_file_work.ipynb");
    write("Ada_13_assignsubmission_file_work.ipynb");
    expect(find().map(({student}) => student)).to.deep.equal(["Ada_12", "Ada_13"]);
  });

  it("makes ids of every kind fit for reports and file names, each its own (submission 35)", function () {
    if (!isPosix) this.skip(); // such names cannot be made there
    const names = [
      "=HYPERLINK(1)",
      "a,b",
      "a\nb",
      "a b",
      "\u202egnp",
      "\u{1f600}",
      "x..",
      "CON",
      "Ada",
      "ada",
    ];
    for (const name of names) write(`${name}.ipynb`);
    const found = find();
    expect(found).to.have.length(names.length);
    for (const {student, key} of found) {
      expect(key).to.match(/^[A-Za-z0-9][A-Za-z0-9._-]*$/);
      expect(student).not.to.match(/[\p{Cc}\u202e]/u);
    }
    expect(new Set(found.map(({key}) => key.toLowerCase())).size).to.equal(names.length);
    expect(new Set(found.map(({student}) => student)).size).to.equal(names.length);
  });

  it("takes no link, pipe or folder for a notebook, and says so (submission 34)", function () {
    if (!isPosix) this.skip(); // pipes and links need more there
    fs.symlinkSync("/etc/passwd", path.join(root, "ada.ipynb"));
    execFileSync("mkfifo", [path.join(root, "ben.ipynb")]);
    fs.mkdirSync(path.join(root, "carl.ipynb"));
    fs.symlinkSync("/", path.join(root, "dora"));
    write("emil/emil.ipynb");
    execFileSync("mkfifo", [path.join(root, "emil/timestamp.txt")]);
    const notes = find().map(({student, files, notes}) => `${student} ${files.length} ${notes.join(" ")}`);
    expect(notes).to.deep.equal([
      "ada 0 ada.ipynb is a link; links are not followed.",
      "ben 0 ben.ipynb is no file; it was left out.",
      "carl 0 carl.ipynb is no file, but a folder; it was left out.",
      "dora 0 dora is a link; links are not followed.",
      "emil 1 timestamp.txt is no file; it was not read.",
    ]);
  });

  it("leaves out a file of 2 GB without reading it (submission 34)", () => {
    const file = write("ada.ipynb");
    fs.truncateSync(file, 2 ** 31); // sparse: nothing is written
    const [ada] = find();
    expect(ada?.files).to.deep.equal([]);
    expect(ada?.notes.join()).to.equal(
      `ada.ipynb has ${2 ** 31} bytes, more than ${FILE_BYTES}; it was left out.`,
    );
  });

  it("looks at notebooks and archives only, whatever lies beside them (submission 45)", () => {
    for (const name of [
      "x.ipynb",
      "tsconfig.json",
      "package.json",
      ".npmrc",
      "node_modules/assert/index.js",
    ]) {
      write(`ada/${name}`);
    }
    expect(listed()).to.deep.equal(["ada: x.ipynb"]);
  });

  it("refuses what is no folder", () => {
    expect(() => findSubmissions(write("ada.ipynb"), {assignment: ASSIGNMENT})).to.throw(
      RangeError,
      /folder must be a folder of submissions, got .*ada\.ipynb$/,
    );
  });

  it("copies files under their hash, for their owner only", () => {
    write("ada/x.ipynb", "text");
    const inputs = path.join(root, "inputs");
    fs.mkdirSync(inputs);
    const [ada] = find();
    const sha256 = createHash("sha256").update("text").digest("hex");
    expect(ada && collectInputs(ada, inputs)).to.deep.equal({
      inputs: [{name: "x.ipynb", sha256, bytes: 4}],
      notes: [],
    });
    expect(fs.readdirSync(inputs)).to.deep.equal([sha256]);
    if (isPosix) expect(fs.statSync(path.join(inputs, sha256)).mode & 0o777).to.equal(0o600);
  });

  it("does not copy what has become a link since it was listed", function () {
    if (!isPosix) this.skip(); // links need more there
    const file = write("ada/x.ipynb");
    const inputs = path.join(root, "inputs");
    fs.mkdirSync(inputs);
    const [ada] = find();
    fs.rmSync(file);
    fs.symlinkSync("/etc/passwd", file);
    expect(ada && collectInputs(ada, inputs)).to.deep.equal({
      inputs: [],
      notes: ["x.ipynb is a link; it was left out."],
    });
    expect(fs.readdirSync(inputs)).to.deep.equal([]);
  });
});
