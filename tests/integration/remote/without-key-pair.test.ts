import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { Aws } from "../../../aws/clients.ts";
import { ec2Client } from "../../../aws/ec2/client.ts";
import { inOrder } from "../../support/processes/in-order.ts";
import { RemoteClass } from "./remote-class.ts";

/** As a workflow brings a class up, and somebody with a machine of their own goes on with it. */
describe("a class that comes up without a key pair", function () {
  this.timeout("5m");
  inOrder();
  let stack: RemoteClass;
  let server: string | undefined;
  before(async () => {
    stack = await RemoteClass.start({ "class:labs": { "linux-server": true } });
    stack.pulumi("stack", "init", "dev");
  });
  after(() => stack.stop());

  async function instances() {
    const aws = new Aws({ region: "ap-northeast-2", env: stack.emulator.env });
    const { Reservations = [] } = await (await aws.client(ec2Client)).describeInstances({});
    return Reservations.flatMap(({ Instances = [] }) => Instances);
  }
  const keyFile = () => path.join(stack.folder, ".class/keys/dev.pem");

  it("has none on AWS, in its settings and on the disk, and prints no command with one", async () => {
    const call = "npm start -- --stack dev --without-key-pair --expires 8h";
    const form = "npm start -- --stack dev --expires 8h --without-key-pair --yes";
    const said = await stack.paste(form, await stack.refusal(call));
    assert.match(said, /aws ssm start-session --target i-/);
    assert.doesNotMatch(said, /ssh -i|\.pem|id_rsa|id_ed25519|^Key /m);
    const [instance, ...others] = await instances();
    assert.deepEqual([instance?.KeyName, others], [undefined, []]);
    server = instance?.InstanceId;
    assert.doesNotMatch(stack.settings, /publicKey|privateKeyFile/);
    assert.ok(!existsSync(keyFile()));
  });

  it("keeps its server, without one, when another machine goes on with it, which is said", async () => {
    const said = stack.classroom("up", "--yes", "--stack", "dev", "--extend", "1h");
    assert.match(said, /^Key +none: the class came up without a key pair, and a new one would/m);
    assert.doesNotMatch(said, /ssh -i|\.pem/);
    assert.deepEqual(
      (await instances()).map(({ InstanceId }) => InstanceId),
      [server],
    );
    assert.ok(!existsSync(keyFile()));
    assert.doesNotMatch(stack.classroom("outputs", "--stack", "dev"), /ssh -i|\.pem/);
  });

  it("goes down", () => {
    assert.match(stack.classroom("down", "--yes", "--stack", "dev"), /Nothing is left/);
  });
});
