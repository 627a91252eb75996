import { domainName } from "../../contract/settings.ts";
import { matching } from "../../contract/text-setting.ts";

/**
 * A name that nobody can register (RFC 6761): only the zone's own name servers answer for it; it does not resolve on the
 * internet.
 */
export const SAMPLE_DOMAIN = "aws-class.test";

/** Reserved for documentation (RFC 2606, 3): nobody can register such a name, and Route 53 refuses a zone for it. */
const RESERVED = /^([a-z0-9-]+\.)*example\.(com|net|org)$/;

const zoneDomain = () =>
  domainName().check(({ value, issues }) => {
    if (!RESERVED.test(value)) return;
    const message = "reserved for documentation: Route 53 creates no hosted zone for it";
    const params = {
      fix: "write your own domain, or, if you have none, a name such as our-school.test",
    };
    issues.push({ code: "custom", message, params, input: value });
  });

/** The settings of labs that use a zone: labs with the same domain share the zone. */
export const domainSettings = {
  domain: zoneDomain().default(SAMPLE_DOMAIN).meta({
    description: "Domain name, e.g. mydomain.com; labs with the same domain share its hosted zone.",
    ko: "도메인 이름(예: mydomain.com). 도메인이 같은 실습은 호스팅 영역을 함께 사용합니다.",
  }),
  zoneId: matching(/^[A-Z0-9]{1,32}$/, {
    reason: "not a valid hosted zone ID",
    fix: "write the ID of the domain's hosted zone, such as Z0123456789ABCDEFGHIJ, or leave it out for a new one",
  })
    .optional()
    .meta({
      description: "ID of the domain's existing hosted zone; without it, a new one is created.",
      ko: "도메인의 기존 호스팅 영역 ID. 생략하면 새로 만듭니다.",
    }),
};
