import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { checkProfile } from "../../../classroom/pulumi/known-profile.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("the profile of a stack", () => {
  const temporary = temporaryFolder();
  const env = () => ({ HOME: temporary.path });
  const write = (name: string, text: string): string => {
    const file = path.join(temporary.path, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
  const check = (profile: string, variables: NodeJS.ProcessEnv = env()) => {
    const file = write("Pulumi.dev.yaml", `config:\n  aws:profile: ${profile}\n`);
    checkProfile(file, variables);
  };

  it("is one of ~/.aws/config, in quotes or not, or the default one", () => {
    write(".aws/config", '[default]\n[profile class]\n[profile "a class"]\n[sso-session school]\n');
    for (const profile of ["class", "a class", "default"]) check(profile);
  });

  it("is one of ~/.aws/credentials", () => {
    write(".aws/credentials", "[teacher]\naws_access_key_id = a\n");
    check("teacher");
  });

  it("is no session of SSO: the nearest profile is named", () => {
    write(".aws/config", "[profile class]\n[sso-session school]\n");
    assert.throws(() => {
      check("school");
    }, /line 2, column 3: there is no profile school in ~\/\.aws\/config or ~\/\.aws\/credentials\n {2}fix: did you mean class\?/);
  });

  it("is looked for where the environment says, and where there is none, it is said how to create it", () => {
    const files = { AWS_CONFIG_FILE: "/nowhere/a", AWS_SHARED_CREDENTIALS_FILE: "/nowhere/b" };
    assert.throws(() => {
      check("class", { ...env(), ...files });
    }, /in \/nowhere\/a or \/nowhere\/b\n {2}fix: to create it: aws configure sso --profile class$/);
  });

  it("is unknown here where it is encrypted", () => {
    const file = write("Pulumi.dev.yaml", "config:\n  aws:profile:\n    secure: v1:a:b\n");
    checkProfile(file, env());
  });
});
