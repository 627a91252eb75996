import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { SecretSettingError } from "../../../classroom/pulumi/secrets/secret-paths.ts";
import {
  configValues,
  readStackFile,
  stackSettings,
} from "../../../classroom/pulumi/stack-file.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("configuration as the program is given it", () => {
  it("is not to be had without the class's secrets: one below class:labs would hide all labs", () => {
    assert.throws(
      () =>
        configValues(
          {
            "class:email": { secure: "v1:abc:def" },
            "class:owner": "teacher",
            "class:labs": { billing: { limits: [1, { secure: "v1:ghi:jkl" }] } },
          },
          "dev",
        ),
      (error) =>
        error instanceof SecretSettingError &&
        /Pulumi\.dev\.yaml has secrets.*: class:email, class:labs\.billing\.limits\.1\n[\s\S]*PULUMI_CONFIG_PASSPHRASE/.test(
          error.message,
        ) &&
        !error.message.includes("v1:"),
    );
  });

  it("goes without the provider's secrets, which the provider alone needs", () => {
    const values = configValues(
      { "aws:secretKey": { secure: "v1:abc" }, "class:name": "a" },
      "dev",
    );
    assert.equal(values["class:name"], "a");
    assert.equal(values["aws:secretKey"], undefined);
  });
});

describe("a stack's file", () => {
  const folder = temporaryFolder();
  const read = (text: string) => {
    const file = path.join(folder.path, "Pulumi.dev.yaml");
    writeFileSync(file, text);
    return readStackFile(file);
  };

  it("may come from Windows", () => {
    assert.deepEqual(read("\uFEFFconfig:\r\n  class:owner: teacher\r\n").config, {
      "class:owner": "teacher",
    });
  });

  it("may be empty, or without settings", () => {
    for (const text of ["", "# nothing\n", "config:\n", "encryptionsalt: v1:a=:v1:b=:c=\n"])
      assert.deepEqual(read(text).config, {});
  });

  it("may have what Pulumi keeps there beside the settings", () => {
    const kept = { secretsprovider: "passphrase", encryptedkey: "a", environment: ["class/dev"] };
    assert.deepEqual(read(JSON.stringify({ ...kept, config: {} })), { ...kept, config: {} });
  });

  it("is named in what to do about a secret that is written like a tag", () => {
    assert.throws(
      () => read("config:\n  class:owner: !secret kim\n"),
      /fix: .*a secret: pulumi config set --secret KEY VALUE --stack dev$/,
    );
  });

  it("that is a folder, or not there, is named", () => {
    assert.throws(() => readStackFile(folder.path), /: it cannot be read: .*\n {2}fix: check that/);
    const none = path.join(folder.path, "none.yaml");
    assert.throws(() => readStackFile(none), /none\.yaml: there is no such file\n {2}fix: git/);
  });

  it("is not read under another ending, or a name that no stack can have", () => {
    const put = (name: string) => {
      writeFileSync(path.join(folder.path, name), "config: {}\n");
      return path.join(folder.path, name.replace(/yml$/, "yaml"));
    };
    assert.throws(() => stackSettings("spring", put("Pulumi.spring.yml")), {
      message: "Pulumi does not read Pulumi.spring.yml\n  fix: rename it to Pulumi.spring.yaml",
    });
    for (const name of ["my class", "\ubd04", "a".repeat(101)])
      assert.throws(
        () => stackSettings(name, put(`Pulumi.${name}.yaml`)),
        /: a stack's name has 1 to 100 letters a-z, digits and \. _ -, not ".*"\n {2}fix: rename the file/,
      );
    assert.deepEqual(stackSettings("spring-2026", put("Pulumi.spring-2026.yaml")).config, {});
  });
});
