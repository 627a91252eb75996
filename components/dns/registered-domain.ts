import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { requireDomainName } from "./domain-name.ts";

export interface RegisteredDomainArgs {
  /** Domain that this account has registered in Route 53. */
  readonly domain: string;
  /** The hosts that the world is to ask for it, see HostedZone. */
  readonly nameServers: pulumi.Input<string[]>;
  /** Whether AWS renews the domain, and bills for it, every year; it has to be said, because it is set, too. */
  readonly autoRenew: boolean;
}

/**
 * Gives a domain that is registered in Route 53 its name servers. The domain itself is neither bought nor given up:
 * destroying this leaves it with the name servers it has, and without an answer if their zone goes too: name those of a zone
 * that stays. The world may ask the old ones for up to two days.
 *
 * The domain's tags stay as they are. The provider would put the program's tags, or none, in their place when it adopts the
 * domain, so that a provider of its own looks after it, with the same settings, which ignores all tags.
 *
 * No cost; the domain has its price a year, .com about $15.
 *
 * @example new RegisteredDomain("domain", { domain: "mydomain.com", nameServers: zone.nameServers, autoRenew: false });
 */
export class RegisteredDomain extends pulumi.ComponentResource {
  /** @throws when the name is no domain name. */
  constructor(name: string, args: RegisteredDomainArgs, opts?: pulumi.ComponentResourceOptions) {
    super("class:registered-domain:RegisteredDomain", name, {}, opts);
    const { domain, nameServers, autoRenew } = args;
    requireDomainName(domain);
    const provider = new aws.Provider(name, ignoringTags(), { parent: this });
    new aws.route53domains.RegisteredDomain(
      name,
      {
        domainName: domain,
        nameServers: pulumi
          .output(nameServers)
          .apply((hosts) => hosts.map((host) => ({ name: host }))),
        autoRenew,
      },
      { parent: this, provider },
    );
    this.registerOutputs({});
  }
}

/** The settings of the stack's provider (`aws:region`, `aws:profile`, ...), and every tag ignored: each begins with nothing. */
function ignoringTags(): aws.ProviderArgs {
  const { accessKey, secretKey, token, ...settings } = aws.config;
  const secrets = Object.entries({ accessKey, secretKey, token }).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, pulumi.secret(value)] as const],
  );
  return {
    ...settings,
    ...Object.fromEntries(secrets),
    ignoreTags: { keyPrefixes: [""] },
  };
}
