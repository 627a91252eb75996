import { carried } from "../support/labs.ts";
import { ownRehearsal } from "../support/own-rehearsal.ts";

describe("a rehearsal of all labs", function () {
  this.timeout("70m");
  this.retries(0);
  const { isWhole } = ownRehearsal();

  it("brings up, checks, breaks, finds and repairs each lab, and leaves nothing behind", () =>
    isWhole(carried.map(({ id }) => id)));
});
