import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { bucketNameFault } from "../../components/site/bucket-name.ts";
import { hostsOf } from "../../components/site/site-domain.ts";
import { StaticSite } from "../../components/site/static-site.ts";
import { defineLab } from "../contract/lab.ts";
import { address, contact, link, value } from "../contract/outputs.ts";
import { domainSettings, SAMPLE_DOMAIN } from "../kit/dns/domain-settings.ts";
import { siteFolder } from "../kit/site/site-folder.ts";

export const domainSite = defineLab({
  id: "domain-site",
  title: { ko: "S3와 Route 53 연동", en: "A site under a domain" },
  teaches: {
    en:
      "Serve a site from a bucket under your own domain. Say why the bucket has the name of the host, and why the domain " +
      "has an alias record and www a CNAME record. Follow the redirect that takes a visitor from www to the domain.",
    ko:
      "버킷의 사이트를 자신의 도메인으로 서비스합니다. " +
      "버킷 이름이 호스트 이름과 같아야 하는 이유, 도메인에는 별칭 레코드를 쓰고 www에는 CNAME 레코드를 쓰는 이유를 설명합니다. " +
      "방문자가 www에서 도메인으로 리디렉션되는 과정을 따라가 봅니다.",
  },
  settings: z.strictObject(domainSettings).check(({ value: { domain }, issues }) => {
    for (const host of [domain, `www.${domain}`]) {
      const fault = bucketNameFault(host);
      if (fault === undefined) continue;
      const message = `S3 allows no bucket ${host}, which the site needs: ${fault}`;
      const params = { fix: "choose another domain: up to 59 characters, no xn--" };
      issues.push({ code: "custom", path: ["domain"], message, params, input: domain });
      return;
    }
  }),
  outputs: {
    url: link("Website", "웹사이트"),
    wwwUrl: link("Website, with www", "www 주소의 웹사이트"),
    bucketName: value("Bucket name", "버킷 이름"),
    zoneId: value("Hosted zone ID", "호스팅 영역 ID"),
    nameServers: address("Name servers", "네임서버"),
    ask: contact("Request the domain before it is delegated", "도메인 위임 전에 도메인 요청"),
    askWww: contact("Request www before the domain is delegated", "도메인 위임 전에 www 요청"),
  },
  needs: ({ environment }, { domain }) =>
    environment === "local" || domain !== SAMPLE_DOMAIN
      ? []
      : [
          {
            key: "class:labs.domain-site.domain",
            value: domain,
            reason:
              "the site's buckets have the names of its hosts, and a bucket name is unique across all AWS accounts",
            fix: "write your own domain, or, if you have none, a name that no other class uses, e.g. our-school.test",
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
        publicReason: "the lab shows a public website that contains only sample pages",
        domain: { name: domain, zoneId },
      },
      { parent },
    );
    // Works before the domain is delegated: the endpoint looks at the Host header only.
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
