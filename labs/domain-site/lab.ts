import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { hostsOf } from "../../components/site/site-domain.ts";
import { StaticSite } from "../../components/site/static-site.ts";
import { domainSettings, SAMPLE_DOMAIN } from "../kit/dns/domain-settings.ts";
import { defineLab } from "../contract/lab.ts";
import { siteFolder } from "../kit/site/site-folder.ts";

/** A bucket's name, which the host www.DOMAIN has to be. */
const MAX_BUCKET_NAME = 63;

export const domainSite = defineLab({
  id: "domain-site",
  title: { ko: "S3와 route 53 연동", en: "A site under a domain" },
  teaches:
    "Serve a site in a bucket under a domain of one's own. Say why the bucket is called like the host, why the domain takes " +
    "an alias and www a CNAME, and follow a visitor from www to the domain by a redirect.",
  settings: z.strictObject(domainSettings).check(({ value: { domain }, issues }) => {
    if (`www.${domain}`.length <= MAX_BUCKET_NAME) return;
    const message = `www.${domain} is longer than a bucket's name may be`;
    const params = { fix: `choose a domain of up to ${MAX_BUCKET_NAME - 4} characters` };
    issues.push({ code: "custom", path: ["domain"], message, params, input: domain });
  }),
  needs: ({ environment }, { domain }) =>
    environment === "local" || domain !== SAMPLE_DOMAIN
      ? []
      : [
          {
            key: "class:labs.domain-site.domain",
            value: domain,
            reason:
              "the site's buckets are called like its hosts, and buckets of all accounts share one set of names",
            fix: "write a domain of yours; where you own none, a name that no other class has, e.g. our-school.test",
          },
        ],
  claims: ({ domain }) => hostsOf({ name: domain, zoneId: "" }).map((host) => `record ${host}`),
  build({ parent, name, config, zone }, { domain, zoneId: existing }) {
    const { zoneId, nameServers } = zone(domain, existing);
    const site = new StaticSite(
      name,
      {
        delivery: "website",
        folder: siteFolder,
        forceDestroy: !config.protect,
        publicReason: "the lab shows a public web site; it holds sample pages only",
        domain: { name: domain, zoneId },
      },
      { parent },
    );
    // Answers before the world knows the zone: the endpoint looks at the name that is asked for.
    const ask = (host: string) =>
      pulumi.interpolate`curl --include --header 'Host: ${host}' http://${site.websiteEndpoint}/`;
    return {
      url: site.url,
      wwwUrl: `http://www.${domain}`,
      bucketName: site.bucketName,
      zoneId,
      nameServers,
      ask: ask(domain),
      askWww: ask(`www.${domain}`),
    };
  },
});
