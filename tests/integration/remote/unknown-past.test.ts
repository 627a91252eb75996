import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { inOrder } from "../../support/processes/in-order.ts";
import { RemoteClass } from "./remote-class.ts";

const LEFTOVERS = ["leftovers", "--stack", "dev"];

describe("a stack of which it is not known what it had, after it went down", function () {
  this.timeout("5m");
  inOrder();
  let stack: RemoteClass;
  before(async () => {
    stack = await RemoteClass.start({ "class:labs": { dynamodb: true } });
    stack.pulumi("stack", "init", "dev");
    stack.classroom("up", "--yes", "--stack", "dev", "--expires", "8h");
    stack.classroom("down", "--yes", "--stack", "dev");
  });
  after(() => stack.stop());

  it("is not clean while something may have been created, until the refresh that it prints", async () => {
    letCreationBePending(path.join(stack.folder, "state/.pulumi/stacks/class/dev.json"));
    const { status, stdout, stderr } = stack.call(...LEFTOVERS);
    assert.equal(status, 1, stdout + stderr);
    assert.match(stdout, /Vpc network/);
    const form = "npm run pulumi -- refresh --clear-pending-creates --yes --stack *";
    await stack.paste(form, stdout);
    assert.doesNotMatch(stack.classroom(...LEFTOVERS), /Vpc network/);
  });

  it("is searched by its tags where its record is lost, by the command that it prints", async () => {
    rmSync(path.join(stack.folder, "state/.aws-class/dev"), { recursive: true });
    const { status, stdout, stderr } = stack.call(...LEFTOVERS);
    assert.equal(status, 1, stdout + stderr);
    const form = "npm run class -- leftovers --class * --regions *,*";
    assert.match(await stack.paste(form, stdout), /Clean/);
  });
});

/** As in the state of an \`up\` that was killed while AWS created a network. \`pulumi stack import\` would drop it. */
function letCreationBePending(file: string): void {
  const state = JSON.parse(readFileSync(file, "utf8")) as {
    checkpoint: { latest: Record<string, unknown> };
  };
  const type = "aws:ec2/vpc:Vpc";
  const urn = `urn:pulumi:dev::class::${type}::network`;
  state.checkpoint.latest.pending_operations = [
    { resource: { urn, type, custom: true }, type: "creating" },
  ];
  writeFileSync(file, JSON.stringify(state));
}
