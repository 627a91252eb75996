import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Aws } from "../../aws/clients.ts";
import { kmsClient } from "../../aws/kms/client.ts";
import { ssmClient } from "../../aws/ssm/client.ts";
import { leftoversUntilClean } from "../../classroom/search/deleting.ts";
import { findLeftovers, type Search } from "../../classroom/search/find-leftovers.ts";
import { type Held, Ledger } from "../../classroom/stack/ledger.ts";
import { type Emulator, startEmulator, stopEmulator } from "../../engine/emulator/emulator.ts";
import { inventory } from "../../engine/emulator/inventory.ts";
import { type Ground, layGround, ORPHANS } from "../support/engine/orphans.ts";

const SEOUL = "ap-northeast-2";
const TOKYO = "ap-northeast-1";
const silent = () => undefined;

const tagsOf = (className: string, environment: string) =>
  Object.entries({ class: className, environment, lab: "ami" }).map(([Key, Value]) => ({
    Key,
    Value,
  }));

const OURS = tagsOf("aws-class", "dev");
/** Of another class, and of another stack of the same class. */
const OTHERS = [tagsOf("other-class", "dev"), tagsOf("aws-class", "prod")];

describe("leftovers", function () {
  this.bail(true); // each goes on from what the one before has left
  const folder = mkdtempSync(path.join(os.tmpdir(), "leftovers-test-"));
  const held: Held[] = [];
  let emulator: Emulator;
  let aws: Aws;
  let innocent: readonly string[];

  const search = (): Search => ({
    aws,
    regions: [SEOUL, TOKYO],
    claim: {
      className: "aws-class",
      environment: "dev",
      ledger: new Ledger(held),
      present: new Ledger([]),
    },
    remember: (found) => {
      held.push(...found.held);
    },
  });
  /** Kinds of what is found, with how many there are of each. */
  const found = async (): Promise<Record<string, number>> => {
    const { found, unseen } = await findLeftovers(search());
    assert.deepEqual(unseen, []);
    return Object.fromEntries(
      [...Map.groupBy(found, ({ kind }) => kind)].map(([kind, its]) => [kind, its.length]),
    );
  };

  const clean = (report: (line: string) => void) =>
    leftoversUntilClean(search(), { deleting: true, report, sleep: () => Promise.resolve() });

  before(async () => {
    ({ emulator } = await startEmulator(folder, silent));
    aws = new Aws({ region: SEOUL, env: emulator.env });
    const grounds = [await layGround(aws, SEOUL), await layGround(aws, TOKYO)] as const;
    const plant = async (ground: Ground, prefix: string, tags: typeof OURS): Promise<Held[]> => {
      const planted: Held[] = [];
      for (const [at, make] of Object.values(ORPHANS).entries())
        planted.push({ ...(await make(ground, `${prefix}-${at}`, tags)), region: ground.region });
      return planted;
    };
    await plant(grounds[0], "innocent-seoul", []);
    await plant(grounds[1], "innocent-tokyo", []);
    for (const [at, tags] of OTHERS.entries())
      // Their names are in our ledger: somebody has taken them up.
      held.push(...(await plant(grounds[0], `taken-${at}`, tags)));
    innocent = await inventory(emulator);
    await plant(grounds[0], "tagged", OURS);
    held.push(...(await plant(grounds[1], "recorded", [])));
  });

  after(async () => {
    await stopEmulator(folder);
    rmSync(folder, { recursive: true });
  });

  it("are found, each kind by tags in one region and by the ledger in the other", async () => {
    assert.ok(Object.keys(ORPHANS).length >= 12);
    assert.deepEqual(await found(), {
      "Auto Scaling group": 2,
      "Elastic IP": 2,
      "database snapshot": 2,
      "image (AMI)": 2,
      "key pair": 2,
      "log group": 2,
      "network interface": 2,
      bucket: 4,
      instance: 1, // of the tagged group, whose tags it has
      snapshot: 6, // two, two of images, two of images that are gone
      volume: 4, // two, and two of the snapshots
    });
  });

  it("are all deleted, although a run was cut off after the images, before their snapshots", async () => {
    const cutOff = (line: string): void => {
      if (line.includes("image (AMI)")) throw new Error("cut off");
    };
    await assert.rejects(clean(cutOff), /cut off/);
    const end = await clean(silent);
    assert.deepEqual([end.clean, end.stuck], [true, []]);
  });

  it("are all gone, and nothing of anybody else's", async () => {
    assert.deepEqual(await found(), {});
    assert.deepEqual(await inventory(emulator), innocent);
  });

  it("are no KMS keys that AWS counts down, whether a ledger names them or not", async () => {
    const kms = await aws.client(kmsClient, TOKYO);
    const Tags = OURS.map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value }));
    const { KeyMetadata } = await kms.createKey({ Tags });
    assert.deepEqual(await found(), { "KMS key": 1 });
    assert.equal((await clean(silent)).clean, true);
    const { KeyMetadata: after } = await kms.describeKey({ KeyId: KeyMetadata?.KeyId });
    assert.equal(after?.KeyState, "PendingDeletion");
    held.length = 0; // what a search that ends clean forgets
    assert.deepEqual(await found(), {});
  });

  it("of a kind that has no finder are told with the way to delete them", async () => {
    const ssm = await aws.client(ssmClient, TOKYO);
    await ssm.putParameter({ Name: "orphan", Value: "1", Type: "String", Tags: OURS });
    const end = await clean(silent);
    assert.equal(end.clean, false);
    assert.match(end.stuck[0]?.reason ?? "", /Tag Editor, region ap-northeast-1/);
  });
});
