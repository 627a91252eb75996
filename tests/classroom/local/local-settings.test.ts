import assert from "node:assert/strict";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { LocalFolder } from "../../../classroom/local/local-folder.ts";
import {
  lastEach,
  localExpiry,
  localSettings,
  ownLabs,
} from "../../../classroom/local/local-settings.ts";
import {
  readStackFile,
  stackSettings,
  writeStackFile,
} from "../../../classroom/pulumi/stack-file.ts";
import { putKeyPair } from "../../support/key-pair.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const noon = new Date("2026-11-24T12:00:00Z");
const hoursLater = (hours: number) => new Date(noon.getTime() + hours * 3_600_000);

describe("localSettings", () => {
  const temporary = temporaryFolder();
  beforeEach(() => {
    putKeyPair(temporary.path);
  });
  const settings = (labs?: string[], now = noon) =>
    localSettings(new LocalFolder(temporary.path), { labs }, now);
  const ids = (labs?: string[]) => settings(labs).labs.map(({ lab }) => lab.id);

  it("takes the labs of Pulumi.local.yaml", () => {
    assert.deepEqual(ids(), [
      "linux-server",
      "static-site",
      "dynamodb",
      "load-balancer",
      "cloudwatch-alarm",
    ]);
  });

  it("takes the labs of the run instead, when it names some", () => {
    assert.deepEqual(ids(["vpc-manual"]), ["vpc-manual"]);
  });

  it("writes what Pulumi is to read, into the folder", () => {
    settings(["vpc-manual"]);
    const { config } = readStackFile(new LocalFolder(temporary.path).settings);
    assert.deepEqual(config["class:labs"], { "vpc-manual": true });
  });

  it("writes nothing when a lab is misspelt, and names the nearest", () => {
    assert.throws(() => settings(["vpc-manul"]), /did you mean vpc-manual\?/);
    assert.equal(existsSync(new LocalFolder(temporary.path).settings), false);
  });

  it("takes nothing for a lab that every object has by itself", () => {
    for (const id of ["constructor", "__proto__"])
      assert.throws(
        () => settings([id]),
        new RegExp(`class:labs.${id} = true: there is no such lab`),
      );
  });

  it("have a key pair of their own, the same in every run", () => {
    const { publicKey, privateKeyFile } = settings();
    assert.match(publicKey ?? "", /^ssh-rsa /);
    assert.equal(privateKeyFile, path.join(temporary.path, "keys/local.pem"));
    assert.equal(settings().publicKey, publicKey);
    const { config } = readStackFile(new LocalFolder(temporary.path).settings);
    assert.equal(config["class:publicKey"], publicKey);
  });

  it("have a class id, the same in every run", () => {
    const { id } = settings();
    assert.match(id ?? "", /^[a-z2-7]{12}$/);
    assert.equal(settings(["vpc-manual"], hoursLater(24)).id, id);
  });

  it("expires after a working day, and keeps the moment over the runs of that day", () => {
    assert.equal(settings().expires, "2026-11-24T20:00:00Z");
    assert.equal(settings(undefined, hoursLater(7)).expires, "2026-11-24T20:00:00Z");
  });

  it("gives the next day a moment of its own", () => {
    settings();
    assert.equal(settings(undefined, hoursLater(24)).expires, "2026-11-25T20:00:00Z");
  });

  it("says beforehand what the opening of a class will set: its own labs, and the end that it has", () => {
    const folder = new LocalFolder(temporary.path);
    const each = { labs: { dynamodb: true } };
    assert.deepEqual(ownLabs(folder), {});
    const expected = localExpiry(folder, noon);
    const opened = localSettings(folder, { each }, noon);
    assert.deepEqual([opened.labs, opened.expires], [[], expected]);
    assert.equal(localExpiry(folder, hoursLater(2)), expected);
  });

  it("keep the class's own labs and what its students get, also after a run that was interrupted", () => {
    const folder = new LocalFolder(temporary.path);
    settings(["vpc-manual"]);
    const each = { labs: { dynamodb: true } };
    assert.equal(lastEach(folder), undefined);
    mkdirSync(path.join(folder.state, ".pulumi/stacks/class"), { recursive: true });
    const state = path.join(folder.state, ".pulumi/stacks/class/local.json");
    for (const pending of [[], [{}]]) {
      const latest = { pending_operations: pending };
      writeFileSync(state, JSON.stringify({ checkpoint: { latest } }));
      assert.deepEqual(ownLabs(folder), { "vpc-manual": true });
      const { labs } = localSettings(folder, { each }, noon);
      assert.deepEqual(
        labs.map(({ lab }) => lab.id),
        ["vpc-manual"],
      );
      assert.deepEqual(lastEach(folder), each);
    }
  });

  it("have a site for pages as long as the class is up, and the labs that it has", () => {
    const folder = new LocalFolder(temporary.path);
    settings(["vpc-manual"]);
    assert.equal(settings(["vpc-manual"]).publish, false);
    mkdirSync(path.join(folder.state, ".pulumi/stacks/class"), { recursive: true });
    writeFileSync(path.join(folder.state, ".pulumi/stacks/class/local.json"), "{}");
    const { publish, labs } = localSettings(folder, { publish: true }, noon);
    assert.deepEqual([publish, labs.map(({ lab }) => lab.id)], [true, ["vpc-manual"]]);
    assert.equal(settings(["dynamodb"]).publish, true);
    assert.equal(localSettings(folder, { publish: false }, noon).publish, false);
    localSettings(folder, { publish: true }, noon);
    rmSync(folder.state, { recursive: true });
    assert.equal(settings(["dynamodb"]).publish, false);
  });
});

describe("localSettings with encrypted labs", () => {
  const temporary = temporaryFolder();
  /** The settings of the last run, of which Pulumi.local.yaml has these encrypted. */
  const last = (config: object): LocalFolder => {
    putKeyPair(temporary.path);
    const folder = new LocalFolder(temporary.path);
    localSettings(folder, { labs: ["vpc-manual"] }, noon);
    const file = readStackFile(folder.settings);
    writeStackFile(folder.settings, { ...file, config: { ...file.config, ...config } });
    mkdirSync(path.join(folder.state, ".pulumi/stacks/class"), { recursive: true });
    writeFileSync(path.join(folder.state, ".pulumi/stacks/class/local.json"), "{}");
    return folder;
  };
  const secure = { secure: "v1:abcdefghijklmnop:abcdefghijklmnopqrstuvwx" };
  const { config } = stackSettings("local");

  it("have a site for the pages of students whose labs are encrypted", () => {
    for (const each of [secure, { labs: { "rds-mysql": { user: secure } } }]) {
      const folder = last({ "class:each": each, "class:labs": {} });
      const plain = {
        config: { ...config, "class:each": { labs: { dynamodb: true } } },
        secrets: [],
      };
      const { publish, each: read } = localSettings(folder, { publish: true }, noon, plain);
      assert.deepEqual([publish, read?.labs], [true, { dynamodb: true }]);
    }
  });

  it("have a site for the pages of a class whose own labs are", () => {
    const folder = last({ "class:labs": secure });
    const plain = { config: { ...config, "class:labs": { dynamodb: true } }, secrets: [] };
    const { publish, labs } = localSettings(folder, { publish: true }, noon, plain);
    assert.deepEqual([publish, labs.map(({ lab }) => lab.id)], [true, ["dynamodb"]]);
  });
});
