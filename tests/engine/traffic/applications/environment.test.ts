import assert from "node:assert/strict";
import { elasticBeanstalkClient } from "../../../../aws/elasticbeanstalk/client.ts";
import { Environments } from "../../../../engine/traffic/applications/environment.ts";
import { BELIEVED_MS } from "../../../../engine/traffic/cache.ts";
import type { Emulated } from "../../../../engine/traffic/emulated.ts";

const REGION = "ap-northeast-2";
const HOST = `shop.${REGION}.elasticbeanstalk.com`;

describe("an environment of Elastic Beanstalk, as it was read", () => {
  let ms = 0;
  before(() => {
    Object.defineProperty(performance, "now", { value: () => ms, configurable: true });
  });
  after(() => {
    Reflect.deleteProperty(performance, "now"); // the prototype has its own
  });

  it("has its new version as soon as that is read, though its settings were read later than the old one", async () => {
    let VersionLabel = "v1";
    const client = {
      describeEnvironments: () =>
        Promise.resolve({
          Environments: [{ CNAME: HOST, EnvironmentId: "e-1", Status: "Ready", VersionLabel }],
        }),
      describeApplicationVersions: () => Promise.resolve({}),
      describeConfigurationSettings: () => Promise.resolve({}),
    };
    const environments = new Environments({
      aws: {
        client: (asked: unknown) => {
          assert.equal(asked, elasticBeanstalkClient);
          return Promise.resolve(client);
        },
      },
      regions: () => Promise.resolve([REGION]),
    } as unknown as Emulated);
    const version = async () => (await environments.at(HOST))?.version.label;
    await environments.withId(REGION, "of another"); // reads all
    ms += BELIEVED_MS - 1;
    assert.equal(await version(), "v1");
    VersionLabel = "v2";
    ms += 1;
    assert.equal(await version(), "v2");
  });
});
