import assert from "node:assert/strict";
import { configValues } from "../../classroom/pulumi/stack-file.ts";
import { studentClassId } from "../../infra/class-id.ts";
import { parseConfig } from "../../infra/config.ts";
import { studentConfig, studentStack } from "../../infra/students/settings.ts";
import { ConfigError, type Problem } from "../../labs/contract/problems.ts";
import { SHARED } from "../support/fakes/shared-parts.ts";

const CLASS = {
  "aws:region": "ap-northeast-2",
  "class:id": "tests2222222",
  "class:environment": "prod",
  "class:expires": "2099-12-31T18:00:00+09:00",
  "class:maxClassCost": "50",
  "class:maxHourlyCost": "20",
  "class:labs": { "load-balancer": true },
  "class:each": {
    labs: { dynamodb: { tableName: "Scores-{student}" }, "s3-bucket": true },
    protect: false,
  },
};

const parsed = (config: Readonly<Record<string, unknown>>) =>
  parseConfig({ stack: "prod-s01", values: configValues(config, "prod-s01"), needsId: true });

function problemsOf(config: Readonly<Record<string, unknown>>): readonly Problem[] {
  try {
    parseConfig({ stack: "prod", values: configValues(config, "prod") });
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.problems;
  }
}

describe("a budget", () => {
  it("needs a limit and a reader", () => {
    const wanted = { ...CLASS, "class:budget": true };
    assert.deepEqual(
      problemsOf(wanted).map(({ key, reason }) => [key, reason]),
      [["class:budget", "a budget needs class:email, which is not set"]],
    );
    assert.deepEqual(problemsOf({ ...wanted, "class:email": "teacher@example.com" }), []);
  });
});

describe("a student's settings", () => {
  it("are the class's, with what each student gets in the place of the class's own", () => {
    const config = parsed(studentConfig(CLASS, { id: "s01" }, SHARED));
    const { student, environment, expires, protect, each, shared, maxHourlyCost } = config;
    assert.deepEqual(
      { student, environment, expires, protect, each, shared, maxHourlyCost },
      {
        student: "s01",
        environment: "prod",
        expires: CLASS["class:expires"],
        protect: false,
        each: undefined,
        shared: SHARED,
        maxHourlyCost: undefined,
      },
    );
    assert.deepEqual(config.labSettings.dynamodb?.tableName, "Scores-s01");
    assert.deepEqual(Object.keys(config.labSettings), ["s3-bucket", "dynamodb"]);
  });

  it("have a class id of the student's own, the same on any machine", () => {
    const idOf = (id: string) => studentConfig(CLASS, { id })["class:id"];
    assert.equal(idOf("s01"), studentClassId("tests2222222", "s01"));
    assert.match(String(idOf("s01")), /^[a-z2-7]{12}$/);
    const ids = Array.from({ length: 300 }, (_, at) => idOf(`s${at}`));
    assert.equal(new Set([...ids, CLASS["class:id"]]).size, 301);
  });

  it("have the labs that the roster gives, with the settings that they have for all", () => {
    const config = studentConfig(CLASS, { id: "s01", labs: ["dynamodb", "linux-server"] });
    assert.deepEqual(config["class:labs"], {
      dynamodb: { tableName: "Scores-s01" },
      "linux-server": true,
    });
  });

  it("lead into the student's own account by its role, where nothing is shared", () => {
    const roleArn = "arn:aws:iam::210987654321:role/Class";
    const own = studentConfig(
      { ...CLASS, "aws:assumeRoles": [{ roleArn: "arn:aws:iam::123456789012:role/Teacher" }] },
      { id: "s01", roleArn },
      SHARED,
    );
    assert.deepEqual(own["aws:assumeRoles"], [
      { roleArn: "arn:aws:iam::123456789012:role/Teacher" },
      { roleArn, sessionName: "aws-class" },
    ]);
    assert.deepEqual(own["aws:allowedAccountIds"], ["210987654321"]);
    assert.equal(parsed(own).shared, undefined);
  });

  it("name a stack of the class's and the student's name", () => {
    assert.equal(studentStack("prod", "s01"), "prod-s01");
  });
});

describe("what each student of a class gets", () => {
  const withEach = (each: unknown) => problemsOf({ ...CLASS, "class:each": each });

  it("may be left out, and may be right", () => {
    assert.deepEqual(problemsOf(CLASS), []);
  });

  it("is refused in every part that a student's stack would refuse, under its own key", () => {
    const found = withEach({
      labs: { dynamodb: { tableName: "a b" }, dynamo: true },
      login: "ssh",
      adminCidrs: ["0.0.0.0/0"],
    });
    assert.deepEqual(
      found.map(({ key, reason }) => [key, reason]),
      [
        ["class:each.login", "not a valid choice"],
        ["class:each.labs.dynamo", "there is no such lab"],
        [
          "class:each.labs.dynamodb.tableName",
          "not a valid table name: 3 to 255 letters, digits and _ - .",
        ],
        [
          "class:each.adminCidrs",
          "SSH and RDP would be open to the internet, which prod does not allow",
        ],
      ],
    );
  });

  it("has no setting that is the class's", () => {
    const [problem] = withEach({ labs: {}, region: "us-east-1" });
    assert.deepEqual(
      [problem?.key, problem?.reason],
      ["class:each.region", "a student's stack has no such setting of its own"],
    );
  });

  it("needs what its labs need of the class", () => {
    const email = { ...CLASS, "class:email": undefined };
    const found = problemsOf({ ...email, "class:each": { labs: { billing: true } } });
    assert.deepEqual(
      found.map(({ key, fix }) => [key, fix]),
      [["class:email", "pulumi config set email teacher@example.com --stack prod"]],
    );
  });

  it("has room for the student's stack behind its names", () => {
    const found = withEach({
      labs: {
        "iam-users": { users: ["kim", "u".repeat(62)] },
        dynamodb: { tableName: "t".repeat(250) },
      },
    });
    assert.deepEqual(
      found.map(({ key, fix }) => [key, fix]),
      [
        ["class:each.labs.dynamodb.tableName", "shorten it to 246 characters"],
        ["class:each.labs.iam-users.users", "shorten it to 55 characters"],
      ],
    );
  });

  it("is called so in what a mistake is answered with", () => {
    const [problem] = withEach({ labs: ["cdn"] });
    assert.match(problem?.fix ?? "", /below class:each\.labs$/);
  });

  it("says a mistake of the class's own once", () => {
    const found = problemsOf({ ...CLASS, "class:peerRegion": "ap-northeast-9" });
    assert.deepEqual(
      found.map(({ key }) => key),
      ["class:peerRegion"],
    );
  });

  it("is not for a student's stack, nor shared parts for a class's", () => {
    const keysOf = (config: Readonly<Record<string, unknown>>) =>
      problemsOf(config).map(({ key }) => key);
    assert.deepEqual(keysOf({ ...CLASS, "class:student": "s01" }), ["class:student"]);
    assert.deepEqual(keysOf({ ...CLASS, "class:shared": SHARED }), ["class:shared"]);
    assert.deepEqual(keysOf({ ...CLASS, "class:student": "S 1", "class:each": undefined }), [
      "class:student",
    ]);
  });
});
