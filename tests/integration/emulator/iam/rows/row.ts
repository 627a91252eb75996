import type { Call, Statement } from "../student.ts";

/** What is there: with tag `student: s1`, and with `s2`. */
export interface Ids {
  readonly image: string;
  readonly subnet: string;
  readonly instance: string;
  readonly otherInstance: string;
  readonly volume: string;
  readonly otherVolume: string;
  readonly group: string;
  readonly otherGroup: string;
}

export type Row = readonly [Statement | readonly Statement[], Call, "allowed" | "denied"];

export const allow = (
  Action: string | readonly string[],
  Resource: string | readonly string[] = "*",
  Condition: object = {},
): Statement => ({ Effect: "Allow", Action, Resource, Condition });

export const OWN = { StringEquals: { "aws:ResourceTag/student": "${aws:PrincipalTag/student}" } };
export const NEW = { StringEquals: { "aws:RequestTag/student": "${aws:PrincipalTag/student}" } };
export const tagged = (type: string, student = "s1", more: readonly object[] = []) => ({
  ResourceType: type,
  Tags: [{ Key: "student", Value: student }, ...more],
});

/** What a subject's rows are, once it is known what is there. */
export type Rows = Readonly<Record<string, (ids: Ids) => readonly Row[]>>;

export const ec2 = (end: string): string => `arn:aws:ec2:*:*:${end}`;
