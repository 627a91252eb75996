import assert from "node:assert/strict";
import { once } from "node:events";
import { Aws } from "../../../aws/clients.ts";
import { ec2Client } from "../../../aws/ec2/client.ts";
import { inventory } from "../../../engine/emulator/inventory.ts";
import { commandLine, gone, isLanguageHost, kill } from "../../support/engine/class-processes.ts";
import { RemoteClass } from "./remote-class.ts";
import { inOrder } from "../../support/processes/in-order.ts";

const UP = ["up", "--yes", "--stack", "dev", "--expires", "8h"];
const DOWN = ["down", "--yes", "--stack", "dev"];
const CLEAR = "npm run pulumi -- refresh --clear-pending-creates --yes --stack *";

describe("a stack on a backend of one's own that is killed, or locked by a student", function () {
  this.timeout("5m");
  inOrder();
  let stack: RemoteClass;
  /** What the last command said that was refused. */
  let refused: string;
  before(async () => {
    // What these have is tagged when it is created; half-made.test.ts has what is not.
    stack = await RemoteClass.start({ "class:labs": { "linux-server": true } });
    stack.pulumi("stack", "init", "dev");
  });
  after(async () => {
    for (const each of stack.processes) kill(each);
    await stack.stop();
  });

  it("keeps the lock of an up that was killed with its Pulumi: down says so at its first try", async () => {
    const up = stack.start(...UP, "--verbose");
    let said = "";
    await new Promise<void>((resolve) => {
      // Whoever stopped reading would end Pulumi by that.
      up.stdout.on("data", (chunk) => {
        said += String(chunk);
        if (said.includes("Vpc network creating")) resolve();
      });
      up.once("exit", () => {
        resolve();
      });
    });
    up.kill("SIGKILL");
    const engines = stack.processes.filter((each) => /pulumi (up|preview)/.test(commandLine(each)));
    assert.equal(engines.length, 1, said);
    for (const each of engines) {
      kill(each);
      await gone(each);
    }
    if (up.exitCode === null && up.signalCode === null) await once(up, "exit");
    const { status, stdout, stderr } = stack.call(...DOWN);
    assert.equal(status, 1, stdout);
    refused = stdout + stderr;
    assert.doesNotMatch(refused, /try 2 of|are stuck/);
  });

  it("goes down after the cancel that it prints, and nothing outlives it", async () => {
    await stack.paste("npm run pulumi -- cancel --yes --stack *", refused);
    const { status, stdout, stderr } = stack.call(...DOWN);
    // What was under way when it was killed may have been made, or not: it is named, and only its tags say whose it is.
    if (status === 0) assert.match(stdout, /^Nothing is left: /m);
    else {
      assert.equal(status, 1, stdout + stderr);
      assert.match(stdout, /^npm run class -- leftovers --stack dev --delete /m);
      if (stdout.includes("--clear-pending-creates")) await stack.paste(CLEAR, stdout);
      const leftovers = ["leftovers", "--stack", "dev"];
      const [, uncertain] =
        /not certain: --delete --uncertain (\S+)$/m.exec(stack.call(...leftovers).stdout) ?? [];
      const deleting = [...leftovers, "--delete", "--yes", "aws-class"];
      stack.classroom(...deleting, ...(uncertain === undefined ? [] : ["--uncertain", uncertain]));
    }
    assert.deepEqual(await inventory(stack.emulator), []);
    const left = stack.processes.filter((each) => !isLanguageHost(each));
    assert.deepEqual(left.map(commandLine), []);
  });

  it("expires in spite of a student's lock on its server, which alone stays, with its network", async () => {
    stack.classroom(...UP);
    const aws = new Aws({ region: "ap-northeast-2", env: stack.emulator.env });
    const ec2 = await aws.client(ec2Client);
    const { Reservations = [] } = await ec2.describeInstances({});
    const InstanceId = Reservations[0]?.Instances?.[0]?.InstanceId ?? "";
    const lock = (Value: boolean) =>
      ec2.modifyInstanceAttribute({ InstanceId, DisableApiTermination: { Value } });
    await lock(true);
    stack.letExpire();
    const { status, stdout, stderr } = stack.call("expire", "--yes");
    assert.equal(status, 1, stdout + stderr);
    assert.match(stdout, /Instance i-[0-9a-f]+\): termination protection/);
    assert.match(stdout, /npm run down -- --stack dev --yes-delete-protected/);
    const left = await inventory(stack.emulator);
    const isThere = (kind: RegExp) => left.some((line) => kind.test(line));
    assert.ok(isThere(new RegExp(InstanceId)), left.join("\n"));
    assert.ok(!isThere(/log.?group/i), left.join("\n"));
    const { DisableApiTermination } = await ec2.describeInstanceAttribute({
      ...{ InstanceId, Attribute: "disableApiTermination" },
    });
    assert.equal(DisableApiTermination?.Value, true);
  });

  it("goes down when somebody says that what is locked goes, too", async () => {
    assert.match(stack.classroom(...DOWN, "--yes-delete-protected"), /^Nothing is left: /m);
    assert.deepEqual(await inventory(stack.emulator), []);
  });
});
