import assert from "node:assert/strict";
import { z } from "zod";
import { catalogue } from "../../../labs/catalogue.ts";
import { ConfigError, problemsOf } from "../../../labs/contract/problems.ts";
import { type SettingField, settingFields } from "../../../labs/contract/setting-fields.ts";

/** Every setting that is an object, or a list of objects, of every lab. */
const OBJECTS = catalogue.flatMap((lab) =>
  settingFields(lab.settings)
    .filter(({ path }) => !path.includes(".") && !path.includes("[]"))
    .filter(({ schema }) => schema.properties ?? schema.items?.properties)
    .map((field) => ({ lab, field })),
);

const wrong = (lab: (typeof OBJECTS)[number]["lab"], field: SettingField) => {
  const value = field.schema.items ? ["wrong"] : "wrong";
  const settings = { [field.path]: value };
  const { error } = lab.settings.safeParse(settings);
  assert.ok(error);
  const [problem] = problemsOf(`class:labs.${lab.id}`, settings, lab.settings, error);
  assert.ok(problem);
  return problem;
};

describe("a setting that should be an object", () => {
  it("is there in several labs", () => {
    const names = OBJECTS.map(({ field }) => field.path);
    for (const name of ["publicAccess", "records", "redirects"]) assert.ok(names.includes(name));
  });

  for (const { lab, field } of OBJECTS)
    it(`is told its form, and what each of its fields is for: ${lab.id}.${field.path}`, () => {
      const { reason, fix } = wrong(lab, field);
      const { properties = field.schema.items?.properties ?? {} } = field.schema;
      for (const [name, { description = "" }] of Object.entries(properties)) {
        assert.ok(reason.includes(`${name}: `), reason);
        assert.ok(fix.includes(`${name} (${description.replace(/\.$/, "")})`), fix);
      }
    });

  it("is told its form, too, where it is a list", () => {
    const [redirects] = OBJECTS.filter(({ field }) => field.path === "redirects");
    assert.ok(redirects);
    const settings = { redirects: true };
    const { error } = redirects.lab.settings.safeParse(settings);
    assert.ok(error);
    const [problem] = problemsOf("class:labs.static-site", settings, redirects.lab.settings, error);
    assert.equal(problem?.fix, "write a list such as [{from: ..., to: ..., permanent: ...}]");
  });
});

describe("a command in what a mistake is answered with", () => {
  const fixesOn = (stack: string) => {
    const needed = z.string();
    const { error } = needed.safeParse(undefined);
    assert.ok(error);
    const missing = problemsOf("class:email", undefined, needed, error);
    const toStart = {
      ...{ key: "class:id", value: "1", reason: "" },
      fix: "npm start -- --stack NAME",
    };
    return new ConfigError(stack, [...missing, toStart]);
  };

  it("names the stack", () => {
    const { problems, message } = fixesOn("dev");
    const fixes = ["pulumi config set email VALUE --stack dev", "npm start -- --stack dev"];
    assert.deepEqual(
      problems.map(({ fix }) => fix),
      fixes,
    );
    for (const fix of fixes) assert.ok(message.includes(`fix: ${fix}`), message);
  });

  it("needs no name on stack local", () => {
    const { problems } = fixesOn("local");
    assert.deepEqual(
      problems.map(({ fix }) => fix),
      ["pulumi config set email VALUE", "npm start"],
    );
  });
});
