import { route53Client } from "../../../aws/route53/client.ts";
import { RECORD } from "../../../aws/route53/types.ts";
import type { Subject } from "../../contract/check.ts";
import type { DeployedLab } from "../../contract/deployed-lab.ts";
import { expect } from "../../contract/outcome.ts";
import { recorded } from "../values.ts";

/** A record of a zone. */
export interface ZoneRecord {
  /** The full name, without the final dot. */
  readonly name: string;
  readonly type: string;
  /** The targets: addresses or names, sorted; of an alias, the single name of its target. */
  readonly values: readonly string[];
  readonly alias: boolean;
}

/** The lab's records, from the stack's state. */
export const recordsOf = (lab: DeployedLab): ZoneRecord[] =>
  lab.all(RECORD).map((resource) => {
    const { aliases, records } = resource.outputs as {
      readonly aliases?: readonly { readonly name: string }[];
      readonly records?: readonly string[];
    };
    const targets = aliases?.map(({ name }) => name) ?? [];
    return {
      name: recorded(resource, "name"),
      type: recorded(resource, "type"),
      values: targets.length > 0 ? targets : (records ?? []).toSorted(),
      alias: targets.length > 0,
    };
  });

/** Looks up one record in Route 53. @returns undefined when it does not exist */
export async function recordIn(
  { aws }: Pick<Subject, "aws">,
  zoneId: string,
  { name, type }: Pick<ZoneRecord, "name" | "type">,
): Promise<ZoneRecord | undefined> {
  const route53 = await aws.client(route53Client);
  const { ResourceRecordSets: [found] = [] } = await route53.listResourceRecordSets({
    HostedZoneId: zoneId,
    StartRecordName: name,
    StartRecordType: type as "A",
    MaxItems: 1,
  });
  // Route 53 returns the next existing record when this one does not exist.
  if (found?.Type !== type || bare(found.Name ?? "") !== name) return undefined;
  const { AliasTarget, ResourceRecords = [] } = found;
  const values = ResourceRecords.map(({ Value = "" }) => Value).sort();
  return AliasTarget
    ? { name, type, values: [bare(AliasTarget.DNSName ?? "")], alias: true }
    : { name, type, values, alias: false };
}

/** A name in its usual form: without the final dot, and with `*` for Route 53's \052. */
const bare = (name: string): string => name.replace(/\.$/, "").replaceAll("\\052", "*");

/** A record as text, e.g. `www.mydomain.com CNAME mydomain.com`. */
export const recordText = ({ name, type, values, alias }: ZoneRecord): string =>
  `${name} ${alias ? "alias" : type} ${values.join(", ")}`;

/** @throws Failure unless Route 53 has all of the lab's records unchanged */
export async function expectRecords(subject: Subject, zoneId: string): Promise<string> {
  const wanted = recordsOf(subject.lab);
  const wrong = await Promise.all(
    wanted.map(async (record) => {
      const found = await recordIn(subject, zoneId, record);
      if (!found) return `${record.name} has no ${record.type} record`;
      const [seen, should] = [recordText(found), recordText(record)];
      return seen === should ? undefined : `the record is ${seen}, not ${should}`;
    }),
  );
  const seen = wrong.filter((text) => text !== undefined);
  expect(seen.length === 0, seen.join("; "));
  return wanted.map(recordText).join("; ");
}
