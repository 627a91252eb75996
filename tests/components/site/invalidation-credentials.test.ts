import assert from "node:assert/strict";
import { runtime } from "@pulumi/pulumi";
import { invalidateChanges } from "../../../components/site/invalidation.ts";
import { localServer } from "../../support/local-server.ts";

const ROLE = "arn:aws:iam::111122223333:role/class";

/** Variables of the process that the SDK reads. */
const VARIABLES = ["AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];

describe("the invalidation of changed files", () => {
  const local = localServer();
  const before = { ...process.env };
  const configBefore = runtime.allConfig();
  afterEach(() => {
    for (const name of VARIABLES)
      if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = before[name];
    runtime.setAllConfig(configBefore);
  });

  /** Has a file change. @returns the requests that AWS gets: what for, and whose key has signed it */
  async function changed(config: Readonly<Record<string, string>>): Promise<string[]> {
    const requests: string[] = [];
    process.env.AWS_ENDPOINT_URL = await local.serve((request, response) => {
      const [, key] = /Credential=([^/]+)/.exec(request.headers.authorization ?? "") ?? [];
      requests.push(`${request.url ?? ""} by ${key ?? "nobody"}`);
      const end = new Date(Date.now() + 3_600_000).toISOString();
      const its = `<AccessKeyId>role</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${end}</Expiration>`;
      const isSts = request.url === "/";
      response.writeHead(isSts ? 200 : 201).end(isSts ? `<C>${its}</C>` : "<Invalidation/>");
    });
    process.env.AWS_ACCESS_KEY_ID = "of-the-process";
    process.env.AWS_SECRET_ACCESS_KEY = "secret";
    runtime.setAllConfig(config);
    const files = (version: string) => ({
      ...{ distributionId: "E1", rootObject: "index.html", versions: { "a.css": version } },
    });
    await invalidateChanges({
      ...{ urn: "urn", id: "", name: "site", type: "class:invalidation:Invalidation" },
      ...{ oldInputs: files("1"), newInputs: files("2") },
    });
    return requests;
  }

  it("uses the stack's credentials: the role that its provider assumes", async () => {
    const assumeRoles = JSON.stringify([{ roleArn: ROLE }]);
    assert.deepEqual(await changed({ "aws:assumeRoles": assumeRoles }), [
      "/ by of-the-process",
      "/2020-05-31/distribution/E1/invalidation by role",
    ]);
  });

  it("uses the keys of the stack's settings before those of the process", async () => {
    const keys = { "aws:accessKey": "of-the-stack", "aws:secretKey": "secret" };
    assert.deepEqual(await changed(keys), [
      "/2020-05-31/distribution/E1/invalidation by of-the-stack",
    ]);
  });
});
