import type { Proof } from "../contract/check.ts";
import { serverIsHardened, serverRuns } from "../kit/server/servers.ts";
import { stackHasParameters, stackIsComplete, updateByHand } from "../kit/server/stacks.ts";
import { cloudformationEc2 } from "./lab.ts";

export const proof: Proof = {
  checks: [stackIsComplete, stackHasParameters, serverRuns, serverIsHardened],
  fault: {
    does: {
      en: "the stack is updated by hand to another instance type",
      ko: "스택을 직접 업데이트해 인스턴스 유형을 바꿉니다",
    },
    foundBy: stackHasParameters,
    async make(subject) {
      const { instanceType } = subject.lab.settingsOf(cloudformationEc2);
      const [family = ""] = instanceType.split(".");
      const InstanceType = `${family}.${instanceType.endsWith(".small") ? "medium" : "small"}`;
      await updateByHand(subject, { InstanceType });
    },
  },
};
