import assert from "node:assert/strict";
import { emulatedAws } from "../../support/engine/emulated-aws.ts";

/** What engine/emulator/patches/rds.py adds to moto. */
describe("RDS on the emulator", () => {
  const { aws, unique, forgets } = emulatedAws();

  const group = { DBParameterGroupName: "pg" };
  const parameter = (ParameterName: string, ParameterValue: string) => ({
    ParameterName,
    ParameterValue,
    ApplyMethod: "immediate",
  });

  it("tells which parameters are the user's, and resets them", async () => {
    const family = { DBParameterGroupFamily: "mysql8.4", Description: "class" };
    await aws("rds.create_db_parameter_group", { ...group, ...family });
    const Parameters = [parameter("max_connections", "100"), parameter("time_zone", "UTC")];
    await aws("rds.modify_db_parameter_group", { ...group, Parameters });
    const names = (Source: string) =>
      aws("rds.describe_db_parameters", { ...group, Source }, "Parameters[].ParameterName");
    assert.deepEqual(await names("user"), ["max_connections", "time_zone"]);
    assert.deepEqual(await names("engine-default"), []);
    const one = { ...group, Parameters: Parameters.slice(0, 1) };
    await aws("rds.reset_db_parameter_group", one);
    assert.deepEqual(await names("user"), ["time_zone"]);
  });

  it("gives every database an id of its own", async () => {
    const database = { DBInstanceClass: "db.t4g.micro", Engine: "mysql", AllocatedStorage: 20 };
    const secret = { MasterUsername: "admin", MasterUserPassword: "not-a-secret" };
    const make = (DBInstanceIdentifier: string) =>
      aws(
        "rds.create_db_instance",
        { ...database, ...secret, DBInstanceIdentifier },
        "DBInstance.DbiResourceId",
      );
    assert.notEqual(await make(unique("db")), await make(unique("db")));
  });

  it("knows versions of MySQL", async () => {
    const wanted = { Engine: "mysql", EngineVersion: "8.4" };
    const families = "DBEngineVersions[].DBParameterGroupFamily | [0]";
    const read = await aws("rds.describe_db_engine_versions", wanted, families);
    assert.equal(read, "mysql8.4");
  });

  it("forgets all of it in a reset", () => forgets());
});
