/** What AWS's clients tell of a failed call, besides its name and message. */
interface Told {
  readonly name?: string;
  readonly code?: string;
  readonly cause?: unknown;
  readonly $retryable?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** An error in a few words: AWS's own code and message. */
export const saying = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

/** What was asked for is not there, or no longer. */
export const isAbsence = (error: unknown): boolean =>
  /NotFound|NoSuch|DoesNotExist|NonExist|\.Missing/.test((error as Told).name ?? "") ||
  // Auto Scaling and Beanstalk call it a wrong value.
  /name not found|No Environment found/.test(error instanceof Error ? error.message : "");

/** AWS has too much to do, or nobody answers: the same call may do a moment later. */
export const isPassing = (error: unknown): boolean => {
  const { name = "", $retryable, $metadata } = error as Told;
  return (
    $retryable !== undefined ||
    ($metadata?.httpStatusCode ?? 0) >= 500 ||
    /Throttl|TooManyRequests|RequestLimit|SlowDown|RateExceeded|Unavailable|InternalError/.test(
      name,
    ) ||
    isNetwork(error)
  );
};

/** Something else must go first, or is still under way. */
export const isDependency = (error: unknown): boolean => {
  const { name = "", $metadata } = error as Told;
  return (
    $metadata?.httpStatusCode === 409 ||
    /Dependency|InUse|Conflict|IncorrectState|InvalidState|Invalid\w+State|InProgress|NotEmpty|OperationAborted|NotDisabled|PreconditionFailed/.test(
      name,
    )
  );
};

/** Nobody answers. */
export const isNetwork = (error: unknown): boolean => {
  const { name, code, cause } = error as Told;
  if (name === "TimeoutError") return true;
  if (code !== undefined && /^(E[A-Z]+|UND_ERR_\w+)$/.test(code)) return true;
  return cause instanceof Error && isNetwork(cause);
};
