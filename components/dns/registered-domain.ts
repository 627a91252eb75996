import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { requireDomainName } from "./domain-name.ts";

export interface RegisteredDomainArgs {
  /** The domain, registered in Route 53 by this account. */
  readonly domain: string;
  /** The name servers of the domain, see HostedZone. */
  readonly nameServers: pulumi.Input<string[]>;
  /** Whether AWS renews the domain every year, and charges for it. Required, because this setting is applied to the domain. */
  readonly autoRenew: boolean;
}

/**
 * Sets the name servers of a domain that is registered in Route 53. The domain itself is neither bought nor deleted: after a
 * destroy it keeps its name servers, and no longer resolves if their zone is deleted, too; set those of a permanent zone
 * before. Resolvers may use the old name servers for up to two days.
 *
 * The domain's tags do not change. The provider would replace them with the program's tags, or none, when it adopts the
 * domain; so a separate provider with the same settings, which ignores all tags, manages it.
 *
 * No cost; the domain has its yearly price, .com about $15.
 *
 * @example new RegisteredDomain("domain", { domain: "mydomain.com", nameServers: zone.nameServers, autoRenew: false });
 */
export class RegisteredDomain extends pulumi.ComponentResource {
  /** @throws when the domain is not valid. */
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

/** The settings of the stack's provider (`aws:region`, `aws:profile`, ...), ignoring every tag: the empty prefix matches all. */
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
