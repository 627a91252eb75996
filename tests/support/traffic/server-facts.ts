import type { ServerFacts } from "../../../engine/traffic/boot/facts.ts";

/** A server with a script as its user data. */
export const serverFacts = (script: string, changes: Partial<ServerFacts> = {}): ServerFacts => ({
  instanceId: "i-0123456789abcdef0",
  imageId: "ami-0123456789abcdef0",
  instanceType: "t3.micro",
  accountId: "123456789012",
  region: "ap-northeast-2",
  availabilityZone: "ap-northeast-2a",
  privateIp: "10.0.1.5",
  userData: Buffer.from(script).toString("base64"),
  ...changes,
});
