import assert from "node:assert/strict";
import {
  checkLabsDeployed,
  checkNothingPlanned,
  NotDeployedError,
} from "../../../classroom/solve/deployed-labs.ts";

const OUTPUTS = { class: {}, readme: "", cdn: {}, efs: {} };
const step = (op: string, type: string, name: string) => ({
  op,
  urn: `urn:pulumi:dev::class::class:lab:cdn$${type}::${name}`,
});
const planned = (...steps: object[]) => {
  checkNothingPlanned({ stack: "dev" }, JSON.stringify({ steps }));
};

describe("solve on a stack with other labs than its settings", () => {
  it("is refused, with each lab that it would delete", () => {
    assert.throws(
      () => {
        checkLabsDeployed({ stack: "dev" }, ["cdn"], OUTPUTS);
      },
      (error) =>
        error instanceof NotDeployedError &&
        error.message.includes(
          "lab efs is deployed, and not on in the settings: it would be deleted",
        ) &&
        error.message.includes("pulumi config refresh --stack dev") &&
        error.message.includes("or deploy the difference first: npm start -- --stack dev"),
    );
  });

  it("names the class's settings for a student's stack, which must have none in the project", () => {
    assert.throws(() => {
      checkLabsDeployed({ stack: "dev-s01", student: "s01" }, ["cdn"], OUTPUTS);
    }, /config refresh --stack dev\n.*first: npm run class -- open ROSTER --class dev --only s01$/);
  });

  it("is refused, with each lab that it would create", () => {
    assert.throws(() => {
      checkLabsDeployed({ stack: "dev" }, ["cdn", "efs", "ami"], OUTPUTS);
    }, /lab ami is on in the settings, and not deployed/);
  });

  it("goes on with the same labs", () => {
    checkLabsDeployed({ stack: "dev" }, ["efs", "cdn"], OUTPUTS);
  });
});

describe("solve on a stack whose other settings differ", () => {
  it("is refused, with the resources that they would change", () => {
    assert.throws(() => {
      planned(step("update", "aws:s3/bucket:Bucket", "site"));
    }, /cdn: Bucket site \(update\)/);
  });

  it("goes on where nothing is planned; components and outputs are nothing on AWS", () => {
    planned(
      step("same", "aws:s3/bucket:Bucket", "site"),
      step("update", "class:cdn:Cdn", "cdn"),
      step("update", "pulumi:providers:aws", "default"),
    );
  });
});
