import {expect} from "chai";
import {HandleTable} from "../../../src/engine/torch/handles.js";

describe("HandleTable", () => {
  it("gives the address behind a handle until the handle is removed", () => {
    const table = new HandleTable();
    const [a, b] = [table.add(4096), table.add(8192)];
    expect([table.address(a), table.address(b), table.size]).to.deep.equal([4096, 8192, 2]);
    expect(table.remove(a)).to.equal(4096);
    expect(table.size).to.equal(1);
    expect(() => table.address(a)).to.throw(
      ReferenceError,
      /^torch: a tensor's handle must be alive, got \d+, which was freed$/,
    );
  });

  it("does not take a freed handle for the tensor that has its slot now", () => {
    const table = new HandleTable();
    const old = table.add(4096);
    table.remove(old);
    const young = table.add(8192);
    expect(() => table.address(old)).to.throw(ReferenceError);
    expect(() => table.remove(old)).to.throw(ReferenceError);
    expect(table.address(young)).to.equal(8192);
  });

  it("grows past its first thousand and lists what is alive", () => {
    const table = new HandleTable();
    const handles = Array.from({length: 5000}, (_, i) => table.add(16 * (i + 1)));
    for (const handle of handles.slice(0, 4990)) table.remove(handle);
    expect([...table.alive()].map(handle => table.address(handle))).to.deep.equal(
      handles.slice(4990).map((_, i) => 16 * (4991 + i)),
    );
  });
});
