import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Aws } from "../../aws/clients.ts";
import { kmsClient } from "../../aws/kms/client.ts";
import { ssmClient } from "../../aws/ssm/client.ts";
import { deleteConfirmed } from "../../classroom/gateway/gateway.ts";
import { StackGate } from "../../classroom/gateway/stack-gate.ts";
import { type Held, Ledger } from "../../classroom/record/ledger.ts";
import type { Leftover } from "../../classroom/search/leftover.ts";
import { type Emulator, stopEmulator } from "../../engine/emulator/emulator.ts";
import { inventory } from "../../engine/emulator/inventory.ts";
import { ACCOUNT } from "../support/engine/emulated-aws.ts";
import { type Ground, layGround, ORPHANS } from "../support/engine/orphans.ts";
import { FakeKeeper, FakeStack, IDENTITY } from "../support/fakes/fake-stack.ts";
import { inOrder } from "../support/processes/in-order.ts";
import { startStrictEmulator } from "../support/strict-emulator.ts";

const SEOUL = "ap-northeast-2";
const TOKYO = "ap-northeast-1";
const silent = () => undefined;

const tagsOf = (tags: Readonly<Record<string, string>>) =>
  Object.entries({ ...tags, lab: "ami" }).map(([Key, Value]) => ({ Key, Value }));

const OURS = tagsOf({ "class-id": IDENTITY.id ?? "", class: "aws-class", environment: "dev" });
/** Of another class, of another stack of the same class, and of a class of the same name on another backend. */
const OTHERS = [
  tagsOf({ class: "other-class", environment: "dev" }),
  tagsOf({ class: "aws-class", environment: "prod" }),
  tagsOf({ "class-id": "zzzzzzzz2345", class: "aws-class", environment: "dev" }),
];

/** Ids that AWS gives once; the others are names, which somebody else may have later. */
const GIVEN_ONCE = /^(vol|ami|snap|eipalloc|eni|key)-/;

const YEAR_BEFORE = "2020-01-01T00:00:00Z";

describe("leftovers", function () {
  inOrder();
  const folder = mkdtempSync(path.join(os.tmpdir(), "leftovers-test-"));
  const keeper = new FakeKeeper({ identity: IDENTITY, ledger: new Ledger([]) });
  let emulator: Emulator;
  let aws: Aws;
  let innocent: readonly string[];

  const record = (held: readonly Held[]) => keeper.add({ ledger: new Ledger(held) });
  const gate = () => {
    const open = { identity: IDENTITY, stack: new FakeStack().pulumi, aws };
    return new StackGate(open, keeper, { report: silent, account: ACCOUNT });
  };
  const shown = async (): Promise<readonly Leftover[]> => {
    const { found, unseen } = await gate().look();
    assert.deepEqual(unseen, []);
    return found;
  };
  /** Kinds of what is found, with how many there are of each. */
  const counted = (found: readonly Leftover[]): Record<string, number> =>
    Object.fromEntries(
      [...Map.groupBy(found, ({ kind }) => kind)].map(([kind, its]) => [kind, its.length]),
    );

  const clean = async (report: (line: string) => void) =>
    deleteConfirmed(await shown(), gate(), { report, sleep: () => Promise.resolve() });

  before(async () => {
    ({ emulator } = await startStrictEmulator(folder, silent));
    aws = new Aws({ region: SEOUL, env: emulator.env });
    const grounds = [await layGround(aws, SEOUL), await layGround(aws, TOKYO)] as const;
    const plant = async (ground: Ground, prefix: string, tags: typeof OURS): Promise<Held[]> => {
      const planted: Held[] = [];
      const times = { created: new Date().toISOString(), seen: new Date().toISOString() };
      for (const [at, make] of Object.values(ORPHANS).entries()) {
        const source = await make(ground, `${prefix}-${at}`, tags);
        planted.push({ ...source, ...times, account: ACCOUNT, region: ground.region });
      }
      return planted;
    };
    await plant(grounds[0], "innocent-seoul", []);
    await plant(grounds[1], "innocent-tokyo", []);
    for (const [at, tags] of OTHERS.entries()) {
      // Their names are in our record, of a class long ago: somebody has taken them up.
      const taken = await plant(grounds[0], `taken-${at}`, tags);
      await record(
        taken
          .map(({ ids, ...its }) => ({ ...its, ids: ids.filter((id) => !GIVEN_ONCE.test(id)) }))
          .filter(({ type }) => !/ami|image/i.test(type))
          .map((its) => ({ ...its, created: YEAR_BEFORE, seen: YEAR_BEFORE })),
      );
    }
    innocent = await inventory(emulator);
    await plant(grounds[0], "tagged", OURS);
    await record(await plant(grounds[1], "recorded", []));
  });

  after(async () => {
    await stopEmulator(folder);
    rmSync(folder, { recursive: true });
  });

  it("are found, each kind by tags in one region and by the record in the other", async () => {
    assert.ok(Object.keys(ORPHANS).length >= 12);
    const found = await shown();
    const standings = Object.groupBy(found, ({ standing }) => standing);
    const places = (its: readonly Leftover[] = []) => [...new Set(its.map(({ region }) => region))];
    assert.deepEqual(places(standings.proven), [TOKYO]);
    assert.deepEqual(places(standings.claimed), [SEOUL]); // tags alone want a yes of their own
    assert.deepEqual(counted(found), {
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
    assert.deepEqual(await shown(), []);
    assert.deepEqual(await inventory(emulator), innocent);
  });

  it("are no KMS keys that AWS counts down, whether the record names them or not", async () => {
    const kms = await aws.client(kmsClient, TOKYO);
    const Tags = OURS.map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value }));
    const { KeyMetadata } = await kms.createKey({ Tags });
    assert.deepEqual(counted(await shown()), { "KMS key": 1 });
    assert.equal((await clean(silent)).clean, true);
    const { KeyMetadata: after } = await kms.describeKey({ KeyId: KeyMetadata?.KeyId });
    assert.equal(after?.KeyState, "PendingDeletion");
    assert.deepEqual(await shown(), []);
  });

  it("of a kind that has no finder are told with the way to delete them", async () => {
    const ssm = await aws.client(ssmClient, TOKYO);
    await ssm.putParameter({ Name: "orphan", Value: "1", Type: "String", Tags: OURS });
    const end = await clean(silent);
    assert.equal(end.clean, false);
    assert.match(end.stuck[0]?.reason ?? "", /Tag Editor, region ap-northeast-1/);
  });
});
