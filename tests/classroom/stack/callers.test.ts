import assert from "node:assert/strict";
import { mock } from "node:test";
import { Callers } from "../../../classroom/stack/callers.ts";
import { localServer } from "../../support/local-server.ts";

const IDENTITY = `<GetCallerIdentityResponse><GetCallerIdentityResult>
  <Arn>arn:aws:iam::111122223333:user/kim</Arn><UserId>AIDA</UserId><Account>111122223333</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>`;
const SESSION = `<AssumeRoleResponse><AccessKeyId>session</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
  <SessionToken>token</SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration></AssumeRoleResponse>`;
/** By whose key, and for which region, a call is signed. */
const SIGNED = /Credential=([^/]+)\/[^/]+\/([^/]+)/;
const KEYS = { AWS_ACCESS_KEY_ID: "kim", AWS_SECRET_ACCESS_KEY: "secret" };

const settings = { roles: [], allowedAccountIds: [] };

describe("those by whose credentials stacks are called", () => {
  const local = localServer();

  async function place(calls: string[] = []) {
    const endpoint = await local.serve((request, response) => {
      calls.push(request.url ?? "");
      response.end(IDENTITY);
    });
    return { region: "ap-northeast-2", settings, env: KEYS, endpoint };
  }

  it("are asked once whose account it is, for however many stacks", async () => {
    const calls: string[] = [];
    const callers = new Callers(() => undefined);
    const where = await place(calls);
    const found = await Promise.all([1, 2, 3].map(() => callers.at({ ...where }).identity()));
    assert.deepEqual(
      found.map(({ account }) => account),
      ["111122223333", "111122223333", "111122223333"],
    );
    assert.equal(calls.length, 1);
  });

  it("are others where the keys, the role or the region is another", async () => {
    const callers = new Callers(() => undefined);
    const where = await place();
    const role = { roleArn: "arn:aws:iam::210987654321:role/class" };
    const all = [
      where,
      { ...where, region: "us-east-1" },
      { ...where, settings: { ...settings, roles: [role] } },
      { ...where, env: { ...where.env, AWS_ACCESS_KEY_ID: "lee" } },
    ];
    assert.equal(new Set(all.map((each) => callers.at(each).aws)).size, 4);
    assert.equal(callers.at(where).aws, callers.at({ ...where }).aws);
  });

  it("are the same whatever else is in the environment", async () => {
    const callers = new Callers(() => undefined);
    const where = await place();
    const elsewhere = { ...where, env: { ...where.env, TERM: "dumb" } };
    assert.equal(callers.at(elsewhere), callers.at(where));
  });

  it("are called at the emulator's address, which no other place has", async () => {
    const where = await place();
    const callers = new Callers(() => undefined);
    assert.equal(callers.at(where).aws.endpoint, where.endpoint);
    assert.equal(callers.at({ ...where, endpoint: undefined }).aws.endpoint, undefined);
  });

  it("assume a role where the stack is called", async () => {
    const calls: string[] = [];
    const endpoint = await local.serve((request, response) => {
      const [, key, region] = SIGNED.exec(request.headers.authorization ?? "") ?? [];
      calls.push(`${key} in ${region}`);
      response.end(key === "kim" ? SESSION : IDENTITY);
    });
    const roles = [{ roleArn: "arn:aws:iam::111122223333:role/class" }];
    const where = { ...(await place()), endpoint, settings: { ...settings, roles } };
    await new Callers(() => undefined).at(where).identity();
    assert.deepEqual(calls, ["kim in ap-northeast-2", "session in ap-northeast-2"]);
  });
});

describe("a caller whose account STS is slow to name", () => {
  afterEach(() => {
    mock.timers.reset();
    mock.restoreAll();
  });

  /** What is reported of an answer that comes after five seconds. */
  async function reportedOf(endpoint: string | undefined): Promise<string> {
    const lines: string[] = [];
    const answer = Promise.withResolvers<Response>();
    mock.method(globalThis, "fetch", () => answer.promise);
    mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
    const place = { region: "ap-northeast-2", settings, env: KEYS, endpoint };
    const identity = new Callers((line) => lines.push(line)).at(place).identity();
    mock.timers.tick(5000);
    answer.resolve(new Response(IDENTITY));
    assert.equal((await identity).account, "111122223333");
    return lines.join("\n");
  }

  for (const [where, endpoint] of [
    ["AWS", undefined],
    ["http://127.0.0.1:5000", "http://127.0.0.1:5000"],
  ] as const)
    it(`says that it waits for ${where}, and how long at most`, async () => {
      const title = `Asking ${where} which account the credentials belong to, 32 s at most`;
      assert.equal(await reportedOf(endpoint), title);
    });
});
