/** An event of Pulumi's engine, as `--event-log` writes it, a line each. */
export interface EngineEvent {
  /** Counts from 0 in each preview and in each update. */
  readonly sequence?: number;
  /** When it was, in seconds since 1970. */
  readonly timestamp?: number;
  readonly diagnosticEvent?: Diagnostic;
  readonly policyEvent?: PolicyReport;
  /** A step begins. */
  readonly resourcePreEvent?: StepEvent;
  /** A step has ended. */
  readonly resOutputsEvent?: StepEvent;
  /** A step has failed. */
  readonly resOpFailedEvent?: StepEvent;
  /** Something is fetched first, such as a plugin. */
  readonly progressEvent?: { readonly message: string; readonly done: boolean };
  readonly errorEvent?: { readonly error: string };
}

export interface Diagnostic {
  /** Left out where the whole stack is meant. */
  readonly urn?: string;
  /** `debug`, `info`, `info#err`, `warning` or `error`. */
  readonly severity: string;
  readonly message: string;
  /** Whether it is only a state of affairs, which another one replaces. */
  readonly ephemeral?: boolean;
}

export interface StepEvent {
  readonly metadata: StepMetadata;
  /** Whether it is a preview's: nothing is changed. */
  readonly planning?: boolean;
}

export interface StepMetadata {
  /** `create`, `update`, `same`, ... */
  readonly op: string;
  readonly urn: string;
  readonly old?: StepState | null;
  readonly new?: StepState | null;
}

interface StepState {
  /** Whether a provider makes it: else it is a component, which is nothing on AWS. */
  readonly custom?: boolean;
}

/** What a rule of a policy pack reports. */
export interface PolicyReport {
  readonly policyName: string;
  /** Left out where the whole stack is meant. */
  readonly resourceUrn?: string;
  readonly enforcementLevel: string;
  /** The rule's description, and in further lines what it has found. */
  readonly message: string;
}

/** Without Pulumi's marks for colours. */
export const withoutMarks = (message: string): string => message.replace(/<\{%[^%]*%\}>/g, "");
