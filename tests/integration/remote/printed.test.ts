import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { readStackFile } from "../../../classroom/pulumi/stack-file.ts";
import { RemoteClass } from "./remote-class.ts";
import { inOrder } from "../../support/processes/in-order.ts";

/** What `preflight` prints, with what it fills in. */
const OF_ACCOUNT = [
  "aws elasticbeanstalk list-available-solution-stacks --region ap-northeast-2 --query SolutionStacks",
  'aws rds describe-orderable-db-instance-options --engine mysql --engine-version 8.4.3 --region ap-northeast-2 --query "OrderableDBInstanceOptions[].DBInstanceClass"',
  "aws iam create-service-linked-role --aws-service-name rds.amazonaws.com",
];

/** What AWS or a class's settings lack before a class comes up: the printed fix is pasted, and the next message is another. */
describe("a fix that is printed before a class is up", function () {
  this.timeout("5m");
  inOrder();
  let stack: RemoteClass;
  before(async () => {
    stack = await RemoteClass.start({ "class:labs": {}, "class:id": undefined });
  });
  after(() => stack.stop());

  const config = () => readStackFile(path.join(stack.folder, "Pulumi.dev.yaml")).config;
  /** Adds a line below `config:`, as an editor does. */
  function write(line: string): void {
    stack.settings = stack.settings.replace(/^"?config"?:\n/m, (found) => `${found}  ${line}\n`);
  }

  const UP = "npm start -- --stack dev --yes";

  it("makes the stack", async () => {
    const said = await stack.refusal(`${UP} --expires 8h`);
    assert.match(await stack.paste("pulumi stack init *", said), /Created stack 'dev'/);
  });

  it("switches a lab on", async () => {
    const said = await stack.refusal(`${UP} --labs dynamodb`);
    const form = "pulumi config set --path labs.ID true --stack *";
    await stack.paste(form, said, { edit: (command) => command.replace("ID", "dynamodb") });
    assert.deepEqual(config()["class:labs"], { dynamodb: true });
  });

  it("writes id and end, without which plain Pulumi stops", async () => {
    const said = await stack.refusal("pulumi preview --stack dev");
    await stack.paste("npm run class -- id --stack *", said);
    assert.match(String(config()["class:id"]), /^[a-z2-7]{12}$/);
    await stack.paste("pulumi config set expires * --stack *", said, {
      edit: (command) => command.replace("TIME", "2099-12-01T18:00:00+09:00"),
    });
    const { code, said: shown } = await stack.inShell("pulumi preview --stack dev");
    assert.equal(code, 0, shown);
  });

  it("makes an id that was encrypted readable again", async () => {
    stack.pulumi("config", "set", "--secret", "id", "abcdefgh2345", "--stack", "dev");
    const said = await stack.refusal("npm run class -- id --stack dev");
    const form = "pulumi config set id $(pulumi config get id --stack *) --plaintext --stack *";
    await stack.paste(form, said);
    assert.equal(config()["class:id"], "abcdefgh2345");
  });

  it("sets a secret again that cannot be decrypted", async () => {
    write("class:email: {secure: v1:abc}");
    const said = await stack.refusal("npm run class -- cost --stack dev");
    const form = "pulumi config set --secret * VALUE --stack *";
    await stack.paste(form, said, {
      edit: (command) => command.replace("VALUE", "teacher@example.com"),
    });
    const { said: shown } = await stack.inShell("pulumi config --show-secrets --stack dev");
    assert.match(shown, /teacher@example\.com/);
  });

  it("writes a limit in plain text that only Pulumi could read", async () => {
    stack.pulumi("config", "set", "--secret", "maxHourlyCost", "1.50", "--stack", "dev");
    const said = await stack.refusal("npm run class -- preview --stack dev");
    await stack.paste("pulumi config set maxHourlyCost 1.50 --plaintext --stack *", said);
  });

  it("shows what a class costs that costs too much", async () => {
    stack.pulumi("config", "set", "maxHourlyCost", "0.01", "--stack", "dev");
    stack.pulumi("config", "set", "--path", "labs.load-balancer", "true", "--stack", "dev");
    const said = await stack.refusal(`${UP} --expires 8h`);
    assert.match(await stack.paste("npm run class -- cost --stack *", said), /load-balancer/);
    stack.pulumi("config", "set", "maxHourlyCost", "1.50", "--stack", "dev");
  });

  it("makes a key, and shows the public half of one", async () => {
    const key = path.join(stack.folder, "key");
    write("class:publicKey: none");
    const wrong = await stack.refusal("npm run class -- cost --stack dev");
    const edit = (call: string) => `${call} -q -N '' -f ${key}`;
    await stack.paste("ssh-keygen -t ed25519", wrong, { edit });
    assert.ok(existsSync(key));
    stack.settings = stack.settings.replace(
      "class:publicKey: none",
      `class:privateKeyFile: ${key}`,
    );
    const lacking = await stack.refusal(`${UP} --expires 8h`);
    const half = await stack.paste("ssh-keygen -y -f *", lacking, {
      edit: (call) => call.replace("FILE", key),
    });
    assert.equal(half.split(" ")[1], readFileSync(`${key}.pub`, "utf8").split(" ")[1]);
  });

  for (const command of OF_ACCOUNT)
    it(`asks or changes the account: ${command}`, async () => {
      const { code, said } = await stack.inShell(command);
      assert.equal(code, 0, said);
    });
});
