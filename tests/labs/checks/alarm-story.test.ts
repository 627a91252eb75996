import assert from "node:assert/strict";
import type { AlarmHistoryItem } from "@aws-sdk/client-cloudwatch";
import { alarmStory, letsIn } from "../../../labs/cloudwatch-alarm/alarm-story.ts";
import { CannotTell, Failure } from "../../../labs/contract/outcome.ts";

const TOPIC = "arn:aws:sns:ap-northeast-2:123456789012:cloudwatch-alarm";

/** The history of an alarm, as AWS gives it: the newest first. */
const history = (...oldestFirst: readonly string[]): AlarmHistoryItem[] =>
  oldestFirst
    .map((HistorySummary, minute) => ({
      HistoryItemType: HistorySummary.startsWith("Alarm updated")
        ? ("StateUpdate" as const)
        : ("Action" as const),
      HistorySummary,
      Timestamp: new Date(Date.UTC(2026, 10, 24, 9, minute)),
    }))
    .reverse();

const RINGS = "Alarm updated from OK to ALARM";
const CALMS = "Alarm updated from ALARM to OK";
const TOLD = `Successfully executed action ${TOPIC}`;

describe("the story of an alarm", () => {
  it("is well when each ALARM was told once", () => {
    const items = history(RINGS, TOLD, CALMS, TOLD, RINGS, TOLD);
    assert.equal(alarmStory(items, TOPIC), "2 ALARM, each told once");
  });

  it("cannot be told before it has rung", () => {
    assert.throws(() => alarmStory(history(CALMS, TOLD), TOPIC), CannotTell);
  });

  it("fails when nobody was told, whatever was told before", () => {
    assert.throws(
      () => alarmStory(history(CALMS, TOLD, RINGS), TOPIC),
      new Failure("at 2026-11-24T09:02:00.000Z the topic was told 0 times"),
    );
  });

  it("fails when an ALARM was told twice", () => {
    assert.throws(() => alarmStory(history(RINGS, TOLD, TOLD), TOPIC), /was told 2 times/);
  });

  it("fails when the topic refused, in AWS's words", () => {
    const refused = `Failed to execute action ${TOPIC}. Received error: "denied"`;
    assert.throws(
      () => alarmStory(history(RINGS, refused), TOPIC),
      /09:00.*Received error: "denied"/,
    );
  });

  it("does not count what was told to another topic", () => {
    const other = "Successfully executed action arn:aws:sns:ap-northeast-2:123456789012:other";
    assert.throws(() => alarmStory(history(RINGS, other), TOPIC), /was told 0 times/);
  });
});

describe("a topic's policy", () => {
  const policy = (Principal: unknown, Effect = "Allow"): string =>
    JSON.stringify({ Statement: [{ Effect, Principal, Action: "sns:Publish" }] });

  it("lets a service in that it names, alone or among others", () => {
    assert.ok(letsIn(policy({ Service: "cloudwatch.amazonaws.com" }), "cloudwatch.amazonaws.com"));
    const both = { Service: ["budgets.amazonaws.com", "cloudwatch.amazonaws.com"] };
    assert.ok(letsIn(policy(both), "cloudwatch.amazonaws.com"));
  });

  it("lets nobody in whom it does not name, or denies", () => {
    const service = "cloudwatch.amazonaws.com";
    assert.equal(letsIn(policy({ AWS: "*" }), service), false);
    assert.equal(letsIn(policy({ Service: service }, "Deny"), service), false);
    assert.equal(letsIn("{}", service), false);
  });
});
