import assert from "node:assert/strict";
import { classStates } from "../../../classroom/spending/class-states.ts";
import { FakeStack, IDENTITY } from "../../support/fakes/fake-stack.ts";
import { NOW, REGION } from "./support.ts";

/** A class with these students' stacks. */
const placeWith = (students: Readonly<Record<string, FakeStack>>) => ({
  stack: new FakeStack([
    { type: "pulumi:pulumi:Stack", name: "class-dev", id: "", outputs: { class: IDENTITY } },
    { type: "aws:ec2/eip:Eip", name: "ip", id: "eipalloc-1" },
  ]).pulumi,
  listed: () =>
    Promise.resolve(
      new Map(Object.keys(students).map((id) => [id, { name: id, updateInProgress: false }])),
    ),
  stackOf: (id: string) => (students[id] ?? new FakeStack()).pulumi,
});

describe("classStates", () => {
  it("has what each stack holds, with the inputs that prices need, and whose it is", async () => {
    const inputs = { instanceType: "t3.micro" };
    const server = {
      type: "aws:ec2/instance:Instance",
      name: "web",
      id: "i-1",
      lab: "linux-server",
      inputs,
    };
    const { stacks, identity, present, unread } = await classStates(
      placeWith({ s01: new FakeStack([server]) }),
      REGION,
      NOW,
    );
    assert.equal(identity?.id, IDENTITY.id);
    assert.deepEqual(
      stacks.map(({ student, resources }) => [student, resources.map(({ id }) => id)]),
      [
        [undefined, ["eipalloc-1"]],
        ["s01", ["i-1"]],
      ],
    );
    assert.deepEqual(stacks[1]?.resources[0]?.props, inputs);
    assert.equal(present.known("i-1").length, 1);
    assert.deepEqual(unread, []);
  });

  it("reads the others where one stack cannot be read, and names that one", async () => {
    const broken = new FakeStack();
    broken.export = () => Promise.reject(new Error("no passphrase"));
    const { stacks, unread } = await classStates(
      placeWith({ s01: broken, s02: new FakeStack() }),
      REGION,
      NOW,
    );
    assert.deepEqual(
      stacks.map(({ student }) => student),
      [undefined, "s02"],
    );
    assert.deepEqual(unread, [{ what: "stack dev", reason: "no passphrase" }]);
  });
});
