import assert from "node:assert/strict";
import type { Aws } from "../../../aws/clients.ts";
import { proofOf } from "../../../classroom/stack/subjects.ts";
import { catalogue } from "../../../labs/catalogue.ts";
import type { Subject } from "../../../labs/contract/check.ts";
import { CannotTell, Failure } from "../../../labs/contract/outcome.ts";
import { companionsOf, recordLabs } from "../../support/labs.ts";
import { ofType } from "../../support/mocks.ts";
import { subjectOf } from "../../support/subjects.ts";

const INSTANCE = "aws:ec2/instance:Instance";

/** An account in which all servers run and are well but one, and of which nothing else is known. */
function awsWithout(gone: string): Aws {
  const answers = {
    describeInstances: ({ InstanceIds: [id] = [] }: { InstanceIds?: readonly string[] }) => ({
      Reservations: [
        {
          Instances: [{ InstanceId: id, State: { Name: id === gone ? "terminated" : "running" } }],
        },
      ],
    }),
    describeInstanceStatus: () => ({
      InstanceStatuses: [{ InstanceStatus: { Status: "ok" }, SystemStatus: { Status: "ok" } }],
    }),
  };
  const client = new Proxy(answers, {
    get: (known, call) =>
      call === "then"
        ? undefined
        : (request: object) => {
            if (!(call in known)) throw new CannotTell("nobody knows");
            return Promise.resolve(known[call as keyof typeof answers](request));
          },
  });
  return { region: "ap-northeast-2", client: () => Promise.resolve(client) } as unknown as Aws;
}

async function failuresOf(subject: Subject): Promise<string[]> {
  const { checks } = await proofOf(subject.lab.id);
  const outcomes = await Promise.allSettled(checks.map(async (check) => check.run(subject)));
  return outcomes.flatMap((outcome) =>
    outcome.status === "rejected" && outcome.reason instanceof Failure
      ? [outcome.reason.message]
      : [],
  );
}

/** What launches servers one by one; groups launch theirs again. */
const WITH_SERVERS = [
  "windows-server",
  "linux-server",
  "ami",
  "ebs-volume",
  "ebs-snapshot",
  "scale-up",
  "security-group",
  "efs",
  "vpc-peering",
  "load-balancer",
  "iam-role",
  "cloudwatch-alarm",
];

describe("a lab of which one server is terminated", function () {
  this.timeout(10_000);
  for (const lab of catalogue)
    it(`fails: ${lab.id}`, async () => {
      const { resources, outputs } = await recordLabs([[lab, {}], ...companionsOf(lab)]);
      const own = JSON.stringify(outputs[lab.id] ?? {});
      const servers = ofType(resources, INSTANCE)
        .map(({ name }) => `${name}-id`)
        .filter((id) => own.includes(`"${id}"`));
      assert.equal(servers.length > 0, WITH_SERVERS.includes(lab.id), servers.join());
      for (const id of servers) {
        const subject = subjectOf(lab, { outputs: outputs[lab.id] ?? {} });
        const failures = await failuresOf({ ...subject, aws: awsWithout(id) });
        assert.ok(
          failures.some((failure) => failure.includes(`server ${id} is terminated`)),
          `${id}: ${failures.join("; ")}`,
        );
      }
    });
});
