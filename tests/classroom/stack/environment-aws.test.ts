import assert from "node:assert/strict";
import { environmentAws } from "../../../classroom/stack/proven-aws.ts";
import { UnreachableError } from "../../../aws/unreachable.ts";
import { localServer, nobody } from "../../support/local-server.ts";

const KEYS = { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" };

/** As `leftovers --class` uses them: there is no stack that says whose account is meant. */
describe("AWS by the credentials of the environment", () => {
  const server = localServer();
  const open = (endpoint: string) =>
    environmentAws("ap-northeast-2", () => undefined, { ...KEYS, AWS_ENDPOINT_URL: endpoint });

  it("is asked for their account first", async () => {
    const identity = "<Account>111122223333</Account><Arn>arn:aws:iam::111122223333:root</Arn>";
    const endpoint = await server.serve((_, response) => response.end(identity));
    assert.equal((await open(endpoint)).account, "111122223333");
  });

  it("is said not to answer where it does not", async () => {
    await assert.rejects(open(await nobody()), UnreachableError);
  });
});
