import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { DeployedResource } from "../../../aws/contract/deployed-resource.ts";
import { heldBy } from "../../../classroom/stack/held-resources.ts";
import { Ledger, LedgerError, LedgerFile } from "../../../classroom/stack/ledger.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const SEOUL = "ap-northeast-2";
const resource = (
  type: string,
  id: string,
  outputs: Record<string, unknown>,
): DeployedResource => ({
  type,
  id,
  outputs,
  urn: "",
  name: "",
  group: "",
  protect: false,
});

describe("Ledger", () => {
  it("knows a resource by Pulumi's id, its ARN and its name, in its region", async () => {
    const outputs = { arn: "arn:aws:rds:1", identifier: "class-db", region: "ap-northeast-1" };
    const ledger = await heldBy([resource("aws:rds/instance:Instance", "db-ABC", outputs)], SEOUL);
    for (const id of ["db-ABC", "arn:aws:rds:1", "class-db"])
      assert.ok(ledger.has("aws:rds/instance:Instance", id, "ap-northeast-1"), id);
    assert.ok(!ledger.has("aws:rds/instance:Instance", "class-db", SEOUL));
  });

  it("takes the class's region where a resource names none", async () => {
    const ledger = await heldBy([resource("aws:ec2/eip:Eip", "eipalloc-1", {})], SEOUL);
    assert.ok(ledger.has("aws:ec2/eip:Eip", "eipalloc-1", SEOUL));
  });

  it("knows what AWS makes with a server, and not what the server was only given", async () => {
    const outputs = {
      ami: "ami-1",
      subnetId: "subnet-1",
      rootBlockDevice: { volumeId: "vol-1" },
      ebsBlockDevices: [{ volumeId: "vol-2" }, { volumeId: "vol-3" }],
      primaryNetworkInterfaceId: "eni-1",
    };
    const ledger = await heldBy([resource("aws:ec2/instance:Instance", "i-1", outputs)], SEOUL);
    const all = ["i-1", "vol-1", "vol-2", "vol-3", "eni-1", "ami-1", "subnet-1"];
    assert.deepEqual(
      all.filter((id) => ledger.knows(id)),
      all.slice(0, 5),
    );
  });
});

describe("LedgerFile", () => {
  const temporary = temporaryFolder();
  const ledger = (id: string) => new Ledger([{ type: "t", region: SEOUL, ids: [id] }]);

  it("keeps what a stack has ever held, once", () => {
    for (const id of ["vol-1", "vol-2", "vol-1"])
      new LedgerFile("dev", temporary.path).add(ledger(id));
    const { held } = new LedgerFile("dev", temporary.path).read();
    assert.deepEqual(
      held.flatMap(({ ids }) => ids),
      ["vol-1", "vol-2"],
    );
  });

  it("keeps stacks apart", () => {
    new LedgerFile("dev", temporary.path).add(ledger("vol-1"));
    assert.deepEqual(new LedgerFile("prod", temporary.path).read().held, []);
  });

  it("forgets", () => {
    const file = new LedgerFile("dev", temporary.path);
    file.add(ledger("vol-1"));
    file.forget();
    assert.deepEqual(file.read().held, []);
  });

  it("does not take a broken file for an empty one", () => {
    mkdirSync(path.join(temporary.path, "ledger"));
    writeFileSync(path.join(temporary.path, "ledger/dev.json"), '{"held": [');
    assert.throws(() => new LedgerFile("dev", temporary.path).read(), LedgerError);
  });
});
