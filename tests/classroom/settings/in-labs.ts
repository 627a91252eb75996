import type { SettingsMistake } from "./mistake.ts";

/** In what a lab needs to be built: its component would refuse it late, or AWS would. */
export const IN_LABS: readonly SettingsMistake[] = [
  {
    config: "  class:labs: {windows-server: {instanceType: t4g.small}}\n",
    at: "class:labs.windows-server.instanceType",
    reason: /an Arm instance type cannot run Windows Server$/,
    fix: /write an x86 type, e\.g\. t3\.small/,
  },
  {
    config: "  class:labs: {rds-mysql: {instanceClass: db.t3.nano}}\n",
    at: "class:labs.rds-mysql.instanceClass",
    reason: /instance family t3 has no size nano$/,
    fix: /write one of db\.t3\.micro, db\.t3\.small/,
  },
  {
    config:
      "  class:labs: {rds-mysql: {publicAccess: {reason: my own laptop, cidrs: [192.168.0.7/32]}}}\n",
    at: "class:labs.rds-mysql.publicAccess.cidrs.0",
    reason: /a private network/,
    fix: /your public address/,
  },
  {
    config: "  class:labs: {security-group: {myIp: 10.1.2.3/32}}\n",
    at: "class:labs.security-group.myIp",
    reason: /a private network/,
    fix: /your public address/,
  },
  {
    config: "  class:labs: {static-site: {redirects: [{from: /home, to: index.html}]}}\n",
    at: "class:labs.static-site.redirects.0.from",
    reason: /begins with a slash/,
    fix: /without it, e\.g\. home$/,
  },
  {
    config: "  class:labs: {static-site: {redirects: [{from: a, to: b}, {from: a, to: c}]}}\n",
    at: "class:labs.static-site.redirects.1.from",
    reason: /a has two rules/,
    fix: /keep one/,
  },
  {
    config: "  class:labs: {static-site: {redirects: [{from: docs/, to: docs/new/}]}}\n",
    at: "class:labs.static-site.redirects.0.to",
    reason: /docs\/ would redirect to itself/,
    fix: /another target/,
  },
  {
    config: "  class:labs: {static-site: {redirects: [{from: docs, to: ftp://example.com}]}}\n",
    at: "class:labs.static-site.redirects.0.to",
    reason: /neither a prefix nor an http\(s\) URL/,
    fix: /https:\/\/example\.com/,
  },
  {
    config: "  class:labs: {static-site: {folder: my-site}}\n",
    at: "class:labs.static-site.folder",
    reason: /folder ".*my-site" does not exist/,
    fix: /the folder with the site's files/,
  },
  {
    config: "  class:labs: {dns-zone: {zoneId: Z0123456789}, domain-site: true}\n",
    at: "class:labs.domain-site.zoneId",
    reason:
      /lab dns-zone has domain aws-class\.test with zoneId Z0123456789: a domain has one zone/,
    fix: /the same zoneId in both labs/,
  },
  {
    config: "  class:labs: {iam-role: {instanceType: [t3.micro]}}\n",
    at: "class:labs.iam-role.instanceType",
    reason: /not text/,
    fix: /one text, without a list/,
  },
  {
    config: "  class:labs: {iam-role: {instanceType: }}\n",
    at: "class:labs.iam-role.instanceType",
    reason: /not text/,
    fix: /behind the colon, or remove the line/,
  },
  {
    config: "  class:labs: {iam-users: {permissions: [AmazonEC2ReadOnlyAcces]}}\n",
    at: "class:labs.iam-users.permissions.0",
    reason: /not a valid choice/,
    fix: /did you mean AmazonEC2ReadOnlyAccess\?/,
  },
  {
    config: "  class:labs: {dns-zone: {domain: school.example.com}}\n",
    at: "class:labs.dns-zone.domain",
    reason: /reserved for documentation: Route 53 creates no hosted zone for it$/,
    fix: /our-school\.test/,
  },
  {
    config: "  class:labs: {domain-site: {domain: xn--hq1bm8jm9l.kr}}\n",
    at: "class:labs.domain-site.domain",
    reason:
      /no bucket xn--hq1bm8jm9l\.kr, which the site needs: no bucket's name can begin with xn--$/,
    fix: /another domain/,
  },
  {
    config: "  class:labs: {s3-bucket: {folder: public}}\n",
    at: "class:labs.s3-bucket.folder",
    reason: /everybody on the internet can read what is in it/,
    fix: /set publicPrefix to false/,
  },
  {
    config: "  class:labs: {s3-backup: {prefix: ..}}\n",
    at: "class:labs.s3-backup.prefix",
    reason: /not dots alone/,
    fix: /a name such as backup/,
  },
  {
    config: "  class:labs: {lamda: true}\n",
    at: "class:labs.lamda",
    reason: /no such lab/,
    fix: /^ +fix: write one of windows-server/,
  },
];
