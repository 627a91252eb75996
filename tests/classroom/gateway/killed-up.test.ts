import assert from "node:assert/strict";
import { StackGate } from "../../../classroom/gateway/stack-gate.ts";
import { interruptedIn } from "../../../classroom/record/interrupted.ts";
import { fakeAws } from "../../support/fakes/fake-aws.ts";
import { ACCOUNT, FakeKeeper, FakeStack, IDENTITY } from "../../support/fakes/fake-stack.ts";
import { interruptedState, pendingOperation } from "../../support/fakes/interrupted.ts";

describe("the gate to what a stack has left, after a killed up", () => {
  it("does not see what a killed up was making: it names each, and says how to end that", async () => {
    const urn = (type: string) => `urn:pulumi:dev::class::class:lab:x$${type}::disk`;
    const operation = (kind: string, type: string) => ({
      resource: { urn: urn(type) },
      type: kind,
    });
    const stack = new FakeStack();
    stack.export = () =>
      Promise.resolve({
        deployment: {
          pending_operations: [
            operation("creating", "aws:ebs/volume:Volume"),
            operation("updating", "aws:ec2/vpc:Vpc"),
            operation("creating", "random:index/id:Id"),
          ],
        },
      });
    const open = { identity: IDENTITY, stack: stack.pulumi, aws: fakeAws({}) };
    const options = { report: () => undefined, account: ACCOUNT };
    const { found, unseen } = await new StackGate(open, new FakeKeeper(), options).look();
    assert.deepEqual(
      [found, unseen.map(({ kind, region, passing }) => [kind, region, passing])],
      [[], [["Volume disk", "ap-northeast-2", false]]],
    );
    assert.match(
      unseen[0]?.reason ?? "",
      /may therefore exist.*npm run pulumi -- refresh --clear-pending-creates --yes --stack dev$/,
    );
  });

  it("finds what a killed up was making by its name, and knows it after the state was written again", async () => {
    const name = "s3-bucket-152af06";
    const inputs = { __defaults: ["bucket"], bucket: name };
    const operation = pendingOperation("aws:s3/bucket:Bucket", inputs);
    const killed = "2026-11-25T09:00:00Z";
    const keeper = new FakeKeeper({
      ledger: await interruptedIn(interruptedState(killed, [operation]), IDENTITY.region),
    });
    const stack = new FakeStack();
    stack.export = () => Promise.resolve(interruptedState("2026-12-01T09:00:00Z", [operation]));
    const lookAt = (CreationDate: string | undefined) => {
      const Buckets =
        CreationDate === undefined
          ? []
          : [{ Name: name, BucketRegion: IDENTITY.region, CreationDate: new Date(CreationDate) }];
      const aws = fakeAws({ paginateListBuckets: () => ({ Buckets }) });
      const open = { identity: IDENTITY, stack: stack.pulumi, aws };
      const options = { report: () => undefined, account: ACCOUNT };
      return new StackGate(open, keeper, options).look();
    };
    const standings = async (date: string) =>
      (await lookAt(date)).found.map(({ id, standing }) => [id, standing]);
    assert.deepEqual(await standings("2026-11-25T09:01:00Z"), [[name, "proven"]]);
    // The name is in the state for everybody to read from then on.
    assert.deepEqual(await standings("2026-12-01T09:00:00Z"), [[name, "claimed"]]);
    assert.deepEqual(await lookAt(undefined), { found: [], unseen: [] });
  });
});
