import assert from "node:assert/strict";
import { TABLE } from "../../aws/dynamodb/types.ts";
import { INSTANCE } from "../../aws/rds/types.ts";
import { awsError } from "../support/fakes/fake-account.ts";
import { childrenOf } from "./hanging.ts";

describe("what has data of the class in other regions", () => {
  it("is a table's replica, which outlives the table, and none in the table's own region", async () => {
    const calls: unknown[] = [];
    const found = await childrenOf(TABLE, {
      describeTable: () => ({
        Table: {
          Replicas: [
            { RegionName: "ap-northeast-2", ReplicaStatus: "ACTIVE" },
            { RegionName: "us-east-1", ReplicaStatus: "ACTIVE" },
            { RegionName: "eu-west-1", ReplicaStatus: "DELETING" },
          ],
        },
      }),
      updateTable: (input, region) => void calls.push([region, input]),
    });
    assert.deepEqual(
      found.map(({ kind, id, going }) => [kind, id, going]),
      [
        ["replica", "us-east-1", false],
        ["replica", "eu-west-1", true],
      ],
    );
    await found[0]?.remove();
    const ReplicaUpdates = [{ Delete: { RegionName: "us-east-1" } }];
    assert.deepEqual(calls, [["ap-northeast-2", { TableName: "it-id", ReplicaUpdates }]]);
  });

  it("is a database's read replica, which RDS would promote; one in the region is in its network", async () => {
    const calls: unknown[] = [];
    const arn = (region: string, name: string) => `arn:aws:rds:${region}:111122223333:db:${name}`;
    const elsewhere: Readonly<Record<string, object | undefined>> = {
      far: { InstanceCreateTime: new Date(0) },
      leaving: { DBInstanceStatus: "deleting" },
    };
    const [found, ...others] = await childrenOf(INSTANCE, {
      describeDBInstances: ({ DBInstanceIdentifier: name = "" }, region) => {
        if (region === "ap-northeast-2")
          return {
            DBInstances: [
              {
                DBInstanceIdentifier: "mysql",
                ReadReplicaDBInstanceIdentifiers: [
                  ...["near", arn("ap-northeast-2", "nearer"), arn("us-east-1", "far")],
                  ...[arn("us-east-1", "leaving"), arn("us-east-1", "gone")],
                ],
              },
            ],
          };
        const its = elsewhere[String(name)];
        if (its === undefined) throw awsError("DBInstanceNotFoundFault");
        return { DBInstances: [its] };
      },
      deleteDBInstance: (input, region) => void calls.push([region, input]),
    });
    assert.deepEqual(others, []);
    assert.deepEqual([found?.kind, found?.id], ["read replica in us-east-1", "far"]);
    await found?.remove();
    const whole = { SkipFinalSnapshot: true, DeleteAutomatedBackups: true };
    assert.deepEqual(calls, [["us-east-1", { DBInstanceIdentifier: "far", ...whole }]]);
  });
});
