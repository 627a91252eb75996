import type { KeyMetadata, KMS } from "@aws-sdk/client-kms";
import { all, type Finder, type Tags } from "../contract/finder.ts";
import { SNAPSHOT } from "../ebs/types.ts";
import { isAbsence } from "../errors.ts";
import { TOPIC } from "../sns/types.ts";
import { kmsClient } from "./client.ts";
import { keyCharge } from "./price.ts";
import { KEY } from "./types.ts";

/** The least that AWS takes. */
const WAITING_DAYS = 7;

/** AWS deletes no key at once: it counts down these by itself, and they cost nothing. */
const SCHEDULED = ["PendingDeletion", "PendingReplicaDeletion"];

/** The account's own keys that are not scheduled for deletion; AWS's are in the same list. */
export const keys: Finder = {
  kind: "KMS key",
  types: [KEY],
  arns: ["kms:key"],
  after: [SNAPSHOT, TOPIC],
  async find({ client }) {
    const kms = await client(kmsClient);
    const listed = await all(kms.paginateListKeys({}), ({ Keys }) => Keys);
    const known = await Promise.all(listed.map(({ KeyId = "" }) => describe(kms, KeyId)));
    return known
      .filter((key) => key !== undefined)
      .filter(({ KeyManager }) => KeyManager === "CUSTOMER")
      .filter(({ KeyState = "" }) => !SCHEDULED.includes(KeyState))
      .map(({ KeyId = "", Arn, Description, CreationDate }) => ({
        id: KeyId,
        arn: Arn,
        name: Description === "" ? undefined : Description,
        tags: () => tagsFor(kms, KeyId),
        createdAt: CreationDate,
        charges: [keyCharge],
        remove: () => kms.scheduleKeyDeletion({ KeyId, PendingWindowInDays: WAITING_DAYS }),
      }));
  },
};

/** @returns undefined when the key is gone since it was listed */
async function describe(kms: KMS, KeyId: string): Promise<KeyMetadata | undefined> {
  try {
    return (await kms.describeKey({ KeyId })).KeyMetadata;
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}

async function tagsFor(kms: KMS, KeyId: string): Promise<Tags> {
  const tags = await all(kms.paginateListResourceTags({ KeyId }), ({ Tags: found }) => found);
  return Object.fromEntries(tags.map(({ TagKey = "", TagValue = "" }) => [TagKey, TagValue]));
}
