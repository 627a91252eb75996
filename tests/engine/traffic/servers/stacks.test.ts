import assert from "node:assert/strict";
import { readInit } from "../../../../engine/traffic/servers/stacks/init.ts";
import {
  ofTemplate,
  readTemplate,
  resolved,
  TemplateError,
} from "../../../../engine/traffic/servers/stacks/template.ts";

const VALUES: Readonly<Record<string, string>> = { Title: "It works!", "AWS::Region": "eu-west-1" };
const names = (name: string) => VALUES[name];

const carriedOut = (yaml: string): unknown =>
  (resolved(readTemplate(yaml), names) as { readonly x: unknown }).x;

describe("a part of a template", () => {
  it("has its functions carried out, in their short and long forms", () => {
    assert.equal(carriedOut("x: !Ref Title"), "It works!");
    assert.equal(carriedOut('{"x": {"Ref": "AWS::Region"}}'), "eu-west-1");
    assert.equal(carriedOut("x: !Sub '${Title} ${!Title} $1'"), "It works! ${Title} $1");
    assert.equal(
      carriedOut("x: !Sub ['${A} in ${AWS::Region}', {A: !Ref Title}]"),
      "It works! in eu-west-1",
    );
    assert.equal(carriedOut("x: !Join ['-', [a, !Ref AWS::Region]]"), "a-eu-west-1");
    assert.equal(carriedOut("x: !Select [1, !Split ['-', !Ref AWS::Region]]"), "west");
    assert.equal(carriedOut("x: {Fn::Base64: !Sub 'hi'}"), "aGk=");
  });

  it("has an error of its own for whatever is wrong in it", () => {
    assert.throws(() => readTemplate("x: ["), TemplateError);
    const broken = () => ofTemplate(() => carriedOut("x: !Join ['-', 5]"));
    assert.throws(broken, TemplateError);
    for (const init of [null, "x", { configSets: null }])
      assert.throws(() => readInit(init), TemplateError);
  });

  it("says which function or name is not known here", () => {
    assert.throws(() => carriedOut("x: !If [A, b, c]"), /^Error: Fn::If is not carried out/);
    assert.throws(() => carriedOut("x: !GetAtt Server.PublicIp"), /Fn::GetAtt is not carried out/);
    assert.throws(
      () => carriedOut("x: !Sub '${Server.PublicIp}'"),
      /of Server\.PublicIp is not known/,
    );
  });
});

describe("what a template asks of cfn-init", () => {
  it("is its config: packages, files, services that are switched on", () => {
    const config = {
      packages: { yum: { httpd: [] }, rpm: { epel: "https://example.com/epel.rpm" } },
      files: {
        "/var/www/html/a": { content: "a", mode: "000600", owner: "root" },
        "/etc/b.json": { content: { b: 1 } },
      },
      services: {
        systemd: { httpd: { enabled: true, ensureRunning: "true" }, sshd: { enabled: false } },
      },
    };
    assert.deepEqual(readInit({ config }), {
      packages: ["httpd", "epel"],
      files: {
        "/var/www/html/a": { content: "a", mode: "000600" },
        "/etc/b.json": { content: '{\n  "b": 1\n}' },
      },
      services: ["httpd"],
    });
  });

  it("is the default config set, in its order", () => {
    const init = {
      configSets: { default: ["two", "one"] },
      one: { packages: { yum: { one: [] } } },
      two: { packages: { yum: { two: [] } } },
    };
    assert.deepEqual(readInit(init).packages, ["two", "one"]);
  });

  it("is refused where it asks for more than is carried out here", () => {
    const commands = { config: { commands: { a: { command: "date" } } } };
    assert.throws(() => readInit(commands), /config: commands is not carried out on this machine/);
    const source = { config: { files: { "/a": { source: "https://example.com/a" } } } };
    assert.throws(() => readInit(source), /\/a has no content/);
    assert.throws(() => readInit({ configSets: { other: ["a"] } }), /only a default config set/);
  });
});
