import type { Check } from "../../contract/check.ts";
import type { DeployedLab } from "../../contract/deployed-lab.ts";
import { expect } from "../../contract/outcome.ts";
import { NameServers } from "./name-servers.ts";
import { expectRecords, recordsOf } from "./zone-records.ts";

/** The domain of a lab that uses a zone. */
export const domainOf = ({ settings }: DeployedLab): string => String(settings.domain);

/** The name servers in the lab's outputs, for the registrar. */
export const nameServersOf = (lab: DeployedLab): string[] =>
  Object.values(lab.texts("nameServers"));

/** Checks that Route 53 has the lab's records; detects a changed record. */
export const recordsStand: Check = {
  name: {
    en: "every record of the lab is in the hosted zone and has its target",
    ko: "실습의 모든 레코드가 호스팅 영역에 있고 대상이 올바릅니다",
  },
  hint: {
    en: "in the hosted zone, set the reported record to its target, or run npm run class -- solve",
    ko: "호스팅 영역에서 표시된 레코드의 대상을 되돌리거나 npm run class -- solve를 실행하세요",
  },
  run: (subject) => expectRecords(subject, subject.lab.text("zoneId")),
};

/** Checks that the zone's name servers return these records. */
export const nameServersAnswer: Check = {
  name: {
    en: "the zone's own name servers answer with NS, SOA and every record",
    ko: "호스팅 영역의 네임서버가 NS, SOA와 모든 레코드를 응답합니다",
  },
  hint: {
    en: "query one of them yourself: dig +short @NAME_SERVER NAME (output nameServers); a change takes a minute to reach them",
    ko: "dig +short @네임서버 이름 명령으로 직접 확인하세요(네임서버는 출력 nameServers). 변경 사항이 반영되는 데 1분 정도 걸립니다",
  },
  async run(subject) {
    const { lab, aws } = subject;
    return expectAnswers(await NameServers.named(aws, nameServersOf(lab)), lab);
  },
};

/** @throws Failure when the name servers do not return the records of the lab's zone */
export async function expectAnswers(servers: NameServers, lab: DeployedLab): Promise<string> {
  const domain = domainOf(lab);
  const wanted = nameServersOf(lab);
  const hosts = await servers.hosts(domain);
  const strange = hosts.filter((host) => !wanted.includes(host));
  expect(
    strange.length === 0,
    `the NS record of ${domain} has ${strange.join(", ")}, which is not a name server of the zone`,
  );
  const seen = [`${hosts.length} name servers`, `SOA of ${await servers.authority(domain)}`];
  for (const record of recordsOf(lab)) seen.push(await servers.expectRecord(record, domain));
  return seen.join("; ");
}
