/** A resource of AWS as the stack's record has it. */
export interface DeployedResource {
  readonly urn: string;
  /** Pulumi's type token, e.g. `aws:ec2/instance:Instance`. */
  readonly type: string;
  /** What the program calls it. */
  readonly name: string;
  /** The lab, or the shared foundation (network, key, dns, practice-server), that it belongs to; "" for none. */
  readonly group: string;
  /** Whether Pulumi refuses to destroy it. */
  readonly protect: boolean;
  /** What AWS calls it: Pulumi's id. */
  readonly id: string;
  /** All that is known of it; a secret is encrypted. */
  readonly outputs: Readonly<Record<string, unknown>>;
}
