import { writeFileSync } from "node:fs";
import path from "node:path";
import { Aws } from "../../../aws/clients.ts";
import { iamClient } from "../../../aws/iam/client.ts";
import { type Engine, findEngine } from "../../../engine/engine.ts";
import { ED25519_KEY } from "../../support/keys.ts";
import { MORE } from "../../support/labs.ts";
import { runsWhatIsPrinted } from "../../support/printed/run-lab-commands.ts";
import { RemoteClass } from "../remote/remote-class.ts";

/** Labs whose printed commands are within a student's rights, see docs/student-rights.md. */
const LABS = [
  ...["s3-bucket", "dynamodb", "security-group", "auto-scaling", "blue-green"],
  ...["in-place-deploy", "codedeploy", "efs"],
];
const EACH = {
  labs: Object.fromEntries(LABS.map((id) => [id, MORE[id] ?? true])),
  ...{ protect: false, adminCidrs: ["203.0.113.7/32"] },
};

describe("what the labs print, run by a student", function () {
  this.timeout("10m");
  let stack: RemoteClass;
  let engine: Engine;
  let key: NodeJS.ProcessEnv;
  before(async () => {
    engine = await findEngine(console.error);
    stack = await RemoteClass.start({
      ...{ "class:labs": {}, "class:each": EACH },
      "class:publicKey": ED25519_KEY,
    });
    stack.pulumi("stack", "init", "dev");
    const roster = path.join(stack.folder, "roster.csv");
    writeFileSync(roster, "id,name\ns01,Kim\n");
    const options = ["--class", "dev", "--expires", "8h", "--yes", "--ignore-quotas"];
    stack.classroom("open", roster, ...options);
    const aws = new Aws({ region: "ap-northeast-2", env: stack.emulator.env });
    const iam = await aws.client(iamClient);
    const { AccessKey } = await iam.createAccessKey({ UserName: "dev-s01" });
    key = {
      AWS_ACCESS_KEY_ID: AccessKey?.AccessKeyId,
      AWS_SECRET_ACCESS_KEY: AccessKey?.SecretAccessKey,
      AWS_SESSION_TOKEN: undefined,
    };
  });
  after(() => stack.stop());

  const outputs = () => {
    const json = stack.classroom("outputs", "--class", "dev", "--only", "s01", "--json");
    const { s01 = {} } = JSON.parse(json) as Record<
      string,
      Record<string, Record<string, unknown>>
    >;
    return Promise.resolve(s01);
  };
  runsWhatIsPrinted(() => ({ emulator: stack.emulator, folder: stack.folder, engine, outputs }), {
    labs: LABS,
    key: () => key,
  });
});
