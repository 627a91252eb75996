import assert from "node:assert/strict";
import { describeUnfinished } from "../../../classroom/rehearse/unfinished.ts";
import { FakeStack } from "../../support/fakes/fake-stack.ts";

describe("what a rehearsal that an error has ended says", () => {
  const ENDS = `  npm run down -- --stack dev   destroys what is left, and looks for leftovers
  npm run class -- rehearse --stack dev   resumes the rehearsal, destroys everything and writes the report`;

  it("is what is left, and the commands", async () => {
    const stack = new FakeStack([
      { type: "aws:ec2/vpc:Vpc", name: "net", id: "vpc-1" },
      { type: "aws:rds/instance:Instance", name: "mysql", id: "db-1" },
    ]);
    assert.equal(
      await describeUnfinished(stack.pulumi),
      `
The rehearsal has not ended. Stack dev still has 2 resources:
  net (Vpc vpc-1)
  mysql (Instance db-1)
${ENDS}`,
    );
  });

  it("names twenty of them", async () => {
    const resources = Array.from({ length: 22 }, (_, at) => ({
      ...{ type: "aws:ec2/vpc:Vpc", name: `net-${at}`, id: `vpc-${at}` },
    }));
    const said = await describeUnfinished(new FakeStack(resources).pulumi);
    assert.match(said, /22 resources:[\s\S]*vpc-19\)\n {2}and 2 more\n {2}npm run down/);
  });

  it("is that nothing has looked for leftovers, where the stack is empty", async () => {
    assert.match(
      await describeUnfinished(new FakeStack([]).pulumi),
      /Stack dev has no resources, but nothing has looked for leftovers\.\n {2}npm run down/,
    );
  });

  it("is not that nothing is left, where the stack cannot be read", async () => {
    const stack = { name: "dev", export: () => Promise.reject(new Error("no such backend")) };
    assert.equal(
      await describeUnfinished(stack),
      `
The rehearsal has not ended. It is not known what stack dev still has: no such backend
${ENDS}`,
    );
  });
});
