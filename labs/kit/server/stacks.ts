import type { Stack } from "@aws-sdk/client-cloudformation";
import { cloudFormationClient } from "../../../aws/cloudformation/client.ts";
import { STACK } from "../../../aws/cloudformation/types.ts";
import type { Check, Subject } from "../../contract/check.ts";
import { expect } from "../../contract/outcome.ts";
import { expectValues } from "../values.ts";

/** A lab's CloudFormation stack, as it is now on AWS. */
async function stackNow({ lab, aws }: Subject): Promise<Stack> {
  const cloudFormation = await aws.client(cloudFormationClient);
  const StackName = lab.text("stackName");
  const { Stacks: [stack] = [] } = await cloudFormation.describeStacks({ StackName });
  expect(stack, `there is no stack ${StackName}`);
  return stack;
}

const COMPLETE = ["CREATE_COMPLETE", "UPDATE_COMPLETE"];

/** A check for every lab with a CloudFormation stack. */
export const stackIsComplete: Check = {
  name: {
    en: "the stack and all its resources are complete",
    ko: "스택과 모든 리소스가 완료 상태입니다",
  },
  hint: {
    en: "the stack's Events tab shows which resource failed first, and why; delete a stack that rolled back, then run npm run class -- solve",
    ko: "스택의 이벤트 탭에서 처음 실패한 리소스와 그 이유를 확인하세요. 롤백된 스택은 삭제한 뒤 npm run class -- solve를 실행하세요",
  },
  async run(subject) {
    const {
      StackName,
      StackStatus = "in no state",
      StackStatusReason = "",
    } = await stackNow(subject);
    expect(COMPLETE.includes(StackStatus), `${StackName} is ${StackStatus} ${StackStatusReason}`);
    const cloudFormation = await subject.aws.client(cloudFormationClient);
    const { StackResourceSummaries: all = [] } = await cloudFormation.listStackResources({
      StackName,
    });
    const open = all.filter(({ ResourceStatus = "" }) => !COMPLETE.includes(ResourceStatus));
    const names = open.map((one) => `${one.LogicalResourceId} is ${one.ResourceStatus}`).join(", ");
    expect(open.length === 0, names);
    return `${StackStatus}: ${all.map(({ LogicalResourceId }) => LogicalResourceId).join(", ")}`;
  },
};

/** A check of its parameters. */
export const stackHasParameters: Check = {
  name: {
    en: "the stack has the parameters from the class configuration",
    ko: "스택의 파라미터가 수업 설정과 같습니다",
  },
  hint: {
    en: "the stack was updated by hand: npm run class -- solve restores the parameters",
    ko: "스택이 직접 업데이트되었습니다. npm run class -- solve가 파라미터를 복원합니다",
  },
  async run(subject) {
    const { Parameters = [] } = await stackNow(subject);
    const now = Object.fromEntries(
      Parameters.map(({ ParameterKey = "", ParameterValue }) => [ParameterKey, ParameterValue]),
    );
    const { outputs } = subject.lab.one(STACK);
    expectValues(now, outputs.parameters as Record<string, string>);
    return Object.entries(now)
      .filter(([, value]) => value !== "")
      .map(([key, value]) => `${key} ${value}`)
      .join(", ");
  },
};

/** Updates a lab's stack by hand; all other parameters keep their values. */
export async function updateByHand(
  subject: Subject,
  changed: Readonly<Record<string, string>>,
): Promise<void> {
  const { StackName, Parameters = [], Capabilities } = await stackNow(subject);
  const cloudFormation = await subject.aws.client(cloudFormationClient);
  await cloudFormation.updateStack({
    StackName,
    UsePreviousTemplate: true,
    Capabilities,
    Parameters: Parameters.map(({ ParameterKey = "" }) => {
      const ParameterValue = changed[ParameterKey];
      return ParameterValue === undefined
        ? { ParameterKey, UsePreviousValue: true }
        : { ParameterKey, ParameterValue };
    }),
  });
}
