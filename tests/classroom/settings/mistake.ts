/** A mistake in a file with settings, and how it is answered. */
export interface SettingsMistake {
  /** What stands below `config:` of Pulumi.local.yaml, or in its place the whole `file`. */
  readonly config?: string;
  readonly file?: string | Uint8Array;
  /** What Pulumi.yaml is. @default the project's */
  readonly project?: string;
  /** The key, or file, line and column. */
  readonly at: string;
  readonly reason: RegExp;
  readonly fix: RegExp;
}
