/** An error whose message explains what is wrong and how to fix it; it is shown without a stack trace. */
export class ExplainedError extends Error {}

/** The message of whatever was thrown. */
export const errorMessage = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/**
 * Runs `work`, then `cleanUp`, whatever has become of it. Where both fail, the error of `work` is thrown, with the reason of the
 * other in its message.
 */
export async function cleanedUp<T>(
  work: () => Promise<T>,
  cleanUp: () => Promise<unknown>,
): Promise<T> {
  let result: T;
  try {
    result = await work();
  } catch (error) {
    await cleanUp().catch((second: unknown) => {
      if (error instanceof Error) error.message += `\n${errorMessage(second)}`;
    });
    throw error;
  }
  await cleanUp();
  return result;
}

/** Causes on the user's machine, with the messages of the system, Go, pip and npm that show them. */
const CAUSES = {
  disk: /ENOSPC|EDQUOT|no space left on device|disk quota exceeded|disk is full/i,
  rights: /EACCES|EPERM|EROFS|permission denied|read-only file system/i,
  network:
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|no such host|name or service not known|name resolution|nodename nor servname|connection refused|network is unreachable|timed? ?out|ProxyError|certificate verify failed|x509:/i,
} as const;

export type Cause = keyof typeof CAUSES;

/** The cause on the user's machine that a message shows; undefined when there is none. */
export const causeIn = (output: string): Cause | undefined =>
  (Object.keys(CAUSES) as Cause[]).find((cause) => CAUSES[cause].test(output));

/** An explained error for a file-system error whose cause is the machine; undefined for any other error. */
export function explainedFileError(error: unknown): ExplainedError | undefined {
  if (!(error instanceof Error && "syscall" in error && "code" in error)) return undefined;
  const code = String(error.code);
  const place = "path" in error && typeof error.path === "string" ? error.path : undefined;
  if (error.syscall === "mkdir" && ["EEXIST", "ENOTDIR"].includes(code))
    return new ExplainedError(
      `${place ?? "A folder"} cannot be created: a file is there (${code}). Name another folder, or remove the file, then run this again`,
      { cause: error },
    );
  // Reading tells no path; a file that is written whole gets its name at last.
  const target = "dest" in error && typeof error.dest === "string" ? error.dest : place;
  if (code === "EISDIR")
    return new ExplainedError(
      `${target ?? "A file"} cannot be read or written: a folder is there (${code}). Remove or rename the folder, then run this again`,
      { cause: error },
    );
  switch (causeIn(code)) {
    case "disk":
      return new ExplainedError(
        `The disk is full (${code})${place === undefined ? "" : `: ${place} cannot be written`}. Free some space, then run this again`,
        { cause: error },
      );
    case "rights":
      return new ExplainedError(
        `${place ?? "A file"} cannot be used (${code}): check who owns it and whether you may write there, then run this again`,
        { cause: error },
      );
    default:
      // Node reports ENOENT when the parent folders cannot be made either, as on a read-only file system.
      return error.syscall === "mkdir" && code === "ENOENT"
        ? new ExplainedError(
            `${place ?? "A folder"} cannot be created: check that its file system is not read-only (HOME, XDG_CACHE_HOME), then run this again`,
            { cause: error },
          )
        : undefined;
  }
}
