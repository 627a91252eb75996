import assert from "node:assert/strict";
import type { Instance } from "@aws-sdk/client-ec2";
import { Account, type AccountView } from "../../../../engine/traffic/servers/account.ts";

const SERVER: Instance = {
  ...{ InstanceId: "i-1", State: { Name: "running" }, LaunchTime: new Date(0) },
};

describe("a server's last boot", () => {
  const lastBoot = (console?: string) => {
    const Output = console && Buffer.from(console).toString("base64");
    const ec2 = { getConsoleOutput: () => Promise.resolve({ Output, Timestamp: new Date() }) };
    const view = { aws: { client: () => Promise.resolve(ec2) } } as unknown as AccountView;
    return new Account(view).lastBoot("ap-northeast-2", SERVER);
  };

  it("is the time that its console shows, to the millisecond", async () => {
    const clock = "[    0.5] rtc_cmos 00:00: setting system clock to 2026-11-30T18:13:17.076 UTC\n";
    assert.deepEqual(await lastBoot(`Linux\n${clock}`), new Date("2026-11-30T18:13:17.076Z"));
  });

  it("is its launch where the console shows none", async () => {
    assert.deepEqual(await lastBoot("Linux version 2.6.16"), SERVER.LaunchTime);
    assert.deepEqual(await lastBoot(), SERVER.LaunchTime);
  });
});
