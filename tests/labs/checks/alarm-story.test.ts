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

const TO_ALARM = "Alarm updated from OK to ALARM";
const TO_OK = "Alarm updated from ALARM to OK";
const NOTIFIED = `Successfully executed action ${TOPIC}`;

describe("the story of an alarm", () => {
  it("passes when each ALARM notified once", () => {
    const items = history(TO_ALARM, NOTIFIED, TO_OK, NOTIFIED, TO_ALARM, NOTIFIED);
    assert.equal(alarmStory(items, TOPIC), "2 ALARM, each notified once");
  });

  it("takes the items of one moment in AWS's order", () => {
    const items = history(TO_ALARM, NOTIFIED, TO_OK).map((item) => ({
      ...{ ...item, Timestamp: new Date(0) },
    }));
    assert.equal(alarmStory(items, TOPIC), "1 ALARM, each notified once");
  });

  it("is inconclusive before the first ALARM", () => {
    assert.throws(() => alarmStory(history(TO_OK, NOTIFIED), TOPIC), CannotTell);
  });

  it("fails when nobody was notified, whatever was sent before", () => {
    assert.throws(
      () => alarmStory(history(TO_OK, NOTIFIED, TO_ALARM), TOPIC),
      new Failure("at 2026-11-24T09:02:00.000Z the topic was notified 0 times"),
    );
  });

  it("fails when an ALARM notified twice", () => {
    assert.throws(
      () => alarmStory(history(TO_ALARM, NOTIFIED, NOTIFIED), TOPIC),
      /was notified 2 times/,
    );
  });

  it("fails when the topic refused, with AWS's error", () => {
    const refused = `Failed to execute action ${TOPIC}. Received error: "denied"`;
    assert.throws(
      () => alarmStory(history(TO_ALARM, refused), TOPIC),
      /09:00.*Received error: "denied"/,
    );
  });

  it("does not count notifications of another topic", () => {
    const other = "Successfully executed action arn:aws:sns:ap-northeast-2:123456789012:other";
    assert.throws(() => alarmStory(history(TO_ALARM, other), TOPIC), /was notified 0 times/);
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
