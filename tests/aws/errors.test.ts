import assert from "node:assert/strict";
import { isNetwork } from "../../aws/errors.ts";
import { unreachable } from "../../aws/unreachable.ts";

const failed = (code: string, message: string): Error =>
  Object.assign(new Error(message), { code });

describe("an AWS that does not answer", () => {
  it("is known by the system's code, however deep it lies", () => {
    const cause = failed("ECONNREFUSED", "connect ECONNREFUSED 127.0.0.1:1");
    assert.ok(isNetwork(new TypeError("fetch failed", { cause })));
  });

  it("is not a file that is missing", () => {
    assert.equal(isNetwork(failed("ENOENT", "no such file")), false);
  });

  it("is said with what went wrong at the bottom", () => {
    const cause = failed("ENOTFOUND", "getaddrinfo ENOTFOUND sts.ap-northeast-2.amazonaws.com");
    const { message } = unreachable(new TypeError("fetch failed", { cause }));
    assert.equal(
      message,
      "AWS does not answer: getaddrinfo ENOTFOUND sts.ap-northeast-2.amazonaws.com\n" +
        "  fix: check the network and the proxy (HTTPS_PROXY), then run this again",
    );
  });
});
