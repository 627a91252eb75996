import assert from "node:assert/strict";
import { Aws } from "../../aws/clients.ts";
import { iamClient } from "../../aws/iam/client.ts";
import { releaseSingletons } from "../../classroom/stack/singletons.ts";
import { ELSEWHERE, sessionElsewhere } from "../support/engine/other-account.ts";
import { TestStack } from "../support/engine/stack.ts";
import { inOrder } from "../support/processes/in-order.ts";

const POLICY = "aws:iam/accountPasswordPolicy:AccountPasswordPolicy";
const labs = (accountPasswordPolicy: boolean) => ({
  "class:labs": { "iam-users": { accountPasswordPolicy } },
});

/** An account has one, for all its users; a school's must outlive every class. */
describe("the account's password policy", function () {
  this.timeout("10m");
  inOrder();
  let stack: TestStack;
  before(async () => {
    stack = await TestStack.start();
  });
  after(() => stack.stop());

  const iam = () => stack.open().aws.client(iamClient);
  const length = async () =>
    (await (await iam()).getAccountPasswordPolicy({})).PasswordPolicy?.MinimumPasswordLength;

  it("is not replaced where there is one", async () => {
    await stack.up(labs(false));
    await (await iam()).updateAccountPasswordPolicy({ MinimumPasswordLength: 16 });
    await assert.rejects(stack.up(labs(true)), /has a password policy already \(at least 16 char/);
    assert.equal(await length(), 16);
  });

  it("is made where there is none, and stays when the lab's setting is taken back", async () => {
    await (await iam()).deleteAccountPasswordPolicy({});
    await stack.up(labs(true));
    assert.equal(await length(), 14);
    await stack.up(labs(false));
    assert.equal(await length(), 14);
  });

  it("stays when the class that made it is destroyed, and is taken up by the next", async () => {
    await stack.up(labs(true));
    await stack.destroy();
    assert.equal(await length(), 14);
    await stack.up(labs(true));
  });

  it("is let go, by one up, by a stack of a version that would have deleted it", async () => {
    const state = JSON.parse(await stack.export()) as {
      deployment: { resources: { type: string; retainOnDelete?: boolean }[] };
    };
    for (const resource of state.deployment.resources)
      if (resource.type === POLICY) delete resource.retainOnDelete;
    await stack.import(JSON.stringify(state));
    await releaseSingletons(stack.open().stack, () => undefined);
    await stack.up(labs(false));
    assert.equal(await length(), 14);
    await stack.destroy();
    assert.equal(await length(), 14);
  });

  it("is looked up in the account of the role that the stack assumes", async () => {
    const { endpoint } = stack.emulator;
    const { AWS_ACCESS_KEY_ID = "", AWS_SECRET_ACCESS_KEY = "" } = await sessionElsewhere(
      stack.emulator,
    );
    const env = { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY };
    const theirs = await new Aws({ region: "ap-northeast-2", env }).client(iamClient);
    await theirs.updateAccountPasswordPolicy({ MinimumPasswordLength: 20 });
    const roles = [{ roleArn: `arn:aws:iam::${ELSEWHERE}:role/teacher` }];
    await assert.rejects(
      stack.up({ ...labs(true), "aws:assumeRoles": roles }),
      /has a password policy already \(at least 20 char/,
    );
  });
});
