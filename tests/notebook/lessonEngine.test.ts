import {expect} from "chai";
import {TempProject} from "./support/tempProject.js";

const BODY = `# Demo

\`\`\`ts id=one
import {useEngine} from "kernelbook";
console.log("computes:", (await useEngine()).engine);
\`\`\`
`;

describe("the engine that a lesson names", function () {
  this.timeout(120_000);
  let project: TempProject;

  beforeEach(() => {
    project = new TempProject(BODY);
  });
  afterEach(() => project.remove());

  async function computes(engine: string, ...options: string[]): Promise<string | undefined> {
    const file = "notebooks/04-demo.md";
    project.edit(file, "engine: none", `engine: ${engine}`);
    const {stderr, code} = await project.kernelbook(["run", file, "--out", "out.ipynb", ...options]);
    expect(code, stderr).to.equal(0);
    return /computes: (\w+)/.exec(project.read("out.ipynb"))?.[1];
  }

  for (const engine of ["cpu", "wasm"]) {
    it(`is what useEngine() takes in kernelbook run: ${engine}`, async () => {
      expect(await computes(engine)).to.equal(engine);
    });
  }

  it("gives way to --compute", async () => {
    expect(await computes("wasm", "--compute", "cpu")).to.equal("cpu");
  });

  it("must be one that is known", async () => {
    const ran = await project.kernelbook(["run", "notebooks/04-demo.md", "--compute", "abacus"]);
    expect(ran.code).to.equal(2);
    expect(ran.stderr).to.match(/--compute must be one of torch, tensorflow, wasm, cpu, got abacus/);
  });
});
