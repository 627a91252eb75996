import assert from "node:assert/strict";
import { changedAccount } from "../../../aws/credentials/one-account.ts";
import { WrongAccountError } from "../../../aws/sts/wrong-account.ts";
import { destroyed } from "./destroying.ts";

const VPC = { type: "aws:ec2/vpc:Vpc", name: "net", id: "vpc-1" };

describe("destroying a stack while credentials become another account's", () => {
  /** @param last how often they are still the stack's own */
  const changedAfter = (last: number) => {
    let asked = 0;
    const proveAgain = () =>
      asked++ < last
        ? Promise.resolve()
        : Promise.reject(changedAccount("111122223333", "999988887777"));
    const errors = { net: "DependencyViolation" };
    return destroyed("http://127.0.0.1:9", [VPC], [{ errors }, {}], { proveAgain });
  };

  it("does not refresh: what is not in the other account would count as deleted", async () => {
    const { stuck, calls } = await changedAfter(0);
    assert.ok(stuck instanceof WrongAccountError);
    assert.deepEqual(calls, ["check"]);
  });

  it("does not destroy after a refresh that has taken long", async () => {
    const { stuck, calls } = await changedAfter(1);
    assert.ok(stuck instanceof WrongAccountError);
    assert.deepEqual(calls, ["check", "refresh", "check"]);
  });

  it("does not try again", async () => {
    const { stuck, calls } = await changedAfter(2);
    assert.ok(stuck instanceof WrongAccountError);
    assert.deepEqual(calls, ["check", "refresh", "check", "destroy", "check"]);
  });

  it("goes on with its own", async () => {
    assert.deepEqual((await changedAfter(4)).why, []);
  });
});
