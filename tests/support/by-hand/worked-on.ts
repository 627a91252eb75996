import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Aws } from "../../../aws/clients.ts";
import { ByHandGate } from "../../../classroom/gateway/by-hand-gate.ts";
import { LocalFolder } from "../../../classroom/local/local-folder.ts";
import { localStack } from "../../../classroom/local/local-stack.ts";
import { heldResources } from "../../../classroom/pulumi/deployed-class.ts";
import { keeperOf } from "../../../classroom/record/keeper-of.ts";
import { identityOfStack } from "../../../classroom/stack/without-settings.ts";
import { runningEmulator, stopEmulator } from "../../../engine/emulator/emulator.ts";
import { findEngine } from "../../../engine/engine.ts";
import { Command } from "../engine/command.ts";
import { goesDown } from "../engine/goes-down.ts";
import { INSIDE } from "./deeds.ts";
import { ATTACHED, CHANGED, deleteOwn } from "./left-behind.ts";
import { idIn } from "./scene.ts";
import { keptModels, strictEmulator } from "../strict-emulator.ts";
import { inOrder } from "../processes/in-order.ts";

/** A class of `labs`, as a user meets it: by the commands alone, but for what people have made by hand. */
export function workedOnByHand(labs: readonly string[], timeout: string): void {
  describe(`a class of ${labs.length} labs on which people have worked by hand`, function () {
    this.timeout(timeout);
    this.retries(0);
    inOrder();
    strictEmulator();
    const folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-by-hand-"));
    after(async () => {
      await stopEmulator(folder); // of a run that failed
      rmSync(folder, { recursive: true });
    });

    const run = (...args: string[]) => new Command(folder, args).end();
    const quiet = () => undefined;

    async function open() {
      const emulator = await runningEmulator(folder, { report: quiet });
      assert.ok(emulator);
      const local = new LocalFolder(folder);
      const stack = localStack(await findEngine(quiet), emulator, local);
      const keeper = await keeperOf(stack, local);
      const identity = await identityOfStack(stack, keeper, local.settings);
      const aws = new Aws({ region: identity.region, env: emulator.env });
      const gate = new ByHandGate({ identity, stack, aws }, keeper, {
        check: () => Promise.resolve(),
      });
      return { stack, aws, gate };
    }

    it("comes up, and nothing in it looks made by hand", async () => {
      const { code, said } = await run("up", "--labs", labs.join(","));
      assert.equal(code, 0, said);
      const { gate } = await open();
      assert.deepEqual(await gate.find(), { inside: [], attached: [], unseen: [] });
    });

    it("is worked on", async () => {
      const { stack, aws } = await open();
      const scene = { aws, id: idIn(heldResources(await stack.export())) };
      for (const [what, deed] of Object.entries({ ...INSIDE, ...ATTACHED, ...CHANGED }))
        await deed(scene).catch((error: unknown) => {
          throw new Error(what, { cause: error });
        });
    });

    it("is not destroyed while something is locked, and says at once what", async () => {
      const { code, said } = await run("down", "--yes");
      assert.equal(code, 1);
      assert.match(said, /AWS does not delete these\. Nothing was destroyed:/);
      assert.match(said, /\(Table UserLeaderboard\): deletion protection/);
      assert.match(said, /linux-server \(Instance i-\w+\): termination protection/);
      assert.match(said, /cloudformation-ec2\/Server \(Instance i-\w+\): termination protection/);
    });

    it("is not destroyed before somebody has agreed to what else goes, and shows it", async () => {
      const { code, said } = await run("down", "--yes", "--yes-delete-protected");
      assert.equal(code, 1);
      for (const line of [
        /^policy +arn:aws:iam::aws:policy\/ReadOnlyAccess \(linux-server-.*on Role/m,
        /^inline policy +by-hand \(linux-server-/m,
        /^member +guest .*on Group/m,
        /^mount target +fsmt-.*on FileSystem/m,
        /^rule of sg-\w+ +sgr-.*on SecurityGroup/m,
        /^Beanstalk environment +by-hand .*in application/m,
        /^database +by-hand .*in vpc-/m,
        /^database +by-hand-writer .*in vpc-/m,
        /^database cluster +by-hand-aurora .*in vpc-.*; has deletion protection/m,
        /^database cluster snapshot +of-a-cluster .*backup of database cluster cluster-/m,
        /^NAT gateway +nat-.*in vpc-/m,
        /^VPC endpoint .*in vpc-/m,
        /^policy +arn:aws:iam::aws:policy\/ReadOnlyAccess \(cloudformation-ec2-.*on Role/m,
        /^instance +i-.*in vpc-.*; has termination protection/m,
        /^load balancer +by-hand .*in vpc-/m,
        /^classic load balancer +by-hand-classic .*in vpc-/m,
        /^network interface +eni-.*in vpc-/m,
        /^subnet +subnet-.*in vpc-/m,
        /^security group +by-hand .*in vpc-/m,
        /^security group +on-a-server .*in vpc-/m,
        /^network ACL +acl-.*in vpc-/m,
        /^EC2 Instance Connect Endpoint +eice-.*in vpc-/m,
        /^egress-only internet gateway +eigw-.*in vpc-/m,
        /^carrier gateway +cagw-.*in vpc-/m,
        /^VPN gateway +vgw-.*in vpc-/m,
        /^transit gateway attachment +tgw-attach-.*in vpc-/m,
        /^replication +fs-\w+ to fs-.*on FileSystem fs-\w+; file system fs-\w+ stays/m,
        /^file system \(EFS\) +fs-.*replica of fs-/m,
        /^volume +vol-.*attached to i-/m,
        /^Elastic IP .*associated with i-/m,
        /^Elastic IP .*associated with nat-/m,
      ])
        assert.match(said, line);
      assert.match(said, /Nothing was destroyed: \d+ resources made by hand block the destroy/);
      assert.match(said, /npm run down -- --yes --yes-delete-protected --remove-foreign/);
    });

    it("is destroyed then, all but what was attached to it, which is found again", async () => {
      const { code, said } = await run(
        ...["down", "--yes", "--yes-delete-protected", "--remove-foreign"],
      );
      assert.doesNotMatch(said, /are stuck|not removed|try 2 of/);
      assert.match(said, /Not certain[\s\S]*was attached to i-[\s\S]*was associated with/);
      assert.match(said, /Not clean: \d left over/);
      assert.equal(code, 1);
    });

    it("ends clean once that is deleted, too; what people have elsewhere is left alone", async () => {
      const deletes = ["leftovers", "--delete", "--yes", "aws-class", "--uncertain"];
      const { said: refused } = await run(...deletes, "local:0:00000000");
      const [, uncertain = ""] = /to be deleted: --uncertain (\S+)/.exec(refused) ?? [];
      const { code, said } = await run(...deletes, uncertain);
      assert.equal(code, 0, said);
      await deleteOwn((await open()).aws);
      await goesDown(folder);
      keptModels(folder);
    });
  });
}
