import {spawnSync} from "node:child_process";
import {expect} from "chai";
import {decode} from "fast-png";
import {rasterize} from "../../src/core/rasterize.js";

const svg = (body: string) => `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">${body}</svg>`;

describe("rasterize(svg)", () => {
  it("draws two pixels for each unit unless asked otherwise", async () => {
    const red = svg('<rect width="20" height="20" fill="#ff0000"/>');
    const image = decode(await rasterize(red));
    expect([image.width, image.height]).to.deep.equal([80, 40]);
    expect([...image.data.slice(0, 4)]).to.deep.equal([255, 0, 0, 255]);
    expect(image.data[79 * 4 + 3]).to.equal(0);
    expect(decode(await rasterize(red, {scale: 1})).width).to.equal(40);
  });
  it("draws text with the font of the package, bold included", async () => {
    const ink = async (style: string) => {
      const {data} = decode(
        await rasterize(svg(`<text x="2" y="15" font-size="14" ${style}>Ag1\u2212</text>`)),
      );
      return Array.from(data).reduce((sum, value, i) => sum + (i % 4 === 3 ? value : 0), 0);
    };
    const plain = await ink('font-family="no such font, sans-serif"');
    expect(plain).to.be.above(20_000);
    expect(await ink('font-family="sans-serif" font-weight="bold"')).to.be.above(1.2 * plain);
  });
  it("gives the same bytes in another process", async () => {
    const drawing = svg('<text x="1" y="12">same</text>');
    const url = new URL("../../src/core/rasterize.js", import.meta.url).href;
    const code = `import {rasterize} from ${JSON.stringify(url)};
      process.stdout.write(Buffer.from(await rasterize(${JSON.stringify(drawing)})).toString("base64"));`;
    const other = spawnSync(process.execPath, ["--input-type=module", "-e", code], {encoding: "utf8"});
    expect(other.stdout).to.equal(Buffer.from(await rasterize(drawing)).toString("base64"));
  });
  it("names what it was given instead of text", async () => {
    const error = await rasterize(5 as never).catch(caught => caught);
    expect(error).to.be.instanceOf(TypeError);
    expect(error.message).to.equal("rasterize: svg must be text, got 5");
  });
});
