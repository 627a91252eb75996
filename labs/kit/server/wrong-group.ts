import { ec2Client } from "../../../aws/ec2/client.ts";
import type { Check, Fault, Subject } from "../../contract/check.ts";
import { Failure } from "../../contract/outcome.ts";
import { serverNow } from "./servers.ts";

/** A fault: the lab's server (output `instanceId`) has a different security group. @param foundBy the check of who may log in */
export const wrongGroup = (foundBy: Check): Fault => ({
  does: {
    en: "the server gets its network's default security group instead of its own",
    ko: "서버의 보안 그룹을 네트워크의 기본 보안 그룹으로 바꿉니다",
  },
  foundBy,
  make: useDefaultGroup,
});

/** The default security group of the class's network has no rules: logins time out. */
async function useDefaultGroup(subject: Subject): Promise<void> {
  if (subject.config.adminCidrs.length === 0)
    throw new Failure("nobody may log in anyway: set class:adminCidrs");
  const { InstanceId, VpcId = "" } = await serverNow(subject, subject.lab.text("instanceId"));
  const ec2 = await subject.aws.client(ec2Client);
  const { SecurityGroups: [group] = [] } = await ec2.describeSecurityGroups({
    Filters: [
      { Name: "vpc-id", Values: [VpcId] },
      { Name: "group-name", Values: ["default"] },
    ],
  });
  if (group?.GroupId === undefined) throw new Failure(`network ${VpcId} has no default group`);
  await ec2.modifyInstanceAttribute({ InstanceId, Groups: [group.GroupId] });
}
