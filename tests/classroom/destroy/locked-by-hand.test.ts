import assert from "node:assert/strict";
import { consentByPrompt } from "../../../classroom/destroy/ask-by-hand.ts";
import { removeByHand } from "../../../classroom/destroy/by-hand.ts";
import type { Leftover } from "../../../classroom/search/leftover.ts";
import type { LockedByHand } from "../../../classroom/search/locked-resources.ts";
import { FakeAccount } from "../../support/fakes/fake-account.ts";
import { agreed, made } from "./agreeing.ts";

describe("what was made by hand, and locked", () => {
  const one = made("subnet-1");
  const [server, other] = [made("i-1"), made("i-2")];
  const lockOn = (found: Leftover): LockedByHand => ({
    resource: {
      ...{ type: "aws:ec2/instance:Instance", outputs: {} },
      name: found.id,
      id: found.id,
      found,
    },
    ...{ lock: "termination protection", lift: nothing, restore: nothing },
  });
  const nothing = () => Promise.resolve();
  const found = { inside: [one, server, other] };
  const locked = [lockOn(server), lockOn(other)];

  it("is shown with its lock, and refused at once where no lock may be lifted", async () => {
    const lines: string[] = [];
    const report = (line: string) => void lines.push(line);
    await assert.rejects(agreed(found, true, { locked, report }), {
      message:
        /^AWS does not delete these\. Nothing was destroyed:\n {2}i-1 \(Instance i-1\): termination protection\n {2}i-2.*\n.*\n.*--yes-delete-protected/,
    });
    assert.match(lines.join("\n"), /i-1 .*in vpc-1; by minji; has termination protection/);
  });

  it("is nothing else of the same id, in another region or of another kind", async () => {
    const inside = [server, { ...server, region: "ap-northeast-1" }, { ...server, kind: "volume" }];
    const { said } = await agreed({ inside }, false, { locked: [lockOn(server)] });
    assert.equal(said.split("has termination protection").length, 2);
  });

  it("is removed with its lock where locks may be lifted", async () => {
    const { result, lifted } = await agreed(found, true, { locked, deleteProtected: true });
    assert.deepEqual([result, lifted], [[one, server, other], locked]);
  });

  it("stays, alone, where what is locked is spared", async () => {
    const { result, lifted } = await agreed(found, true, { locked, spareProtected: true });
    assert.deepEqual([result, lifted], [[one], []]);
  });

  it("is no matter where nobody has agreed to remove it", async () => {
    assert.deepEqual((await agreed(found, false, { locked })).result, []);
  });

  it("is unlocked before it is removed", async () => {
    const account = new FakeAccount().add("i-1");
    const [shown = server] = account.shown;
    const unlock = () => Promise.resolve(account.log.push("unlock"));
    const lines: string[] = [];
    await removeByHand({ found: [shown], locked: [{ ...lockOn(shown), lift: unlock }] }, account, {
      report: (line) => void lines.push(line),
      sleep: nothing,
    });
    assert.deepEqual(account.log, ["unlock", "i-1"]);
    assert.match(lines.join("\n"), /i-1 \(i-1\): switched termination protection off/);
  });
});

describe("what an AWS service has made in the class's network", () => {
  const { remove, ...eni } = made("eni-1");
  const its: Leftover = { ...eni, kind: "network interface", byHand: "made by amazon-elb" };

  it("is shown apart, with what to do", async () => {
    const { said } = await agreed({ inside: [made("subnet-1"), its] });
    assert.match(
      said,
      /Made by hand in the class's[\s\S]*subnet-1[\s\S]*\nNot removed by this command, and AWS deletes the class's resources only after these:[\s\S]*eni-1[\s\S]*\n {2}fix: /,
    );
    assert.equal(await remove?.(() => Promise.resolve()), undefined);
  });

  it("ends a down that nobody has told to go on, before a question that cannot help", async () => {
    const nobody = () => assert.fail("nobody is asked");
    const call = "npm run down -- --remove-foreign";
    await assert.rejects(consentByPrompt(false, call, nobody)([made("subnet-1"), its]), {
      message:
        /^Nothing was destroyed: 1 resource of others would keep resources of the class.*\n.*run npm run down -- --remove-foreign: it destroys the class except what they keep/,
    });
    assert.equal(await consentByPrompt(true, call, nobody)([its]), true);
  });
});
