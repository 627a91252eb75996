import assert from "node:assert/strict";
import { amount } from "../../../classroom/console/option.ts";

describe("an option that takes an amount of money", () => {
  const budget = amount("USD", "the budget");

  it("takes dollars, with cents or without", () => {
    assert.deepEqual(
      ["5", "2.50", "0.01"].map((written) => budget.parse(written)),
      [5, 2.5, 0.01],
    );
  });

  it("refuses what is no amount, or none at all", () => {
    for (const written of ["0", "", "-1", "five", "1e3", "1,5", "2.505", "$5"])
      assert.throws(
        () => budget.parse(written),
        /Write an amount above 0, such as 2\.50\./,
        written,
      );
  });
});
