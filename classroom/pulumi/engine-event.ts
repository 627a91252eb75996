/** An event of Pulumi's engine, one line of the file that `--event-log` writes. */
export interface EngineEvent {
  /** Counts from 0 in each preview and in each update. */
  readonly sequence?: number;
  /** Time in seconds since 1970. */
  readonly timestamp?: number;
  readonly diagnosticEvent?: Diagnostic;
  readonly policyEvent?: PolicyReport;
  /** A step starts. */
  readonly resourcePreEvent?: StepEvent;
  /** A step has ended. */
  readonly resOutputsEvent?: StepEvent;
  /** A step failed. */
  readonly resOpFailedEvent?: StepEvent;
  /** A download, such as of a plugin, before the operation. */
  readonly progressEvent?: { readonly message: string; readonly done: boolean };
  readonly errorEvent?: { readonly error: string };
}

export interface Diagnostic {
  /** Left out for the whole stack. */
  readonly urn?: string;
  /** `debug`, `info`, `info#err`, `warning` or `error`. */
  readonly severity: string;
  readonly message: string;
  /** Whether it is a temporary status, which the next one replaces. */
  readonly ephemeral?: boolean;
}

export interface StepEvent {
  readonly metadata: StepMetadata;
  /** Whether it belongs to a preview, which changes nothing. */
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
  /** Whether a provider creates it; false for a component, which does not exist on AWS. */
  readonly custom?: boolean;
}

/** A report of a policy pack. */
export interface PolicyReport {
  readonly policyName: string;
  /** Left out for the whole stack. */
  readonly resourceUrn?: string;
  readonly enforcementLevel: string;
  /** The policy's description, and in further lines its findings. */
  readonly message: string;
}

/** Without Pulumi's colour codes. */
export const withoutMarks = (message: string): string => message.replace(/<\{%[^%]*%\}>/g, "");
