import assert from "node:assert/strict";
import { studentClassId } from "../../../infra/class-id.ts";
import { studentStack } from "../../../infra/students/settings.ts";
import { catalogue } from "../../../labs/catalogue.ts";
import { companionsOf, MORE, recordLabs } from "../labs.ts";
import { physicalNames } from "./physical-names.ts";

/** What the class's stack has for its students. */
export const NETWORK = {
  vpcId: "vpc-0a1",
  cidrBlock: "10.0.0.0/16",
  publicSubnetIds: ["subnet-0a1", "subnet-0a2"],
  privateSubnetIds: ["subnet-0b1", "subnet-0b2"],
};

/** Labs whose names a class gives, `{student}` in them: records and sites of one domain. */
const NAMED_BY_SETTINGS = ["dns-zone", "domain-site"];

/** The labs that name something themselves. */
const FIXED_NAMES = ["dynamodb", "iam-users", "cloudwatch-alarm"];

/** The stack of one of the students who share an account. */
export function recordStudent(id: string, ids: readonly string[]) {
  const labs = catalogue.filter((lab) => ids.includes(lab.id));
  return recordLabs(
    labs.flatMap((lab) => [[lab, MORE[lab.id] ?? {}] as const, ...companionsOf(lab)]),
    {
      student: id,
      stack: studentStack("prod", id),
      id: studentClassId("tests2222222", id),
      shared: {
        network: NETWORK,
        groupName: "students",
        boundaryArn: "arn:aws:iam::123456789012:policy/students",
      },
    },
  );
}

/**
 * The names that students' stacks give, by student: of the first two with every lab, of the others with those that name something.
 *
 * @throws AssertionError where two students have one name
 */
export async function namesOf(students: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ids = catalogue.map(({ id }) => id).filter((id) => !NAMED_BY_SETTINGS.includes(id));
  const seen = new Map<string, string>();
  for (const [at, id] of students.entries()) {
    const { resources } = await recordStudent(id, at < 2 ? ids : FIXED_NAMES);
    // What ends with these digits is Pulumi's to name, with others each time.
    for (const name of physicalNames(resources).filter((each) => !each.endsWith("-0123456"))) {
      assert.equal(seen.get(name), undefined, `${name} of ${id}`);
      seen.set(name, id);
    }
  }
  return seen;
}
