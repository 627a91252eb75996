/** A resource on AWS, as the stack's state records it. */
export interface DeployedResource {
  readonly urn: string;
  /** Pulumi's type token, e.g. `aws:ec2/instance:Instance`. */
  readonly type: string;
  /** Its name in the program. */
  readonly name: string;
  /** The lab or shared foundation (network, key, dns, practice-server) that it belongs to; "" for none. */
  readonly group: string;
  /** Whether Pulumi refuses to destroy it. */
  readonly protect: boolean;
  /** Whether it stays on AWS when it is removed from the stack: Pulumi's `retainOnDelete`. @default false */
  readonly isKept?: boolean;
  /** Whether it was replaced and only waits to be deleted. @default false */
  readonly isDoomed?: boolean;
  /** When it was created, according to the state. */
  readonly created?: string | undefined;
  /** Its id on AWS: Pulumi's id. */
  readonly id: string;
  /** All its outputs; secrets are encrypted. */
  readonly outputs: Readonly<Record<string, unknown>>;
}
