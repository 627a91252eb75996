import type { AlarmHistoryItem } from "@aws-sdk/client-cloudwatch";
import { CannotTell, expect } from "../contract/outcome.ts";

/** Whether a topic policy (JSON) allows a service to publish. */
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
 * What an alarm has done, according to its history.
 *
 * @param history as AWS has it, the newest first: of two items of one moment, the second was the first
 * @throws Failure when an ALARM did not notify the topic exactly once, CannotTell when there was no ALARM
 */
export function alarmStory(history: readonly AlarmHistoryItem[], topicArn: string): string {
  const alarms: { readonly at: string; readonly actions: string[] }[] = [];
  const oldestFirst = history.toReversed().sort((a, b) => timeOf(a) - timeOf(b));
  let actions: string[] = [];
  for (const item of oldestFirst) {
    const { HistoryItemType, HistorySummary = "", Timestamp } = item;
    if (HistoryItemType === "StateUpdate") {
      actions = [];
      if (HistorySummary.endsWith("to ALARM"))
        alarms.push({ at: Timestamp?.toISOString() ?? "", actions });
    } else if (HistoryItemType === "Action" && HistorySummary.includes(topicArn)) {
      actions.push(HistorySummary);
    }
  }
  if (alarms.length === 0)
    throw new CannotTell(
      "the alarm has not been in state ALARM yet: run the lab's output stress, or set the state by hand",
      "exercise",
    );
  for (const { at, actions } of alarms) {
    const failed = actions.find((action) => !action.startsWith("Successfully"));
    expect(failed === undefined, `at ${at}: ${failed ?? ""}`);
    expect(actions.length === 1, `at ${at} the topic was notified ${actions.length} times`);
  }
  return `${alarms.length} ALARM, each notified once`;
}

const timeOf = ({ Timestamp }: AlarmHistoryItem): number => Timestamp?.getTime() ?? 0;
