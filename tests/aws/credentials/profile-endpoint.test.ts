import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { profileEndpoint } from "../../../aws/credentials/profile-endpoint.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const CONFIG = `
# [profile old]
[default]
region = ap-northeast-2
[profile lab]
endpoint_url = http://127.0.0.1:5000
[profile "quoted"]
endpoint_url=http://127.0.0.1:5001
[profile of-services]
services = some
[profile ignoring]
endpoint_url = http://127.0.0.1:5002
ignore_configured_endpoint_urls = TRUE
[services some]
s3 =
  endpoint_url = http://127.0.0.1:5003
[profile empty]
endpoint_url =
`;

describe("the endpoint of a profile", () => {
  const temporary = temporaryFolder();
  const urlOf = (profile: string | undefined, env: NodeJS.ProcessEnv = {}) => {
    const file = path.join(temporary.path, "config");
    writeFileSync(file, CONFIG);
    return profileEndpoint(profile, { AWS_CONFIG_FILE: file, ...env });
  };

  it("is what its section says, and says where", () => {
    const { url, place } = urlOf("lab") ?? {};
    assert.equal(url, "http://127.0.0.1:5000");
    assert.match(place ?? "", /^endpoint_url of \[profile lab\] in .*config$/);
    assert.equal(urlOf("quoted")?.url, "http://127.0.0.1:5001");
  });

  it("is of AWS_PROFILE where the settings name none", () => {
    assert.equal(urlOf(undefined, { AWS_PROFILE: "lab" })?.url, "http://127.0.0.1:5000");
    assert.equal(urlOf("default", { AWS_PROFILE: "lab" }), undefined);
  });

  it("is that of a single service, too", () => {
    const { url, place } = urlOf("of-services") ?? {};
    assert.equal(url, "http://127.0.0.1:5003");
    assert.match(place ?? "", /\[services some\]/);
  });

  it("is none where there is none, it is empty, or the profile ignores it", () => {
    for (const profile of [undefined, "no-such", "ignoring", "empty"])
      assert.equal(urlOf(profile), undefined);
    assert.equal(urlOf("lab", { AWS_CONFIG_FILE: path.join(temporary.path, "none") }), undefined);
  });
});
