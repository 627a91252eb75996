import type { Check, Proof } from "../contract/check.ts";
import { expect } from "../contract/outcome.ts";
import { serverIsHardened, serverRuns } from "../kit/server/servers.ts";
import { stackHasParameters, stackIsComplete, updateByHand } from "../kit/server/stacks.ts";
import { expectPage } from "../kit/site/pages.ts";
import { cloudformationWeb } from "./lab.ts";

const pageHasTitle: Check = {
  name: {
    en: "the page answers at the server's address, with the configured title (pageTitle)",
    ko: "서버의 주소에서 페이지가 응답하고 제목이 설정(pageTitle)과 같습니다",
  },
  hint: {
    en: "on the server, read /var/log/cfn-init.log for the installation and /var/log/cfn-hup.log for updates; a changed title takes a minute",
    ko: "서버에서 설치 과정은 /var/log/cfn-init.log, 업데이트 과정은 /var/log/cfn-hup.log에서 확인하세요. 제목이 바뀌는 데 1분 정도 걸립니다",
  },
  async run(subject) {
    const { pageTitle } = subject.lab.settingsOf(cloudformationWeb);
    const { title } = await expectPage(subject, subject.lab.text("url"), { status: 200 });
    expect(title === pageTitle, `the page's title is "${title}", not "${pageTitle}"`);
    return `"${title}"`;
  },
};

export const proof: Proof = {
  checks: [stackIsComplete, stackHasParameters, serverRuns, serverIsHardened, pageHasTitle],
  fault: {
    does: {
      en: "the title is changed by updating the stack by hand",
      ko: "스택을 직접 업데이트해 제목을 바꿉니다",
    },
    foundBy: stackHasParameters,
    async make(subject) {
      await updateByHand(subject, { Title: "Changed by hand" });
    },
  },
};
