import type { z } from "zod";
import { s3Client } from "../../aws/s3/client.ts";
import type { staticSite } from "./lab.ts";
import { removePolicy } from "../kit/site/buckets.ts";
import { needsTraffic } from "../contract/outcome.ts";
import type { Proof, Subject } from "../contract/check.ts";
import { expectFile, expectRedirect } from "../kit/site/pages.ts";
import { ERROR, INDEX, pagesAreOpen } from "../kit/site/site-checks.ts";
import { expectValues } from "../kit/values.ts";

export const proof: Proof = {
  checks: [
    pagesAreOpen,
    {
      name: "website hosting has its index and error document, and the redirects",
      hint: "compare Static website hosting in the bucket's properties with the lab's settings, or npm run class -- solve",
      async run({ lab, aws }) {
        const s3 = await aws.client(s3Client);
        const { IndexDocument, ErrorDocument, RoutingRules } = await s3.getBucketWebsite({
          Bucket: lab.text("bucketName"),
        });
        const prefixes = (RoutingRules ?? []).map(({ Condition }) => Condition?.KeyPrefixEquals);
        const seen = { index: IndexDocument?.Suffix, error: ErrorDocument?.Key };
        const wanted = redirectsOf(lab).map(({ from }) => from);
        expectValues(
          { ...seen, redirects: prefixes.join(", ") },
          { index: INDEX, error: ERROR, redirects: wanted.join(", ") },
        );
        return [INDEX, ERROR, ...wanted].join(", ");
      },
    },
    {
      name: "visitors get the index page",
      hint: "open the site's URL in a private window: 403 is the bucket's policy, 404 a missing index.html",
      async run(subject) {
        needsTraffic(subject);
        const url = `${subject.lab.text("url")}/`;
        return expectFile(subject, url, { key: INDEX, status: 200 });
      },
    },
    {
      name: "visitors get the error page, and 404, for what is not there",
      hint: "look whether error.html is in the bucket, and is its error document",
      async run(subject) {
        needsTraffic(subject);
        const url = `${subject.lab.text("url")}/no/such/page`;
        return expectFile(subject, url, { key: ERROR, status: 404 });
      },
    },
    {
      name: "visitors are sent on by each redirect",
      hint: "compare the redirection rules in the bucket's properties with the lab's setting redirects",
      async run(subject) {
        needsTraffic(subject);
        const redirects = redirectsOf(subject.lab);
        await expectRedirects(subject.lab.text("url"), redirects);
        return redirects.map(({ from, to }) => `${from} to ${to}`).join(", ") || "none is set";
      },
    },
  ],
  fault: {
    does: "the bucket's policy is taken away",
    foundBy: pagesAreOpen.name,
    make: removePolicy,
  },
};

type Redirects = z.output<typeof staticSite.settings>["redirects"];

const redirectsOf = ({ settings }: Subject["lab"]): Redirects => settings.redirects as Redirects;

/** @throws Failure when a redirect of a site does not lead where it should, or not as lastingly */
export async function expectRedirects(site: string, redirects: Redirects): Promise<void> {
  for (const { from, to, permanent } of redirects)
    await expectRedirect(`${site}/${from}`, {
      status: permanent ? 301 : 302,
      to: new URL(to.replace(/^\/+/, ""), `${site}/`).href,
    });
}
