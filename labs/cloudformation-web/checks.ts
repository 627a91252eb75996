import { cloudformationWeb } from "./lab.ts";
import { expect, needsTraffic } from "../contract/outcome.ts";
import type { Proof } from "../contract/check.ts";
import { expectPage } from "../kit/site/pages.ts";
import { serverIsHardened, serverRuns } from "../kit/server/servers.ts";
import { stackHasParameters, stackIsComplete, updateByHand } from "../kit/server/stacks.ts";

export const proof: Proof = {
  checks: [
    stackIsComplete,
    stackHasParameters,
    serverRuns,
    serverIsHardened,
    {
      name: "the page answers on the server's address, with the lab's title",
      hint: "on the server: sudo cat /var/log/cfn-init.log says what cfn-init did, and cfn-hup.log beside it how it follows: a changed title takes a minute",
      async run(subject) {
        needsTraffic(subject);
        const { pageTitle } = subject.lab.settingsOf(cloudformationWeb);
        const { title } = await expectPage(subject.lab.text("url"), { status: 200 });
        expect(title === pageTitle, `the page says "${title}", not "${pageTitle}"`);
        return `"${title}"`;
      },
    },
  ],
  fault: {
    does: "the title is changed by an update of the stack by hand",
    foundBy: stackHasParameters.name,
    async make(subject) {
      await updateByHand(subject, { Title: "Changed by hand" });
    },
  },
};
