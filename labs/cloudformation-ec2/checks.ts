import { cloudformationEc2 } from "./lab.ts";
import type { Proof } from "../contract/check.ts";
import { serverIsHardened, serverRuns } from "../kit/server/servers.ts";
import { stackHasParameters, stackIsComplete, updateByHand } from "../kit/server/stacks.ts";

export const proof: Proof = {
  checks: [stackIsComplete, stackHasParameters, serverRuns, serverIsHardened],
  fault: {
    does: "the stack is updated by hand to servers of another size",
    foundBy: stackHasParameters.name,
    async make(subject) {
      const { instanceType } = subject.lab.settingsOf(cloudformationEc2);
      const [family = ""] = instanceType.split(".");
      const InstanceType = `${family}.${instanceType.endsWith(".small") ? "medium" : "small"}`;
      await updateByHand(subject, { InstanceType });
    },
  },
};
