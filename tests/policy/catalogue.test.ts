import assert from "node:assert/strict";
import { findingsOf } from "../../classroom/mocks/findings.ts";
import { catalogue } from "../../labs/catalogue.ts";
import { LAB_EXCEPTIONS } from "../../policy/exceptions.ts";
import { type Finding, unexplained } from "../../policy/judge.ts";
import { classOf, type LabSettings, MORE } from "../support/labs.ts";

/** Labs with all that they can build, for which somebody has given the reasons that it takes. */
const SETTINGS: Readonly<Record<string, LabSettings>> = {
  ...MORE,
  "rds-mysql": {
    publicAccess: { reason: "students connect from their PCs", cidrs: ["203.0.113.7/32"] },
  },
};

/** What is found in all labs in one stack. */
const everything = (environment: "dev" | "prod"): Promise<Finding[]> =>
  findingsOf(
    classOf(
      catalogue.map((lab) => [lab, SETTINGS[lab.id] ?? {}] as const),
      { environment, protect: environment === "prod" },
    ),
  );

/** What is found in the stacks of a class of students: the class's own, and a student's in an account of the student's. */
const students = async (): Promise<Finding[]> => [
  ...(await findingsOf(classOf([], { each: { labs: {} } }))),
  ...(await findingsOf(classOf([], { student: "s01", stack: "prod-s01" }))),
];

describe("the whole catalogue", function () {
  this.timeout(60_000);
  const found: Record<string, Finding[]> = {};
  before(async () => {
    for (const environment of ["dev", "prod"] as const)
      found[environment] = await everything(environment);
    found["a class of students"] = await students();
  });

  for (const place of ["dev", "prod", "a class of students"])
    it(`leaves no finding unexplained in ${place}`, () => {
      assert.deepEqual(unexplained(found[place] ?? []), []);
    });

  it("needs every exception that is recorded for a lab", () => {
    const all = [...(found.prod ?? []), ...(found["a class of students"] ?? [])];
    const used = all.filter(({ exception }) => exception?.from === "lab");
    assert.deepEqual(
      new Set(LAB_EXCEPTIONS.map(({ rule, lab }) => `${rule} ${lab}`)),
      new Set(used.map(({ rule, lab }) => `${rule} ${lab ?? ""}`)),
    );
  });

  it("opens a database to the world only for the reason in the lab's settings", () => {
    const [open] = found.dev?.filter(({ rule }) => rule === "no-public-database") ?? [];
    assert.equal(open?.exception?.reason, "students connect from their PCs");
  });

  it("opens SSH to the world only for the reason in the stack's config", async () => {
    const reason = "the classroom's addresses change every hour";
    const linux = catalogue.filter(({ id }) => id === "linux-server");
    const open = classOf(
      linux.map((lab) => [lab, {}] as const),
      {
        adminCidrs: ["0.0.0.0/0"],
        allowOpenAdmin: reason,
      },
    );
    const found = await findingsOf(open);
    assert.deepEqual(
      found.map(({ rule, lab, exception }) => [rule, lab, exception?.reason]),
      [["no-open-admin", "linux-server", reason]],
    );
  });
});
