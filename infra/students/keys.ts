import { z } from "zod";
import { vpcBlock } from "../../labs/contract/cidr-settings.ts";
import { domainName } from "../../labs/contract/settings.ts";
import { matching } from "../../labs/contract/text-setting.ts";

/** A student's id: used in short names, in tags, in addresses. */
export const studentId = () =>
  matching(/^[a-z][a-z0-9]{0,7}$/, {
    reason: "not a student's id: a small letter, then up to 7 small letters and digits",
    fix: "write an id such as s01",
  });

/** An AWS id, as exported by the class's stack. */
const awsId = (prefix: string) =>
  matching(new RegExp(`^${prefix}-[0-9a-z]+$`), {
    reason: `not the id of a ${prefix}`,
    fix: "to write it from the class's stack: npm run class -- open ROSTER --class NAME",
  });

const text = z.string().min(1).max(256);

/** The values that a student's stack gets from the class's stack; it needs neither that stack's state nor its passphrase. */
export const sharedParts = z.strictObject({
  network: z.strictObject({
    vpcId: awsId("vpc"),
    cidrBlock: vpcBlock(),
    publicSubnetIds: z.array(awsId("subnet")).min(2),
    privateSubnetIds: z.array(awsId("subnet")).min(2),
  }),
  /** The group of the class's students. */
  groupName: text,
  /** The permissions boundary of every student. */
  boundaryArn: text,
  /** Zones of the class in which the domains of students are delegated. */
  zones: z
    .array(
      z.strictObject({
        domain: domainName(),
        zoneId: matching(/^[A-Z0-9]{1,32}$/, {
          reason: "not the id of a hosted zone",
          fix: "to write it from the class's stack: npm run class -- open ROSTER --class NAME",
        }),
      }),
    )
    .optional(),
});

export type Shared = z.output<typeof sharedParts>;
