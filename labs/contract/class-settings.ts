/** What labs and their checks see of a stack's configuration: the class-wide part, and which labs are on. */
export interface ClassSettings {
  /** The stack's name. */
  readonly stack: string;
  /** The class's name: tag `class`. */
  readonly name: string;
  /** The class's id: tag `class-id`. Undefined where nothing is made of the settings. */
  readonly id?: string | undefined;
  /** The student whose labs these are, by id; undefined in a class's own stack. */
  readonly student?: string | undefined;
  readonly environment: "local" | "dev" | "prod";
  readonly owner: string;
  /** When the class may be destroyed, ISO 8601. */
  readonly expires: string;
  /** Where the class runs. */
  readonly region: string;
  /** The second region, for labs that cross regions. */
  readonly peerRegion: string;
  /** The network that labs share. */
  readonly network: {
    readonly cidrBlock: string;
    /** Letters of availability zones. */
    readonly zones: readonly string[];
    readonly nat: "none" | "single" | "perZone";
    readonly flowLogs: boolean;
  };
  /** Who may reach SSH and RDP, as IPv4 blocks. */
  readonly adminCidrs: readonly string[];
  /** Why the whole world may. */
  readonly allowOpenAdmin?: string | undefined;
  /** Why EC2 Instance Connect in the console may reach SSH. */
  readonly instanceConnect?: string | undefined;
  /** Public key of the servers, in OpenSSH's form. */
  readonly publicKey?: string | undefined;
  /** The file with its private half, as commands that are printed name it. */
  readonly privateKeyFile?: string | undefined;
  /** Where alarms go. */
  readonly email?: string | undefined;
  /** Whether data is kept from being destroyed. */
  readonly protect: boolean;
  /** The settings of the labs that are on, by lab id. */
  readonly labSettings: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
