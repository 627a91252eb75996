/** A stack, and how Pulumi finds it. */
export interface StackPlace {
  readonly name: string;
  /** Added to the engine's environment: backend, passphrase, endpoint. @default nothing */
  readonly env?: NodeJS.ProcessEnv;
  /** The stack's settings. @default the project's Pulumi.<stack>.yaml */
  readonly settings?: string;
  /** Records the running command. @default none: Pulumi's own backends are safe enough */
  readonly watch?: StackWatch;
}

/** Notified of commands on a stack, so that the next run knows how a killed one ended. */
export interface StackWatch {
  /** A command is about to change the stack. */
  changeBegins(): void;
  /** The command has ended by itself, with or without an error. */
  changeEnds(): void;
  /** The process that changes the stack; undefined once it has ended. */
  runs(pid: number | undefined): void;
}
