/** What a resource is called in the program. */
export interface ResourceNames {
  readonly type: string;
  readonly name: string;
  /** The lab, or the shared foundation (network, key, dns, practice-server), that it belongs to; "" for none. */
  readonly group: string;
}

/** `urn:pulumi:STACK::class::class:lab:cdn$class:cdn:Cdn$aws:s3/bucket:Bucket::NAME` */
export function namesIn(urn: string): ResourceNames {
  const [, types = "", name = ""] = /^[^:]*:[^:]*:[^:]*::[^:]*::(.*?)::(.*)$/s.exec(urn) ?? [];
  const [, group = ""] = /^class:(?:lab|foundation):([\w-]+)/.exec(types) ?? [];
  return { type: types.split("$").at(-1) ?? "", name, group };
}
