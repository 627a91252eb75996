import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { SecretSettingError } from "../../../classroom/pulumi/secrets/secret-paths.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import { identityOfStack } from "../../../classroom/stack/without-settings.ts";
import { FakeKeeper, FakeStack, IDENTITY } from "../../support/fakes/fake-stack.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const TAGS = {
  ...{ class: "aws-class", "class-id": "abcdefgh2345", environment: "dev", owner: "teacher" },
  expires: IDENTITY.expires,
};
const volume = (outputs: object) => ({
  ...{ type: "aws:ebs/volume:Volume", name: "disk", id: "vol-1" },
  outputs: outputs as Record<string, unknown>,
});

describe("whose class a stack is", () => {
  const temporary = temporaryFolder();
  const settings = (text: string): string => {
    const file = path.join(temporary.path, "Pulumi.dev.yaml");
    writeFileSync(file, text);
    return file;
  };
  const WRONG = `config:
  aws:region: us-west-2
  class:id: zzzzzzzz2345
  class:name: other
  class:environment: production
  class:expires: never
  class:email: {secure: v1:abc}
  class:labs: {no-such-lab: {x: {secure: v1:abc}}}
`;

  it("says its output, whatever its settings have become", async () => {
    const found = await identityOfStack(new FakeStack(), new FakeKeeper(), settings(WRONG));
    assert.deepEqual(found, IDENTITY);
  });

  it("say the tags of its resources, where its first up was interrupted", async () => {
    for (const outputs of [
      { tagsAll: TAGS, region: "ap-northeast-2" },
      { tags: TAGS, arn: "arn:aws:ec2:ap-northeast-2:111122223333:volume/vol-1" },
    ]) {
      const stack = new FakeStack([volume({}), volume({ tags: TAGS }), volume(outputs)]);
      stack.outputsNow = {};
      assert.deepEqual(
        await identityOfStack(stack, new FakeKeeper(), settings("config:\n  class:labs: {}\n")),
        IDENTITY,
      );
    }
  });

  it("say its tags before its record, as long as it holds something", async () => {
    const stack = new FakeStack([volume({ tagsAll: TAGS, region: "ap-northeast-2" })]);
    stack.outputsNow = {};
    const keeper = new FakeKeeper({
      identity: { ...IDENTITY, id: "zzzzzzzz2345" },
      ledger: new Ledger([]),
    });
    const { id } = await identityOfStack(stack, keeper, settings("config: {}\n"));
    assert.equal(id, IDENTITY.id);
  });

  it("says its record before its settings, where its resources have no tags", async () => {
    const stack = new FakeStack([volume({})]);
    stack.outputsNow = {};
    const keeper = new FakeKeeper({ identity: IDENTITY, ledger: new Ledger([]) });
    assert.deepEqual(await identityOfStack(stack, keeper, settings(WRONG)), IDENTITY);
  });

  it("say its settings which its second region is, because no tag does", async () => {
    const stack = new FakeStack([volume({ tagsAll: TAGS, region: "ap-northeast-2" })]);
    stack.outputsNow = {};
    const file = settings("config:\n  class:peerRegion: us-east-1\n");
    const found = await identityOfStack(stack, new FakeKeeper(), file);
    assert.deepEqual(found, { ...IDENTITY, peerRegion: "us-east-1" });
  });

  it("says its record, when it holds nothing any more", async () => {
    const stack = new FakeStack();
    stack.outputsNow = {};
    const keeper = new FakeKeeper({ identity: IDENTITY, ledger: new Ledger([]) });
    assert.deepEqual(await identityOfStack(stack, keeper, settings(WRONG)), IDENTITY);
  });

  it("say its settings last, as far as they can be read", async () => {
    const stack = new FakeStack();
    stack.outputsNow = {};
    const found = await identityOfStack(stack, new FakeKeeper(), settings(WRONG));
    assert.deepEqual(
      [found.id, found.name, found.environment, found.region, found.peerRegion, found.owner],
      ["zzzzzzzz2345", "other", "dev", "us-west-2", "ap-northeast-1", "instructor"],
    );
    const bare = await identityOfStack(stack, new FakeKeeper(), path.join(temporary.path, "none"));
    assert.deepEqual([bare.id, bare.name, bare.region], [undefined, "aws-class", "ap-northeast-2"]);
    for (const environment of ["prod", "local"] as const) {
      const file = settings(`config:\n  class:environment: ${environment}\n`);
      const its = await identityOfStack(stack, new FakeKeeper(), file);
      assert.equal(its.environment, environment);
    }
  });

  const written = (text: string, more: Partial<FakeStack> = {}) => {
    const stack = Object.assign(new FakeStack(), { outputsNow: {} }, more);
    return identityOfStack(stack, new FakeKeeper(), settings(text));
  };

  it("says each of its settings", async () => {
    const keys = { ...IDENTITY, environment: "prod", peerRegion: "us-east-1" } as const;
    const { region, ...ofClass } = keys;
    const lines = Object.entries(ofClass).map(([key, value]) => `  class:${key}: "${value}"\n`);
    assert.deepEqual(await written(`config:\n  aws:region: ${region}\n${lines.join("")}`), keys);
  });

  it("says what a class has by itself, where a setting is empty or not text", async () => {
    const usual = {
      ...{ id: undefined, name: "aws-class", environment: "dev", owner: "instructor" },
      ...{ region: "ap-northeast-2", peerRegion: "ap-northeast-1" },
      expires: "1970-01-01T00:00:00.000Z",
    };
    assert.deepEqual(await written("config: {}\n"), usual);
    const nothing = ["id", "name", "environment", "owner", "peerRegion", "expires"];
    for (const value of ['""', "[a]"]) {
      const lines = nothing.map((key) => `  class:${key}: ${value}\n`).join("");
      assert.deepEqual(await written(`config:\n  aws:region: ${value}\n${lines}`), usual);
    }
  });

  const SECRET = "config:\n  class:name: {secure: v1:abc}\n  class:email: {secure: v1:abc}\n";

  it("says its record when it holds nothing any more, even without the passphrase of its settings", async () => {
    const stack = Object.assign(new FakeStack(), { outputsNow: {} });
    const keeper = new FakeKeeper({ identity: IDENTITY, ledger: new Ledger([]) });
    assert.deepEqual(await identityOfStack(stack, keeper, settings(SECRET)), IDENTITY);
  });

  it("says a secret of them in plain text", async () => {
    const config = () => Promise.resolve('{"class:name": {"value": "hidden", "secret": true}}');
    assert.equal((await written(SECRET, { config })).name, "hidden");
  });

  it("is not guessed where the secret cannot be decrypted: under another name nothing is found", async () => {
    await assert.rejects(
      written(SECRET),
      (error) =>
        error instanceof SecretSettingError && error.message.includes("the value of: class:name\n"),
    );
  });
});
