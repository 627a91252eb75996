import type { KMS } from "@aws-sdk/client-kms";
import { all, each, type Finder, type Tags } from "../contract/finder.ts";
import { SNAPSHOT } from "../ebs/types.ts";
import { TOPIC } from "../sns/types.ts";
import { kmsClient } from "./client.ts";
import { keyCharge } from "./price.ts";
import { KEY } from "./types.ts";

/** The shortest waiting period that AWS accepts. */
const WAITING_DAYS = 7;

/** AWS does not delete a key immediately: keys in these states are deleted after a waiting period, and cost nothing. */
const SCHEDULED = ["PendingDeletion", "PendingReplicaDeletion"];

/** The account's own keys that are not scheduled for deletion; the list also has AWS managed keys. */
export const keys: Finder = {
  kind: "KMS key",
  types: [KEY],
  arns: ["kms:key"],
  after: [SNAPSHOT, TOPIC],
  async find({ client }) {
    const kms = await client(kmsClient);
    const listed = await all(kms.paginateListKeys({}), ({ Keys }) => Keys);
    return each(
      listed,
      ({ KeyId = "" }) => KeyId,
      async ({ KeyId: listedId = "" }) => {
        const { KeyMetadata: key } = await kms.describeKey({ KeyId: listedId });
        if (key?.KeyManager !== "CUSTOMER" || SCHEDULED.includes(key.KeyState ?? ""))
          return undefined;
        const { KeyId = "", Arn, Description, CreationDate } = key;
        return {
          id: KeyId,
          arn: Arn,
          name: Description === "" ? undefined : Description,
          tags: () => tagsFor(kms, KeyId),
          createdAt: CreationDate,
          charges: [keyCharge],
          remove: () => kms.scheduleKeyDeletion({ KeyId, PendingWindowInDays: WAITING_DAYS }),
        };
      },
    );
  },
};

async function tagsFor(kms: KMS, KeyId: string): Promise<Tags> {
  const tags = await all(kms.paginateListResourceTags({ KeyId }), ({ Tags: found }) => found);
  return Object.fromEntries(tags.map(({ TagKey = "", TagValue = "" }) => [TagKey, TagValue]));
}
