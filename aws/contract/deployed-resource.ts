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
  /** Whether it stays on AWS when it leaves the stack: Pulumi's `retainOnDelete`. @default false */
  readonly isKept?: boolean;
  /** Whether it was replaced and only its deletion is still to be done. @default false */
  readonly isDoomed?: boolean;
  /** When it was made, as the state says it. */
  readonly created?: string | undefined;
  /** What AWS calls it: Pulumi's id. */
  readonly id: string;
  /** All that is known of it; a secret is encrypted. */
  readonly outputs: Readonly<Record<string, unknown>>;
}
