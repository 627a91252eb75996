import assert from "node:assert/strict";
import path from "node:path";
import { readStackFile } from "../../../classroom/pulumi/stack-file.ts";
import {
  asDeployed,
  ClassStackError,
  plannedStudents,
  sharedIn,
  writeStudentSettings,
} from "../../../classroom/students/student-settings.ts";
import { ConfigError } from "../../../labs/contract/problems.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { SHARED } from "../../support/fakes/shared-parts.ts";

const CLASS = {
  "aws:region": "ap-northeast-2",
  "class:id": "tests2222222",
  "class:expires": "2099-12-31T18:00:00+09:00",
  "class:each": { labs: { "s3-bucket": true } },
};
const NOW = new Date("2026-11-29T00:00:00Z");

function problems(work: () => unknown): readonly string[] {
  try {
    work();
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return error.problems.map(({ key, reason }) => `${key}: ${reason}`);
  }
}

describe("the settings of all students", () => {
  const folder = temporaryFolder();
  const plan = (students: readonly { readonly id: string; readonly labs?: readonly string[] }[]) =>
    plannedStudents({ stack: "dev", config: CLASS, classes: ["dev", "dev-zz9"] }, students, NOW);

  it("are read before anything is made, each with its own labs and name", () => {
    const planned = plan([{ id: "s01" }, { id: "s02", labs: ["dynamodb"] }]);
    assert.deepEqual(
      planned.map(({ config: { stack, student, labs } }) => [stack, student, labs[0]?.lab.id]),
      [
        ["dev-s01", "s01", "s3-bucket"],
        ["dev-s02", "s02", "dynamodb"],
      ],
    );
  });

  it("have their mistakes said all at once, each with its student", () => {
    const students = [{ id: "s01", labs: ["cloud9"] }, { id: "s02" }, { id: "S3" }];
    assert.deepEqual(
      problems(() => plan(students)).map((problem) => problem.split(":").slice(0, 3).join(":")),
      ["s01: class:labs.cloud9", "S3: class:student"],
    );
  });

  it("are refused where the student's stack would be another class's", () => {
    assert.deepEqual(
      problems(() => plan([{ id: "zz9" }])),
      [
        "zz9: the student's stack would be dev-zz9, which is a class of its own: Pulumi.dev-zz9.yaml",
      ],
    );
  });

  it("are refused where two would have one name in the class's account", () => {
    const planOf = (domain: string, place: { readonly roleArn?: string } = {}) => {
      const config = { ...CLASS, "class:each": { labs: { "dns-zone": { domain } } } };
      const students = [{ id: "s01" }, { id: "s02", ...place }, { id: "s03", ...place }];
      return plannedStudents({ stack: "dev", config, classes: ["dev"] }, students, NOW);
    };
    assert.deepEqual(
      problems(() => planOf("mydomain.com")),
      ["class:each.labs.dns-zone: students s01 and s02 would both have record server.mydomain.com"],
    );
    assert.equal(planOf("{student}.mydomain.com").length, 3);
    const roleArn = "arn:aws:iam::210987654321:role/OrganizationAccountAccessRole";
    assert.equal(planOf("mydomain.com", { roleArn }).length, 3);
  });

  it("are written with the class's encryption, and the same each time", () => {
    const settings = path.join(folder.path, "Pulumi.yaml");
    const salt = { encryptionsalt: "v1:abc=:v1:def=:ghi=" };
    const write = () => {
      writeStudentSettings({ config: CLASS, ...salt }, { id: "s01" }, { settings, shared: SHARED });
      return readStackFile(settings);
    };
    const written = write();
    assert.equal(written.encryptionsalt, salt.encryptionsalt);
    assert.equal(written.config["class:student"], "s01");
    assert.deepEqual(written.config["class:shared"], SHARED);
    assert.deepEqual(write(), written);
  });
});

describe("what a class's stack has for its students", () => {
  it("is its output shared", () => {
    assert.deepEqual(sharedIn({ shared: SHARED }, "dev"), SHARED);
  });

  it("is missing where the class is not up, which says what to do", () => {
    assert.throws(
      () => sharedIn({ class: {} }, "dev"),
      (error) =>
        error instanceof ClassStackError &&
        error.message.endsWith("npm run class -- open ROSTER --class dev"),
    );
  });
});

describe("the settings of a class that another machine brought up", () => {
  const identity = {
    ...{ id: "other2222222", name: "c", environment: "dev", owner: "o" },
    ...{ region: "ap-northeast-2", peerRegion: "ap-northeast-1" },
    expires: "2099-12-31T20:00:00+09:00",
  };
  const outputs = { shared: SHARED, class: identity };

  it("are what is committed, with the id, the expiry and the account of the class's stack", () => {
    const committed = { config: { "aws:region": "ap-northeast-2" }, encryptionsalt: "v1:a" };
    assert.deepEqual(asDeployed(committed, outputs, "dev"), {
      encryptionsalt: "v1:a",
      config: {
        "aws:region": "ap-northeast-2",
        "aws:allowedAccountIds": ["123456789012"],
        "class:id": identity.id,
        "class:expires": identity.expires,
      },
    });
  });

  it("have the class's expiry of now, not an old one; accounts that are written down stay", () => {
    const config = { ...CLASS, "aws:allowedAccountIds": ["210987654321"] };
    const { config: its } = asDeployed({ config }, outputs, "dev");
    assert.equal(its["class:expires"], identity.expires);
    assert.deepEqual(its["aws:allowedAccountIds"], ["210987654321"]);
  });

  it("are not there before the class's stack is up", () => {
    assert.throws(() => asDeployed({ config: CLASS }, {}, "dev"), ClassStackError);
  });
});
