/** The fields of an AWS client's error besides name and message. */
interface ServiceError {
  readonly name?: string;
  readonly code?: string;
  readonly cause?: unknown;
  readonly $retryable?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** A short form of an error: AWS's own code and message. */
export const saying = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

/** The resource does not exist, or no longer exists. */
export const isAbsence = (error: unknown): boolean =>
  /NotFound|NoSuch|DoesNotExist|NonExist|\.Missing/.test((error as ServiceError).name ?? "") ||
  // Auto Scaling, Beanstalk and CloudFormation report it as an invalid value.
  /name not found|No Environment found|^Stack\b.* does not exist/.test(
    error instanceof Error ? error.message : "",
  );

/** The credentials do not have the permission. */
export const isDenied = (error: unknown): boolean =>
  /AccessDenied|Unauthorized|NotAuthorized/.test((error as ServiceError).name ?? "");

/** What must go before a deletion, or nothing where one may not ask for it: then AWS refuses the deletion, if there is any. */
export async function unlessDenied<T>(asked: Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await asked;
  } catch (error) {
    if (isDenied(error)) return [];
    throw error;
  }
}

/** AWS is overloaded, or does not answer: the same call may succeed a moment later. */
export const isPassing = (error: unknown): boolean => {
  const { name = "", $retryable, $metadata } = error as ServiceError;
  return (
    $retryable !== undefined ||
    ($metadata?.httpStatusCode ?? 0) >= 500 ||
    /Throttl|TooManyRequests|RequestLimit|SlowDown|RateExceeded|Unavailable|InternalError/.test(
      name,
    ) ||
    isNetwork(error)
  );
};

/** Another resource must be deleted first, or another change is still in progress. */
export const isDependency = (error: unknown): boolean => {
  const { name = "", $metadata } = error as ServiceError;
  return (
    $metadata?.httpStatusCode === 409 ||
    /Dependency|InUse|Conflict|ConcurrentModification|IncorrectState|InvalidState|Invalid\w+State|InProgress|NotEmpty|OperationAborted|NotDisabled|PreconditionFailed/.test(
      name,
    )
  );
};

/** Network errors of the system and of fetch, without file-system errors. */
const NETWORK =
  /^(ECONN\w+|ETIMEDOUT|ENOTFOUND|EAI_\w+|EPIPE|ENET\w+|EHOST\w+|EADDR\w+|EPROTO|UND_ERR_\w+)$/;

/** AWS does not answer. */
export const isNetwork = (error: unknown): boolean => {
  const { name, code, cause } = error as ServiceError;
  if (name === "TimeoutError") return true;
  if (code !== undefined && NETWORK.test(code)) return true;
  return cause instanceof Error && isNetwork(cause);
};
