import { route53Client } from "../../aws/route53/client.ts";
import { s3Client } from "../../aws/s3/client.ts";
import { expect, Failure, needsTraffic } from "../contract/outcome.ts";
import type { Proof, Subject } from "../contract/check.ts";
import { expectFile, expectRedirect } from "../kit/site/pages.ts";
import { INDEX, pagesAreOpen } from "../kit/site/site-checks.ts";
import { recorded } from "../kit/values.ts";
import { domainOf, nameServersAnswer, recordsStand } from "../kit/dns/zone-checks.ts";

export const proof: Proof = {
  checks: [
    pagesAreOpen,
    {
      name: "the bucket of www is set to redirect to the domain",
      hint: "Static website hosting of the bucket www.DOMAIN: Redirect requests for an object, to DOMAIN, by http; or npm run class -- solve",
      async run({ lab, aws }) {
        const s3 = await aws.client(s3Client);
        const { RedirectAllRequestsTo } = await s3.getBucketWebsite({ Bucket: wwwOf(lab) });
        const to = RedirectAllRequestsTo?.HostName ?? "nowhere";
        expect(to === domainOf(lab), `${wwwOf(lab)} leads to ${to}`);
        return `${wwwOf(lab)} to ${to}`;
      },
    },
    recordsStand,
    nameServersAnswer,
    {
      name: "visitors of the domain's bucket get the index page",
      hint: "403: the bucket's policy is gone; 404: index.html is; under the domain itself try the lab's output ask",
      async run(subject) {
        needsTraffic(subject);
        // At the bucket's own endpoint: the world may not know the domain yet.
        const url = endpoint(subject.lab, subject.lab.id);
        return expectFile(subject, url, { key: INDEX, status: 200 });
      },
    },
    {
      name: "visitors of www's bucket are sent to the domain",
      hint: "look at Static website hosting of the bucket www.DOMAIN; under www itself try the lab's output askWww",
      async run(subject) {
        needsTraffic(subject);
        const { lab } = subject;
        const to = `${lab.text("url")}/`;
        await expectRedirect(endpoint(lab, `${lab.id}-www`), { status: 301, to });
        return `to ${to}`;
      },
    },
  ],
  fault: {
    does: "the record of www is deleted",
    foundBy: recordsStand.name,
    make: deleteWww,
  },
};

const wwwOf = (lab: Subject["lab"]): string => `www.${domainOf(lab)}`;

/** Where S3 serves a bucket as a website. */
function endpoint(lab: Subject["lab"], name: string): string {
  const website = lab.one("aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration", name);
  return `http://${recorded(website, "websiteEndpoint")}/`;
}

async function deleteWww({ lab, aws }: Subject): Promise<void> {
  const route53 = await aws.client(route53Client);
  const HostedZoneId = lab.text("zoneId");
  const { ResourceRecordSets: [record] = [] } = await route53.listResourceRecordSets({
    HostedZoneId,
    StartRecordName: wwwOf(lab),
    StartRecordType: "CNAME",
    MaxItems: 1,
  });
  if (record?.Name !== `${wwwOf(lab)}.`) throw new Failure(`${wwwOf(lab)} has no record`);
  await route53.changeResourceRecordSets({
    HostedZoneId,
    ChangeBatch: { Changes: [{ Action: "DELETE", ResourceRecordSet: record }] },
  });
}
