import assert from "node:assert/strict";
import type { Instance } from "@aws-sdk/client-ec2";
import { Account, type AccountView } from "../../../../engine/traffic/servers/account.ts";

const SERVER: Instance = {
  ...{ InstanceId: "i-1", State: { Name: "running" }, LaunchTime: new Date(0) },
};

describe("a server's last boot", () => {
  const lastBoot = (booted: () => Date | undefined) => {
    const ec2 = { getConsoleOutput: () => Promise.resolve({ Timestamp: booted() }) };
    const view = { aws: { client: () => Promise.resolve(ec2) } } as unknown as AccountView;
    return new Account(view).lastBoot("ap-northeast-2", SERVER);
  };

  it("is since when its console shows what a boot prints, else its launch", async () => {
    const rebooted = new Date(Date.now() - 1000);
    assert.deepEqual(await lastBoot(() => rebooted), rebooted);
    assert.deepEqual(await lastBoot(() => undefined), SERVER.LaunchTime);
  });

  it("is its launch where the emulator is older, and says of every call that it is a boot", async () => {
    assert.deepEqual(await lastBoot(() => new Date()), SERVER.LaunchTime);
  });
});
