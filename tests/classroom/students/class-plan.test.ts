import assert from "node:assert/strict";
import { SAMPLE_CONFIG } from "../../../classroom/mocks/sample-config.ts";
import { classCost } from "../../../classroom/pricing/class-cost.ts";
import { classPlan, classTotal, describePlan } from "../../../classroom/students/class-plan.ts";
import { plannedStudents } from "../../../classroom/students/student-settings.ts";
import { ConfigError } from "../../../labs/contract/problems.ts";

/** What is said of a class of these students, each with the role of an account of the own or without. */
async function described(...roles: readonly (string | undefined)[]): Promise<string> {
  const cost = await classCost(SAMPLE_CONFIG);
  const students = roles.map((roleArn, at) => ({
    ...{ student: { id: `s${at}`, roleArn }, config: SAMPLE_CONFIG, cost },
  }));
  return describePlan({ own: cost, students });
}

describe("the plan of a class", () => {
  it("counts its students in plain English", async () => {
    assert.match(
      await described(undefined),
      /^Class {5}docs: 1 student\nLabs {6}none \(1 student\)$/m,
    );
    assert.match(await described("arn"), /: 1 student, 1 in an account of the student's own$/m);
    assert.match(
      await described("a", "b", undefined),
      /: 3 students, 2 in accounts of their own$/m,
    );
  });

  it("counts what is spent already against the class's limit", async () => {
    const limited = { ...SAMPLE_CONFIG, maxClassCost: 10 };
    const plan = await classPlan(limited, [], () => Promise.resolve(9));
    assert.equal(classTotal(plan), 9 + plan.own.total.class);
    assert.match(describePlan(plan), /until it expires, \$9\.00 of it already$/m);
    await assert.rejects(
      classPlan(limited, [], () => Promise.resolve(11)),
      (error) => error instanceof ConfigError && error.message.includes("$11.00 of it already"),
    );
  });

  it("counts the record that delegates a student's zone, and the group in an account of the student's own", async () => {
    const config = {
      ...{ "aws:region": "ap-northeast-2", "class:id": "tests2222222" },
      "class:expires": "2099-12-31T18:00:00+09:00",
      "class:labs": { "dns-zone": { domain: "class.mydomain.com" } },
      "class:each": { labs: { "dns-zone": { domain: "{student}.class.mydomain.com" } } },
    };
    const roleArn = "arn:aws:iam::210987654321:role/OrganizationAccountAccessRole";
    const places = [{ id: "s01" }, { id: "s02", roleArn }];
    const planned = plannedStudents({ stack: "dev", config, classes: ["dev"] }, places, new Date());
    const { students } = await classPlan(SAMPLE_CONFIG, planned);
    const delegations = students.map(({ cost: { resources } }) =>
      resources.filter(({ name }) => name.endsWith("-delegation")).map(({ name }) => name),
    );
    assert.deepEqual(delegations, [["s01.class.mydomain.com-delegation"], []]);
    const groups = students.map(({ cost: { resources } }) =>
      resources.filter(({ type }) => type === "aws:iam/group:Group").map(({ name }) => name),
    );
    assert.deepEqual(groups, [[], ["students"]]);
  });

  it("asks nobody what is spent where there is no limit", async () => {
    const plan = await classPlan(SAMPLE_CONFIG, [], () => assert.fail());
    assert.equal(plan.spent, undefined);
  });
});
