import { interruptedState, pendingOperation } from "../../support/fakes/interrupted.ts";
import { awsError } from "../../support/fakes/fake-account.ts";
import type { Attack } from "./attack.ts";
import { held, MADE, World } from "./world.ts";

const NAME = "s3-bucket-152af06";
const OF_PULUMI = { __defaults: ["bucket"], bucket: NAME };

/** A class whose `up` was killed while it created a bucket, before that had tags. */
function killed(
  inputs: Readonly<Record<string, unknown>>,
  bucket: { readonly created: string; readonly tags?: Readonly<Record<string, string>> },
): World {
  const world = new World().record(held("vol-own"));
  const state = interruptedState(MADE, [pendingOperation("aws:s3/bucket:Bucket", inputs)]);
  world.stack.export = () => Promise.resolve(state);
  const Name = inputs.bucket;
  const there = { Name, BucketRegion: "ap-northeast-2", CreationDate: new Date(bucket.created) };
  world.answers = {
    paginateListBuckets: () => ({ Buckets: world.deleted.length === 0 ? [there] : [] }),
    getBucketTagging: () => {
      if (bucket.tags === undefined) throw awsError("NoSuchTagSet");
      return { TagSet: Object.entries(bucket.tags).map(([Key, Value]) => ({ Key, Value })) };
    },
    deleteBucket: () => void world.deleted.push(String(Name)),
  };
  return world;
}

/** By a killed `up`, whose resources have no tags yet, and by who reads its state. */
export const OF_INTERRUPTIONS: readonly Attack[] = [
  {
    name: "up is killed while it creates a bucket",
    world: () => killed(OF_PULUMI, { created: MADE }),
    deletes: [NAME],
    says: /Clean/,
  },
  {
    name: "up is killed while it creates a bucket, which somebody has made with that name since then",
    world: () => killed(OF_PULUMI, { created: "2026-11-30T09:00:00Z" }),
    says: /Not certain[\s\S]*pulumi up was killed while it created it; it was changed later/,
  },
  {
    name: "up is killed while it creates a bucket that the settings name, and that is the school's own",
    world: () => killed({ bucket: "our-school.test" }, { created: "2025-01-01T09:00:00Z" }),
    says: /Clean/,
  },
  {
    name: "up is killed while it creates a bucket that the settings name, and a colleague has just made",
    world: () => killed({ bucket: "our-school.test" }, { created: MADE }),
    says: /Not certain[\s\S]*our-school\.test.*its name is one of the settings/,
  },
  {
    name: "up is killed while it creates a bucket, which a student tags as another class's",
    world: () => killed(OF_PULUMI, { created: MADE, tags: { "class-id": "zzzzzzzz2345" } }),
    says: /Not certain[\s\S]*in the record, tagged as another's/,
  },
  {
    name: "up is killed while it creates a bucket, and buckets cannot be listed",
    world: () => {
      const world = killed(OF_PULUMI, { created: MADE });
      const paginateListBuckets = () => {
        throw awsError("AccessDenied");
      };
      world.answers = { ...world.answers, paginateListBuckets };
      return world;
    },
    says: /Bucket its in ap-northeast-2: pulumi up was killed.*may therefore exist/,
  },
];
