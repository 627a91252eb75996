import assert from "node:assert/strict";
import type { EngineEvent } from "../../../../classroom/pulumi/engine-event.ts";
import { noticeOf } from "../../../../classroom/pulumi/progress/notices.ts";
import { recorded } from "./recorded.ts";

const noticesIn = (events: readonly EngineEvent[]) =>
  events.flatMap((event) => noticeOf(event) ?? []);

const TABLE = "urn:pulumi:local::class::class:lab:dynamodb$aws:dynamodb/table:Table::dynamodb";

describe("what events say to the user", () => {
  it("is an error whole, with its resource, as Pulumi says it", () => {
    const [first, ...others] = noticesIn(recorded("failed"));
    assert.match(
      first?.text ?? "",
      /^aws:dynamodb:Table \(dynamodb\):\n {2}error: creating AWS DynamoDB Table .*: Table already exists: UserLeaderboard$/,
    );
    assert.deepEqual(others, [{ text: "error: update failed", isError: true }]);
  });

  it("keeps the lines of an error, without Pulumi's marks for colours", () => {
    const message = "<{%fg 1%}>two\nlines<{%reset%}>\n";
    const [notice] = noticesIn([{ diagnosticEvent: { urn: TABLE, severity: "error", message } }]);
    assert.equal(notice?.text, "aws:dynamodb:Table (dynamodb):\n  error: two\n  lines");
  });

  it("has warnings, and what the program prints, but nothing for who develops Pulumi", () => {
    const said = (severity: string) =>
      noticesIn([{ diagnosticEvent: { severity, message: "hello\n" } }]).map(({ text }) => text);
    assert.deepEqual(said("warning"), ["warning: hello"]);
    assert.deepEqual(said("info#err"), ["hello"]);
    assert.deepEqual(said("debug"), []);
  });

  it("is a policy that is violated, with its resource", () => {
    const policyEvent = {
      policyName: "imdsv2",
      resourceUrn: TABLE,
      enforcementLevel: "mandatory",
      message: "Why it matters.\nwhat is wrong\nfix: what to do\n",
    };
    assert.deepEqual(noticesIn([{ policyEvent }]), [
      {
        text: "[mandatory]  imdsv2  aws:dynamodb:Table (dynamodb):\n  Why it matters.\n  what is wrong\n  fix: what to do",
        isError: true,
      },
    ]);
  });

  it("has the allowed exceptions in one line where there is little room", () => {
    const [notice] = noticesIn(recorded("up"));
    assert.match(notice?.text ?? "", /static-site: the lab shows a public website/);
    assert.equal(
      notice?.short,
      "Allowed exceptions: static-site (no-public-bucket, no-public-bucket-policy, bucket-tls), load-balancer (load-balancer-tls). Reasons: docs/policies.md",
    );
  });

  it("is an error of the engine itself", () => {
    assert.deepEqual(noticesIn([{ errorEvent: { error: "no" } }]), [
      { text: "error: no", isError: true },
    ]);
  });
});
