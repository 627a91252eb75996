import assert from "node:assert/strict";
import { Failure } from "../../../labs/contract/outcome.ts";
import { expectShares, expectTurns } from "../../../labs/kit/web/shares.ts";

const pages = (counts: Readonly<Record<string, number>>) => new Map(Object.entries(counts));

describe("shares of the visitors", () => {
  const TENTH = { v1: 90, v2: 10 };

  for (const counts of [
    { v1: 90, v2: 10 },
    { v1: 98, v2: 2 },
    { v1: 82, v2: 18 },
  ])
    it(`are 90 and 10 % where ${counts.v1} and ${counts.v2} came`, () => {
      assert.doesNotThrow(() => {
        expectShares(pages(counts), TENTH);
      });
    });

  const strange: readonly Readonly<Record<string, number>>[] = [
    { v1: 100 },
    { v1: 80, v2: 20 },
    { v1: 10, v2: 90 },
  ];
  for (const counts of strange)
    it(`are not where ${JSON.stringify(counts)} came`, () => {
      assert.throws(() => {
        expectShares(pages(counts), TENTH);
      }, Failure);
    });

  it("of nothing and everything leave nothing to chance", () => {
    expectShares(pages({ v1: 100 }), { v1: 100, v2: 0 });
    assert.throws(() => {
      expectShares(pages({ v1: 99, v2: 1 }), { v1: 100, v2: 0 });
    }, new Failure("seen v1 (99), v2 (1): v1 should get 100 %"));
  });

  it("have no place for an error, or for another page", () => {
    assert.throws(() => {
      expectShares(pages({ v1: 99, "HTTP 503": 1 }), { v1: 100 });
    }, new Failure("seen v1 (99), HTTP 503 (1): unexpected HTTP 503"));
  });
});

describe("servers that take turns", () => {
  const BOTH = { "EC2-1": "healthy", "EC2-2": "healthy" };

  it("are all seen", () => {
    const seen = pages({ "EC2-1": 6, "EC2-2": 4 });
    assert.equal(expectTurns(seen, BOTH), "EC2-1 (6), EC2-2 (4)");
  });

  it("fail when a healthy one gets no visitor", () => {
    assert.throws(
      () => expectTurns(pages({ "EC2-1": 10 }), BOTH),
      new Failure("seen EC2-1 (10): no visitor gets EC2-2"),
    );
  });

  it("leave one out that was stopped", () => {
    const states = { ...BOTH, "EC2-2": "unused" };
    assert.equal(
      expectTurns(pages({ "EC2-1": 10 }), states),
      "EC2-1 (10); EC2-2 is unused and out of rotation",
    );
  });

  it("fail when one that should have left gets visitors", () => {
    const states = { ...BOTH, "EC2-2": "unhealthy" };
    assert.throws(
      () => expectTurns(pages({ "EC2-1": 9, "EC2-2": 1 }), states),
      /EC2-2 is unhealthy but still gets visitors/,
    );
  });

  it("fail when somebody else answers", () => {
    assert.throws(() => expectTurns(pages({ "HTTP 502": 10 }), BOTH), /unexpected HTTP 502/);
  });
});
