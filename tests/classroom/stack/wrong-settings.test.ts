import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { identityOfStack } from "../../../classroom/stack/without-settings.ts";
import { settingsIn } from "../../../classroom/stack/class-settings.ts";
import { asDeployed, forItsEnd } from "../../../classroom/stack/deployed-settings.ts";
import { readStackFile } from "../../../classroom/pulumi/stack-file.ts";
import { fakeEnvironment } from "../../support/fakes/fake-environment.ts";
import { FakeKeeper, FakeStack, IDENTITY, SALT } from "../../support/fakes/fake-stack.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const REGION = "  aws:region: ap-northeast-2\n";

/** What may stand in a Pulumi.dev.yaml once the class is up, by mistake. */
const WRONG: Readonly<Record<string, string>> = {
  "a bracket that is not closed": "config: {a",
  "a list": "- a\n- b\n",
  "a key beside config": "class:owner: kim\n",
  "no region": "config:\n  class:owner: kim\n",
  "no such region": "config:\n  aws:region: ap-northeast-9\n",
  "an access key in plain text": `config:\n${REGION}  aws:accessKey: AKIAIOSFODNN7EXAMPLE\n`,
  "a salt that is none": `encryptionsalt: abc\nconfig:\n${REGION}`,
  "a profile that this machine does not have": `config:\n${REGION}  aws:profile: no-such-profile\n`,
  "an environment that is a text": `environment: dev\nconfig:\n${REGION}`,
  "a key that there is not": `config:\n${REGION}  class:onwer: kim\n`,
  "a lab that there is not": `config:\n${REGION}  class:labs: {s3-buket: true}\n`,
  "labs that are a text": `config:\n${REGION}  class:labs: s3-bucket\n`,
  "a time without an offset": `config:\n${REGION}  class:expires: tomorrow\n`,
  "an environment that there is not": `config:\n${REGION}  class:environment: production\n`,
  "an id that is none": `config:\n${REGION}  class:id: "1"\n`,
  "an address that is no block": `config:\n${REGION}  class:adminCidrs: [school]\n`,
};

/** As `pulumi stack history --json` says it, the newest first. */
const update = (result: string, labs: object, more: object = {}) => ({
  kind: "update",
  result,
  config: {
    "aws:region": { value: "ap-northeast-2", secret: false },
    "class:email": { value: "", secret: false },
    "class:labs": { value: JSON.stringify(labs), objectValue: labs, secret: false },
    ...more,
  },
});
const HISTORY = [
  { ...update("succeeded", { ami: true }), kind: "refresh" },
  update("failed", { "s3-buket": true }),
  update("succeeded", { cdn: true }),
  update("succeeded", { efs: true }),
];

describe("a stack that is up, with settings that have become wrong,", () => {
  const temporary = temporaryFolder();
  fakeEnvironment(() => ({ AWS_CLASS_FOLDER: path.join(temporary.path, ".class") }));

  const lines: string[] = [];
  const report = (line: string): void => void lines.push(line);

  const stackWith = (text: string, history: readonly object[] = HISTORY): FakeStack => {
    const stack = new FakeStack();
    stack.settings = path.join(temporary.path, "Pulumi.dev.yaml");
    stack.history = history;
    writeFileSync(stack.settings, text);
    return stack;
  };

  /** What `check` and `solve` open. */
  const deployed = async (stack: FakeStack) => {
    const error: unknown = await settingsIn(stack.pulumi).catch((reason: unknown) => reason);
    return settingsIn(await asDeployed(stack.pulumi, error, report));
  };
  /** What `down` and `leftovers` open. */
  const ended = async (stack: FakeStack) => {
    const { settings } = await forItsEnd(stack.pulumi, report);
    readStackFile(settings);
    return identityOfStack(stack.pulumi, new FakeKeeper(), settings);
  };

  for (const [mistake, text] of Object.entries(WRONG)) {
    for (const command of ["check", "solve"])
      it(`is ${command}ed as it was deployed: ${mistake}`, async () => {
        const { labs, region } = await deployed(stackWith(text));
        assert.deepEqual([labs.map(({ lab }) => lab.id), region], [["cdn"], "ap-northeast-2"]);
        assert.match(
          lines.at(-1) ?? "",
          /Until that is fixed, the settings of the last deployment/,
        );
      });
    for (const command of ["down", "leftovers"])
      it(`is known to ${command} by its output: ${mistake}`, async () => {
        assert.deepEqual(await ended(stackWith(text)), IDENTITY);
      });
  }

  it("is destroyed by what its state says of the provider, where nothing else is known", async () => {
    const stack = stackWith("config: {a", []);
    stack.resources = [
      {
        ...{ type: "pulumi:providers:aws", name: "default", id: "p" },
        inputs: { region: "us-east-1", profile: "school", version: "7" },
      },
    ];
    const { settings } = await forItsEnd(stack.pulumi, report);
    assert.deepEqual(readStackFile(settings), {
      encryptionsalt: SALT,
      config: { "aws:region": "us-east-1", "aws:profile": "school", "aws:version": "7" },
    });
  });

  it("is not checked where no other settings are known: what is wrong is said", async () => {
    await assert.rejects(deployed(stackWith("config: {a", [])), /a bracket is not closed/);
    const secret = { "class:owner": { value: "[secret]", secret: true } };
    const hidden = stackWith("config: {a", [update("succeeded", {}, secret)]);
    await assert.rejects(deployed(hidden), /a bracket is not closed/);
  });

  it("is destroyed with its own settings where only a secret cannot be read", async () => {
    const stack = stackWith(`config:\n${REGION}  class:labs: {cdn: {x: {secure: v1:a}}}\n`);
    assert.equal((await forItsEnd(stack.pulumi, report)).settings, stack.settings);
  });

  it("fails for anything else as it did", async () => {
    const stack = stackWith(`config:\n${REGION}`);
    await assert.rejects(asDeployed(stack.pulumi, new Error("other"), report), /^Error: other/);
    assert.equal(await forItsEnd(stack.pulumi, report), stack.pulumi);
  });
});
