import assert from "node:assert/strict";
import { OneAccount } from "../../../aws/credentials/one-account.ts";
import { WrongAccountError } from "../../../aws/sts/wrong-account.ts";

const OWNERS: Readonly<Record<string, string>> = {
  first: "111122223333",
  renewed: "111122223333",
  other: "999988887777",
};

describe("credentials that are renewed while a command runs", () => {
  let current: string;
  let asked: string[];
  const credentials = () => {
    const own = () => Promise.resolve({ accessKeyId: current, secretAccessKey: "s" });
    return new OneAccount(own, ({ accessKeyId }) => {
      asked.push(accessKeyId);
      return Promise.resolve({ account: OWNERS[accessKeyId] ?? "", arn: "arn" });
    });
  };
  beforeEach(() => {
    current = "first";
    asked = [];
  });

  it("are used as they are before anybody relies on their account", async () => {
    const one = credentials();
    assert.equal((await one.keys()).accessKeyId, "first");
    current = "other";
    assert.equal((await one.keys()).accessKeyId, "other");
    assert.deepEqual(asked, []);
  });

  it("are asked for once, however many calls they sign", async () => {
    const one = credentials();
    const found = await Promise.all([one.identity(), one.identity()]);
    assert.deepEqual(
      found.map(({ account }) => account),
      ["111122223333", "111122223333"],
    );
    for (let call = 0; call < 3; call++) await one.keys();
    assert.deepEqual(asked, ["first"]);
  });

  it("may become others of the account, which are asked for once, too", async () => {
    const one = credentials();
    await one.identity();
    current = "renewed";
    await Promise.all([one.keys(), one.keys()]);
    assert.equal((await one.keys()).accessKeyId, "renewed");
    assert.deepEqual(asked, ["first", "renewed"]);
  });

  it("are refused when they have become another account's, with both", async () => {
    const one = credentials();
    await one.identity();
    current = "other";
    await assert.rejects(
      one.keys(),
      (error) =>
        error instanceof WrongAccountError &&
        /of account 111122223333 when .* of account 999988887777 now\. Nothing more/.test(
          error.message,
        ),
    );
    current = "first";
    assert.equal((await one.keys()).accessKeyId, "first");
  });

  it("are asked for again after AWS has not answered", async () => {
    let isDown = true;
    const own = () => Promise.resolve({ accessKeyId: current, secretAccessKey: "s" });
    const one = new OneAccount(own, ({ accessKeyId }) =>
      isDown
        ? Promise.reject(new Error("no answer"))
        : Promise.resolve({ account: OWNERS[accessKeyId] ?? "", arn: "arn" }),
    );
    await assert.rejects(one.identity(), /no answer/);
    isDown = false;
    assert.equal((await one.identity()).account, "111122223333");
    [current, isDown] = ["other", true];
    await assert.rejects(one.keys(), /no answer/);
    isDown = false;
    await assert.rejects(one.keys(), WrongAccountError);
  });
});
