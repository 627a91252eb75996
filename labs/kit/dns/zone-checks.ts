import type { Check } from "../../contract/check.ts";
import { expect, needsTraffic } from "../../contract/outcome.ts";
import type { DeployedLab } from "../../contract/deployed-lab.ts";
import { NameServers } from "./name-servers.ts";
import { expectRecords, recordsOf } from "./zone-records.ts";

/** The domain of a lab that stands on a zone. */
export const domainOf = ({ settings }: DeployedLab): string => String(settings.domain);

/** The hosts that the lab gives out, for the registrar. */
export const nameServersOf = (lab: DeployedLab): string[] =>
  Object.values(lab.texts("nameServers"));

/** Route 53 has the lab's records; whoever breaks one is found by it. */
export const recordsStand: Check = {
  name: "every record of the lab is in the zone, and leads to its target",
  hint: "in the zone, set the record that was seen back to its target, or npm run class -- solve",
  run: (subject) => expectRecords(subject, subject.lab.text("zoneId")),
};

/** The zone's name servers answer with them. */
export const nameServersAnswer: Check = {
  name: "the zone's own name servers answer with NS, SOA and each record",
  hint: "ask yourself: dig +short @(one of the lab's nameServers) (the name); a change takes a minute to reach them",
  async run(subject) {
    needsTraffic(subject);
    const { lab } = subject;
    return expectAnswers(await NameServers.named(nameServersOf(lab)), lab);
  },
};

/** @throws Failure when the name servers answer otherwise than a lab makes its zone */
export async function expectAnswers(servers: NameServers, lab: DeployedLab): Promise<string> {
  const domain = domainOf(lab);
  const wanted = nameServersOf(lab);
  const hosts = await servers.hosts(domain);
  const strange = hosts.filter((host) => !wanted.includes(host));
  expect(strange.length === 0, `${domain} NS names ${strange.join(", ")}, the lab does not`);
  const seen = [`${hosts.length} name servers`, `SOA of ${await servers.authority(domain)}`];
  for (const record of recordsOf(lab)) seen.push(await servers.expectRecord(record, domain));
  return seen.join("; ");
}
