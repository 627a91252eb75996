import type { AlarmHistoryItem } from "@aws-sdk/client-cloudwatch";
import { CannotTell, expect } from "../contract/outcome.ts";

/** Whether a topic's policy, as JSON text, lets a service publish. */
export function letsIn(policy: string, service: string): boolean {
  const { Statement = [] } = JSON.parse(policy) as { Statement?: readonly PolicyStatement[] };
  return Statement.some(
    ({ Effect, Principal }) =>
      Effect === "Allow" &&
      typeof Principal === "object" &&
      [Principal.Service].flat().includes(service),
  );
}

interface PolicyStatement {
  readonly Effect: string;
  readonly Principal?: string | { readonly Service?: string | readonly string[] };
}

/**
 * What an alarm has done, by its history.
 *
 * @throws Failure when an ALARM was not told to the topic exactly once, CannotTell when there was none
 */
export function alarmStory(history: readonly AlarmHistoryItem[], topicArn: string): string {
  const rings: { readonly at: string; readonly told: string[] }[] = [];
  const oldestFirst = [...history].sort((a, b) => timeOf(a) - timeOf(b));
  let told: string[] = [];
  for (const item of oldestFirst) {
    const { HistoryItemType, HistorySummary = "", Timestamp } = item;
    if (HistoryItemType === "StateUpdate") {
      told = [];
      if (HistorySummary.endsWith("to ALARM"))
        rings.push({ at: Timestamp?.toISOString() ?? "", told });
    } else if (HistoryItemType === "Action" && HistorySummary.includes(topicArn)) {
      told.push(HistorySummary);
    }
  }
  if (rings.length === 0)
    throw new CannotTell("it has not rung yet: run the lab's output stress, or force it");
  for (const ring of rings) {
    const failed = ring.told.find((action) => !action.startsWith("Successfully"));
    expect(failed === undefined, `at ${ring.at}: ${failed ?? ""}`);
    expect(ring.told.length === 1, `at ${ring.at} the topic was told ${ring.told.length} times`);
  }
  return `${rings.length} ALARM, each told once`;
}

const timeOf = ({ Timestamp }: AlarmHistoryItem): number => Timestamp?.getTime() ?? 0;
