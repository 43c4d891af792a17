import type * as TF from "@tensorflow/tfjs";
import {checkOp, type OpRow} from "./checkOp.js";
import {openTier, tierUnderTest} from "./openTier.js";

/** A test for each row, on the tier under test. */
export function describeOps(title: string, rows: readonly OpRow[]): void {
  describe(`${title} on ${tierUnderTest()}`, () => {
    let tf: typeof TF;

    before(async function () {
      tf = await openTier(this);
    });

    for (const row of rows) {
      it(row.name, async () => {
        await checkOp(tf, row);
      });
    }
  });
}
