import assert from "node:assert/strict";
import { Callers } from "../../../classroom/stack/callers.ts";
import { localServer } from "../../support/local-server.ts";

const IDENTITY = `<GetCallerIdentityResponse><GetCallerIdentityResult>
  <Arn>arn:aws:iam::111122223333:user/kim</Arn><UserId>AIDA</UserId><Account>111122223333</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>`;

describe("those by whose credentials stacks are called", () => {
  const local = localServer();
  const settings = { roles: [], allowedAccountIds: [] };

  async function place(user: string, calls: string[] = []) {
    const endpoint = await local.serve((request, response) => {
      calls.push(request.url ?? "");
      response.end(IDENTITY);
    });
    const env = { AWS_ACCESS_KEY_ID: user, AWS_SECRET_ACCESS_KEY: "secret" };
    return { region: "ap-northeast-2", settings, env, endpoint };
  }

  it("are asked once whose account it is, for however many stacks", async () => {
    const calls: string[] = [];
    const callers = new Callers(() => undefined);
    const where = await place("kim", calls);
    const found = await Promise.all([1, 2, 3].map(() => callers.at({ ...where }).identity()));
    assert.deepEqual(
      found.map(({ account }) => account),
      ["111122223333", "111122223333", "111122223333"],
    );
    assert.equal(calls.length, 1);
  });

  it("are others where the keys, the role or the region is another", async () => {
    const callers = new Callers(() => undefined);
    const where = await place("kim");
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
});
