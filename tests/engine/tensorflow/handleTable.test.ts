import {expect} from "chai";
import {HandleTable} from "../../../src/engine/tensorflow/handleTable.js";

describe("HandleTable", () => {
  it("counts tensors and their bytes", () => {
    const table = new HandleTable();
    const first = table.add(0x1000, 24);
    table.add(0x2000, 8);
    expect([table.size, table.bytes]).to.deep.equal([2, 32]);
    expect(table.remove(first)).to.equal(0x1000);
    expect([table.size, table.bytes]).to.deep.equal([1, 8]);
  });

  it("never gives out the address of a tensor that was freed", () => {
    const table = new HandleTable();
    const freed = table.add(0x1000, 24);
    table.remove(freed);
    const next = table.add(0x1000, 24);
    expect(next).not.to.equal(freed);
    expect(() => table.address(freed)).to.throw(ReferenceError, /must not be used after dispose\(\)/);
    expect(table.address(next)).to.equal(0x1000);
  });

  it("answers undefined when a tensor is freed twice, so that C is not asked twice", () => {
    const table = new HandleTable();
    const id = table.add(0x1000, 24);
    table.remove(id);
    expect(table.remove(id)).to.equal(undefined);
    expect(table.bytes).to.equal(0);
  });
});
