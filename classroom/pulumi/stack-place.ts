/** A stack, and what Pulumi needs to find it. */
export interface StackPlace {
  readonly name: string;
  /** Added to the engine's environment: backend, passphrase, endpoint. @default nothing */
  readonly env?: NodeJS.ProcessEnv;
  /** The stack's settings. @default the project's Pulumi.<stack>.yaml */
  readonly settings?: string;
  /** Keeps a record of what runs. @default none: a backend of Pulumi's own is careful enough */
  readonly watch?: StackWatch;
}

/** Is notified of the commands on a stack, so that the next run knows what became of one that was killed. */
export interface StackWatch {
  /** A command is going to change the stack. */
  changeBegins(): void;
  /** The command has ended by itself, with or without an error. */
  changeEnds(): void;
  /** The process that changes the stack; undefined when it has ended. */
  runs(pid: number | undefined): void;
}
