/** The part of a stack's configuration that labs and their checks see: the class-wide settings, and the active labs. */
export interface ClassSettings {
  /** The stack's name. */
  readonly stack: string;
  /** The class's name: tag `class`. */
  readonly name: string;
  /** The class's id: tag `class-id`. Undefined when no resources are created from the settings. */
  readonly id?: string | undefined;
  /** The id of the student to whom the labs belong; undefined in the class's own stack. */
  readonly student?: string | undefined;
  readonly environment: "local" | "dev" | "prod";
  readonly owner: string;
  /** When the class may be destroyed, ISO 8601. */
  readonly expires: string;
  /** The region of the class. */
  readonly region: string;
  /** The second region, for labs that cross regions. */
  readonly peerRegion: string;
  /** The network that labs share. */
  readonly network: {
    readonly cidrBlock: string;
    /** The letters of its Availability Zones. */
    readonly zones: readonly string[];
    readonly nat: "none" | "single" | "perZone";
    readonly flowLogs: boolean;
  };
  /** The IPv4 blocks that may reach SSH and RDP. */
  readonly adminCidrs: readonly string[];
  /** Why the whole internet may reach SSH and RDP. */
  readonly allowOpenAdmin?: string | undefined;
  /** Why EC2 Instance Connect in the console may reach SSH. */
  readonly instanceConnect?: string | undefined;
  /** The public key of the servers, in OpenSSH's format. */
  readonly publicKey?: string | undefined;
  /** The file with the private key, as named in printed commands. */
  readonly privateKeyFile?: string | undefined;
  /** The recipient of alarms. */
  readonly email?: string | undefined;
  /** Whether data is protected from being destroyed. */
  readonly protect: boolean;
  /** The settings of the active labs, by lab id. */
  readonly labSettings: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
