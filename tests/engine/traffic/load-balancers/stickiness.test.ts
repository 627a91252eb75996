import assert from "node:assert/strict";
import { StickyCookies } from "../../../../engine/traffic/load-balancers/stickiness.ts";

describe("a cookie that keeps a visitor with a target", () => {
  let now = 0;
  let cookies: StickyCookies;
  const kept = { group: "arn:group", target: "i-1:80" };

  beforeEach(() => {
    now = Date.UTC(2026, 0, 1);
    cookies = new StickyCookies(() => now);
  });

  /** As a browser sends it back. */
  const sent = (made: readonly string[]) => made.map((one) => one.split(";")[0]).join("; ");

  it("comes in two, and the browser keeps both for seven days", () => {
    const [own = "", cors = ""] = cookies.make("AWSALB", kept);
    assert.match(own, /^AWSALB=[\w-]+; Expires=Thu, 08 Jan 2026 00:00:00 GMT; Path=\/$/);
    assert.match(cors, /^AWSALBCORS=[\w-]+; .*SameSite=None$/);
  });

  it("is believed until the duration has passed, and not longer", () => {
    const made = `theme=dark; ${sent(cookies.make("AWSALB", kept))}`;
    now += 59_999;
    assert.deepEqual(cookies.read("AWSALB", made, 60_000), kept);
    now += 1;
    assert.equal(cookies.read("AWSALB", made, 60_000), undefined);
  });

  it("is for a target group under another name", () => {
    const made = sent(cookies.make("AWSALBTG", { group: "arn:group" }));
    assert.deepEqual(cookies.read("AWSALBTG", made, 1000), { group: "arn:group" });
    assert.equal(cookies.read("AWSALB", made, 1000), undefined);
  });

  it("does not say what is in it, and is not believed when somebody has changed it", () => {
    const made = sent(cookies.make("AWSALB", kept).slice(0, 1));
    assert.doesNotMatch(Buffer.from(made.split("=")[1] ?? "", "base64url").toString(), /arn|i-1/);
    const at = made.length - 4;
    const changed = made.slice(0, at) + (made[at] === "A" ? "B" : "A") + made.slice(at + 1);
    for (const other of [changed, "AWSALB=", "AWSALB=AAAA", `AWSALB=${"A".repeat(5000)}`])
      assert.equal(cookies.read("AWSALB", other, 60_000), undefined);
    assert.equal(new StickyCookies(() => now).read("AWSALB", made, 60_000), undefined);
  });
});
