import type { Consent } from "../../../classroom/destroy/by-hand.ts";
import { takeDown } from "../../../classroom/destroy/take-down.ts";
import { type Answer, fakeAws } from "../../support/fakes/fake-aws.ts";
import { FakeKeeper, FakeStack, IDENTITY } from "../../support/fakes/fake-stack.ts";

export const VPC = { type: "aws:ec2/vpc:Vpc", name: "net", id: "vpc-1" };
export const SERVER = { type: "aws:ec2/instance:Instance", name: "server", id: "i-1" };
export const GROUP = { type: "aws:autoscaling/group:Group", name: "web", id: "web" };
export const ROLE = { type: "aws:iam/role:Role", name: "role", id: "role-1" };
export const ATTACHMENT = {
  ...{ type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment", name: "ssm", id: "role-1/ssm" },
  outputs: { role: "role-1", policyArn: "arn:ssm" },
};
export const YES = () => Promise.resolve(true);
export const SEOUL = "ap-northeast-2";

/** An account with servers in the class's VPC, as they are until they are terminated. */
export function accountOf(ids: readonly string[], more: Readonly<Record<string, Answer>> = {}) {
  const servers = new Set(ids);
  const calls: string[] = [];
  const aws = fakeAws({
    paginateDescribeInstances: (_, region) => ({
      Reservations: [
        {
          Instances: (region === SEOUL ? [...servers] : []).map((InstanceId) => ({
            ...{ InstanceId, VpcId: "vpc-1", InstanceType: "t3.micro" },
            Tags: [{ Key: "owner", Value: "minji" }],
          })),
        },
      ],
    }),
    terminateInstances: ({ InstanceIds }) => {
      for (const id of InstanceIds as string[]) {
        calls.push(`terminate ${id}`);
        servers.delete(id);
      }
    },
    detachRolePolicy: ({ PolicyArn }) => void calls.push(`detach ${String(PolicyArn)}`),
    ...more,
  });
  return { aws, calls };
}

/** A server in the class's VPC, with a tag. */
export const serverTagged = (InstanceId: string, Key: string, Value: string) => ({
  paginateDescribeInstances: (_: unknown, region: string) => ({
    Reservations: [
      {
        Instances: region === SEOUL ? [{ InstanceId, VpcId: "vpc-1", Tags: [{ Key, Value }] }] : [],
      },
    ],
  }),
});

/** What `down` does with a class in this account. */
export async function down(
  { aws, calls }: ReturnType<typeof accountOf>,
  consent?: Consent,
  stack = new FakeStack([VPC, SERVER]),
  deleteProtected = false,
  isByHandDone = false,
) {
  const keeper = new FakeKeeper();
  const lines: string[] = [];
  const options = {
    ...{ report: (line: string) => void lines.push(line), verbose: true, deleteProtected },
    isByHandDone,
    ...{ sleep: () => Promise.resolve(), ...(consent && { consent }) },
  };
  const open = { identity: IDENTITY, stack: stack.pulumi, aws };
  const done = takeDown(open, keeper, options);
  const result = await done.catch((error: unknown) => error as Error);
  return { result, calls, pulumi: stack.calls, keeper, said: lines.join("\n") };
}
