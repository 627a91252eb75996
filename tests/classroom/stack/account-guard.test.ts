import assert from "node:assert/strict";
import { CredentialsError } from "../../../aws/credentials/credentials-error.ts";
import { WrongAccountError } from "../../../aws/sts/wrong-account.ts";
import { type GuardedStack, proveAccount } from "../../../classroom/stack/account-guard.ts";
import { endpointIn } from "../../../classroom/stack/endpoint.ts";

const [OWN, OTHER] = ["111122223333", "999988887777"];
const EMULATOR = "http://127.0.0.1:5000";

/** A stack that was never up. */
const EMPTY = { accounts: [], endpoint: "unknown", providers: [], isEmpty: true };

const path = (account: string, user = "these commands") => ({
  user,
  source: { name: `profile of ${account}`, renewal: "aws sso login --profile class" },
  identity: () => Promise.resolve({ account, arn: "" }),
});

const guarded = (given: Partial<GuardedStack>): GuardedStack => ({
  stack: "dev",
  deployed: { accounts: [OWN], endpoint: undefined, providers: [], isEmpty: false },
  allowedAccountIds: [],
  endpoint: undefined,
  paths: [path(OWN)],
  ...given,
});

const refuses = (given: Partial<GuardedStack>, ...messages: RegExp[]) =>
  assert.rejects(
    proveAccount(guarded(given)),
    (error) =>
      error instanceof WrongAccountError &&
      messages.every((message) => message.test(error.message)),
  );

describe("the account guard", () => {
  it("lets credentials of the stack's account pass", async () => {
    assert.equal(await proveAccount(guarded({})), OWN);
  });

  it("refuses another account, names both, where each comes from, and the fix", () =>
    refuses(
      { paths: [path(OTHER)] },
      /account 111122223333: where stack dev is deployed/,
      /account 999988887777: these commands, by profile of 999988887777/,
      /fix: use credentials of the stack's account/,
    ));

  it("refuses where Pulumi would use credentials of another account than we", () =>
    refuses({ paths: [path(OWN), path(OTHER, "pulumi destroy")] }, /999988887777: pulumi destroy/));

  it("says who does not answer, and what to look at, instead of a trace", () => {
    const timeout = new DOMException("The operation was aborted due to timeout", "TimeoutError");
    const silent = { ...path(OWN), identity: () => Promise.reject(timeout) };
    const deployed = { accounts: [OWN], endpoint: EMULATOR, providers: [], isEmpty: false };
    const call = guarded({ paths: [silent], deployed, endpoint: EMULATOR });
    return assert.rejects(proveAccount(call), {
      message:
        `${EMULATOR} does not answer: no answer within the time limit\n` +
        "  fix: check the network, the proxy (HTTPS_PROXY) and AWS_ENDPOINT_URL, then run this again",
    });
  });

  it("holds an empty stack to aws:allowedAccountIds: after down nothing else says whose it was", () =>
    refuses({
      deployed: EMPTY,
      allowedAccountIds: [OWN],
      paths: [path(OTHER)],
    }));

  it("lets a stack pass that was never up", async () => {
    assert.equal(await proveAccount(guarded({ deployed: EMPTY, paths: [path(OTHER)] })), OTHER);
  });

  it("lets one of several allowed accounts pass", async () => {
    const allowedAccountIds = [OTHER, OWN];
    assert.equal(await proveAccount(guarded({ allowedAccountIds })), OWN);
  });

  it("refuses the stack's own account where the settings allow another one only", () =>
    refuses(
      { allowedAccountIds: [OTHER] },
      /account 111122223333: where stack dev is deployed\n/,
      /account 999988887777: aws:allowedAccountIds in Pulumi\.dev\.yaml\n/,
      /account 111122223333: these commands, by/,
    ));

  it("refuses two accounts for a stack that was never up: its state would be half in each", () =>
    refuses({ deployed: EMPTY, paths: [path(OWN), path(OTHER, "pulumi destroy")] }));

  it("names the emulator, where the account is none of the stack's", () =>
    refuses(
      {
        deployed: { ...EMPTY, accounts: [OWN] },
        ...{ endpoint: EMULATOR, paths: [path(OTHER)] },
      },
      / && aws sts get-caller-identity\n {2}if AWS_ENDPOINT_URL=http:.*:5000 is not intended: unset AWS_ENDPOINT_URL$/,
    ));

  it("speaks of no emulator where calls go to AWS", () =>
    refuses({ paths: [path(OTHER)] }, / && aws sts get-caller-identity$/));

  it("lets an empty stack change to another place", async () => {
    for (const endpoint of [undefined, EMULATOR, "http://127.0.0.1:6000"])
      for (const before of ["unknown", undefined, EMULATOR])
        assert.equal(
          await proveAccount(guarded({ deployed: { ...EMPTY, endpoint: before }, endpoint })),
          OWN,
        );
  });

  it("lets a stack pass of which an older version has not recorded whether it is on AWS", async () => {
    const deployed = { ...EMPTY, accounts: [OWN], isEmpty: false };
    assert.equal(await proveAccount(guarded({ deployed, endpoint: EMULATOR })), OWN);
  });

  it("passes nothing that no credentials have been asked for", () =>
    assert.rejects(proveAccount(guarded({ paths: [] })), /stack dev is guarded without/));

  it("leaves any other error as it is", async () => {
    const error = new Error("a fault of ours");
    const paths = [{ ...path(OWN), identity: () => Promise.reject(error) }];
    await assert.rejects(proveAccount(guarded({ paths })), (thrown) => thrown === error);
  });

  it("refuses a record that names two accounts", () =>
    refuses({
      deployed: { accounts: [OWN, OTHER], endpoint: "unknown", providers: [], isEmpty: false },
    }));

  it("refuses an emulator for a stack on AWS, and asks it nothing", () =>
    refuses(
      { endpoint: EMULATOR, paths: [{ ...path(OWN), identity: () => assert.fail("asked") }] },
      /deployed to AWS, and calls would go to http:\/\/127\.0\.0\.1:5000\. Nothing was done/,
      /unset AWS_ENDPOINT_URL/,
    ));

  for (const endpoint of [undefined, "http://127.0.0.1:6000"])
    it(`refuses ${endpoint ?? "AWS"} for a stack on an emulator`, () =>
      refuses(
        {
          deployed: { accounts: [OWN], endpoint: EMULATOR, providers: [], isEmpty: false },
          endpoint,
        },
        new RegExp(`deployed to ${EMULATOR}, and calls would go to ${endpoint ?? "AWS"}\\. Noth`),
        /export AWS_ENDPOINT_URL=http:\/\/127\.0\.0\.1:5000/,
      ));

  it("says of expired credentials whose they are, and how to renew them", async () => {
    const expired = Object.assign(new Error("it is over"), { name: "ExpiredToken" });
    const identity = () => Promise.reject(expired);
    await assert.rejects(
      proveAccount(guarded({ paths: [{ ...path(OWN), identity }] })),
      (error) =>
        error instanceof CredentialsError &&
        error.message.includes("fix: aws sso login --profile class"),
    );
  });
});

describe("the endpoint of the environment", () => {
  it("is AWS's where nothing is set, or the SDKs are told to ignore it", () => {
    assert.equal(endpointIn({}), undefined);
    assert.equal(endpointIn({ AWS_ENDPOINT_URL: "" }), undefined);
    assert.equal(endpointIn({ AWS_ENDPOINT_URL: "", AWS_ENDPOINT_URL_S3: "" }), undefined);
    assert.equal(
      endpointIn({ AWS_ENDPOINT_URL: EMULATOR, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" }),
      undefined,
    );
  });

  it("is one for all services, or refused", () => {
    assert.equal(
      endpointIn({ AWS_ENDPOINT_URL: EMULATOR, AWS_ENDPOINT_URL_S3: EMULATOR }),
      EMULATOR,
    );
    const single = { AWS_ENDPOINT_URL_S3: EMULATOR };
    assert.throws(() => endpointIn(single), {
      message: `AWS_ENDPOINT_URL_S3=${EMULATOR} sends some calls to another address than AWS. Nothing was done.\n  fix: unset AWS_ENDPOINT_URL_S3`,
    });
    assert.throws(() => endpointIn({}, { endpoints: [EMULATOR] }), /fix: remove aws:endpoints$/);
  });
});
