import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import type { Language } from "../../../classroom/console/language.ts";
import { describeActions, describeOutputs } from "../../../classroom/stack/outputs.ts";
import type { ClassConfig } from "../../../infra/config.ts";
import { catalogue } from "../../../labs/catalogue.ts";
import { command, contact, link, value } from "../../../labs/contract/outputs.ts";

const [vpcManual] = catalogue.filter(({ id }) => id === "vpc-manual");

const TEACHES = { en: "Make a network.", ko: "네트워크를 만듭니다." };

/** What is read out of a lab that declares these outputs, in this order. */
function described(
  outputs: Record<string, unknown>,
  declared = Object.keys(outputs),
  language: Language = "en",
): string[] {
  const declarations = Object.fromEntries(
    declared.map((name) => [name, value(`The ${name}`, `그 ${name}`)]),
  );
  const lab = { ...vpcManual, teaches: TEACHES, outputs: declarations };
  const config = { labs: [{ lab, settings: {} }] } as unknown as ClassConfig;
  return stripVTControlCharacters(describeOutputs(config, { "vpc-manual": outputs }, language))
    .trim()
    .split("\n");
}

/** The same without what stands above the outputs. */
const values = (outputs: Record<string, unknown>, declared?: string[]): string[] =>
  described(outputs, declared).slice(2);

describe("describeOutputs", () => {
  it("puts a lab's outputs, with their labels, below its title and what it teaches", () => {
    assert.deepEqual(described({ id: "vpc-1", port: 80 }), [
      "vpc-manual  A VPC by hand",
      "  Make a network.",
      "  The id    vpc-1",
      "  The port  80",
    ]);
  });

  it("speaks Korean, too", () => {
    assert.deepEqual(described({ id: "vpc-1" }, ["id"], "ko"), [
      "vpc-manual  VPC 생성(수동)",
      "  네트워크를 만듭니다.",
      "  그 id  vpc-1",
    ]);
  });

  it("reads them out as the lab declares them, and none that it does not", () => {
    assert.deepEqual(values({ a: 1, b: 2, c: 3 }, ["c", "a"]), ["  The c  3", "  The a  1"]);
  });

  it("gives each member of a list a line", () => {
    assert.deepEqual(values({ ids: ["a", "b"] }), ["  The ids  a", "           b"]);
  });

  it("gives each member of a map a line with its key", () => {
    assert.deepEqual(values({ ids: { one: "a", two: "b" } }), [
      "  The ids  one: a",
      "           two: b",
    ]);
  });

  it("keeps the lines of a text together", () => {
    assert.deepEqual(values({ text: "a\nb" }), ["  The text  a", "            b"]);
  });

  describe("where AWS is emulated", () => {
    const lab = {
      ...vpcManual,
      teaches: TEACHES,
      outputs: { id: value("ID"), url: link("Website"), ssh: contact("Log in") },
    };
    const outputs = { id: "i-1", url: "http://site.example.com", ssh: "ssh -i key.pem me@host" };
    const shown = (environment: string) => {
      const config = { environment, labs: [{ lab, settings: {} }] } as unknown as ClassConfig;
      return stripVTControlCharacters(describeOutputs(config, { "vpc-manual": outputs }, "en"));
    };

    it("marks addresses, and gives no command that would contact one", () => {
      assert.match(shown("local"), /http:\/\/site\.example\.com {2}\(emulated\)\n/);
      assert.match(shown("local"), /Log in +on AWS only: /);
      assert.doesNotMatch(shown("local"), /key\.pem/);
      assert.match(shown("local"), /i-1\n/);
    });

    it("says once, in both languages, how commands of the AWS CLI reach the emulator", () => {
      const said = (language: Language, ask: string) => {
        const config = {
          ...{ environment: "local", region: "ap-northeast-2" },
          labs: [{ lab: { ...lab, outputs: { ask: command("Ask") } }, settings: {} }],
        } as unknown as ClassConfig;
        const emulation = { endpoint: "http://127.0.0.1:5000" };
        const text = describeOutputs(config, { "vpc-manual": { ask } }, language, emulation);
        return stripVTControlCharacters(text).trimEnd().split("\n").slice(4);
      };
      const line =
        "export AWS_ENDPOINT_URL=http://127.0.0.1:5000 AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_SESSION_TOKEN= AWS_EC2_METADATA_DISABLED=true AWS_REGION=ap-northeast-2 AWS_DEFAULT_REGION=ap-northeast-2 AWS_PAGER=";
      assert.deepEqual(said("en", "aws s3 ls"), [
        "",
        "For aws commands, first run this in a new terminal; otherwise they go to your real AWS account:",
        line,
      ]);
      assert.match(said("ko", 'ls "$(aws s3 ls)"').join("\n"), /^\n.*실제 AWS 계정.*:\nexport /);
      assert.deepEqual(said("en", "ls laws"), []);
    });

    it("and on AWS gives them as they are", () => {
      assert.match(shown("dev"), /http:\/\/site\.example\.com\n/);
      assert.match(shown("dev"), /ssh -i key\.pem me@host/);
    });
  });
});

describe("describeActions", () => {
  const lab = {
    ...vpcManual,
    teaches: TEACHES,
    outputs: {
      id: value("ID"),
      url: link("Website"),
      look: command("Look"),
      ssh: contact("Log in"),
    },
  };
  const outputs = { id: "i-1", url: "http://site.example.com", look: "ls", ssh: "ssh me@host" };
  const shown = (environment: string, stack: string, look = outputs.look) => {
    const labs = [{ lab, settings: {} }];
    const config = { environment, stack, region: "eu-west-1", labs } as unknown as ClassConfig;
    const emulation = { endpoint: "http://127.0.0.1:5000" };
    const text = describeActions(config, { "vpc-manual": { ...outputs, look } }, "en", emulation);
    return stripVTControlCharacters(text).trim().split("\n");
  };

  it("has the links and commands of each lab, and how to see the rest", () => {
    assert.deepEqual(shown("dev", "dev"), [
      "vpc-manual  A VPC by hand",
      "  Website  http://site.example.com",
      "  Look     ls",
      "  Log in   ssh me@host",
      "",
      "npm run class -- outputs --stack dev   shows every value, and what each lab teaches",
    ]);
  });

  it("leaves out what nobody may contact where AWS is emulated", () => {
    assert.deepEqual(shown("local", "local"), [
      "vpc-manual  A VPC by hand",
      "  Website  http://site.example.com  (emulated)",
      "  Look     ls",
      "",
      "npm run class -- outputs   shows every value, and what each lab teaches",
    ]);
  });

  it("says before the end how commands of the AWS CLI reach the emulator, and on AWS nothing of it", () => {
    assert.match(
      shown("local", "local", "aws s3 ls").slice(-4).join("\n"),
      /^\nFor aws commands, .* real AWS account:\nexport AWS_ENDPOINT_URL=http:\/\/127\.0\.0\.1:5000 .* AWS_REGION=eu-west-1 AWS_DEFAULT_REGION=eu-west-1 AWS_PAGER=\nnpm run class/,
    );
    assert.doesNotMatch(shown("dev", "dev", "aws s3 ls").join("\n"), /export/);
  });
});
