import type {
  CachePolicyConfig,
  CloudFront,
  DistributionConfig,
  OriginAccessControlConfig,
  OriginRequestPolicyConfig,
  ResponseHeadersPolicyConfig,
} from "@aws-sdk/client-cloudfront";
import { cloudFrontClient } from "../../../aws/cloudfront/client.ts";
import { ShortCache } from "../cache.ts";
import type { Emulated } from "../emulated.ts";

/** A distribution of the account. */
export interface Distribution {
  readonly id: string;
  readonly arn: string;
  readonly config: DistributionConfig;
}

/** The account's distributions, and the policies that they use. */
export class Configurations {
  readonly #emulated: Emulated;
  readonly #ids = new ShortCache<ReadonlyMap<string, string>>();
  readonly #distributions = new ShortCache<Distribution | undefined>();
  readonly #cachePolicies = new ShortCache<CachePolicyConfig | undefined>();
  readonly #requestPolicies = new ShortCache<OriginRequestPolicyConfig | undefined>();
  readonly #headersPolicies = new ShortCache<ResponseHeadersPolicyConfig | undefined>();
  readonly #controls = new ShortCache<OriginAccessControlConfig | undefined>();
  readonly #invalidations = new ShortCache<readonly string[]>();

  constructor(emulated: Emulated) {
    this.#emulated = emulated;
  }

  /** The distribution with this host name, its own or an alias. */
  async at(host: string): Promise<Distribution | undefined> {
    const id = await this.idAt(host);
    if (id === undefined) return undefined;
    return this.#distributions.get(id, async () => {
      const { Distribution: found } =
        (await this.#read("Distribution", (cloudFront) =>
          cloudFront.getDistribution({ Id: id }),
        )) ?? {};
      const { ARN: arn = "", DistributionConfig: config } = found ?? {};
      return config && { id, arn, config };
    });
  }

  async idAt(host: string): Promise<string | undefined> {
    return (await this.#ids.get("", () => this.#idsByHost())).get(host);
  }

  cachePolicy(Id: string): Promise<CachePolicyConfig | undefined> {
    return this.#cachePolicies.get(Id, async () => {
      const found = await this.#read("CachePolicy", (each) => each.getCachePolicyConfig({ Id }));
      return found?.CachePolicyConfig;
    });
  }

  originRequestPolicy(Id: string): Promise<OriginRequestPolicyConfig | undefined> {
    return this.#requestPolicies.get(Id, async () => {
      const ask = (each: CloudFront) => each.getOriginRequestPolicyConfig({ Id });
      return (await this.#read("OriginRequestPolicy", ask))?.OriginRequestPolicyConfig;
    });
  }

  responseHeadersPolicy(Id: string): Promise<ResponseHeadersPolicyConfig | undefined> {
    return this.#headersPolicies.get(Id, async () => {
      const ask = (each: CloudFront) => each.getResponseHeadersPolicyConfig({ Id });
      return (await this.#read("ResponseHeadersPolicy", ask))?.ResponseHeadersPolicyConfig;
    });
  }

  originAccessControl(Id: string): Promise<OriginAccessControlConfig | undefined> {
    return this.#controls.get(Id, async () => {
      const ask = (each: CloudFront) => each.getOriginAccessControl({ Id });
      const found = await this.#read("OriginAccessControl", ask);
      return found?.OriginAccessControl?.OriginAccessControlConfig;
    });
  }

  /** The ids of a distribution's invalidations. */
  invalidations(DistributionId: string): Promise<readonly string[]> {
    return this.#invalidations.get(DistributionId, async () => {
      const cloudFront = await this.#emulated.aws.client(cloudFrontClient);
      const ids: string[] = [];
      let Marker: string | undefined;
      do {
        const { InvalidationList: list } = await cloudFront.listInvalidations({
          DistributionId,
          Marker,
        });
        ids.push(...(list?.Items ?? []).map(({ Id = "" }) => Id));
        Marker = list?.IsTruncated === true ? list.NextMarker : undefined;
      } while (Marker !== undefined);
      return ids;
    });
  }

  /** The paths of an invalidation. */
  async invalidated(DistributionId: string, Id: string): Promise<readonly string[]> {
    const cloudFront = await this.#emulated.aws.client(cloudFrontClient);
    const { Invalidation } = await cloudFront.getInvalidation({ DistributionId, Id });
    return Invalidation?.InvalidationBatch?.Paths?.Items ?? [];
  }

  async #idsByHost(): Promise<ReadonlyMap<string, string>> {
    const cloudFront = await this.#emulated.aws.client(cloudFrontClient);
    const ids = new Map<string, string>();
    let Marker: string | undefined;
    do {
      const { DistributionList: list } = await cloudFront.listDistributions({ Marker });
      for (const { Id = "", DomainName = "", Aliases } of list?.Items ?? [])
        for (const host of [DomainName, ...(Aliases?.Items ?? [])]) ids.set(host.toLowerCase(), Id);
      Marker = list?.IsTruncated === true ? list.NextMarker : undefined;
    } while (Marker !== undefined);
    return ids;
  }

  /** The result; undefined when AWS reports that it does not exist. */
  async #read<T>(
    kind: string,
    ask: (cloudFront: CloudFront) => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await ask(await this.#emulated.aws.client(cloudFrontClient));
    } catch (error) {
      if ((error as { name?: string }).name === `NoSuch${kind}`) return undefined;
      throw error;
    }
  }
}
