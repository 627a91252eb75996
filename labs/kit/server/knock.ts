import { connect, type Socket } from "node:net";
import { addAbortSignal } from "node:stream";
import { CannotTell, Failure } from "../../contract/outcome.ts";

export interface KnockArgs {
  readonly host: string;
  readonly port: number;
  /** The data to send first, to a server that waits for a request. @default nothing */
  readonly request?: Uint8Array;
  /** @default 5000 */
  readonly limitMs?: number;
}

/**
 * Connects to a TCP port.
 *
 * @returns the first data that the server sends
 * @throws Failure when no program listens, CannotTell when there is no answer: a security group drops the packets of
 * addresses that it does not allow, perhaps of this computer's
 */
export async function knock({ host, port, request, limitMs = 5000 }: KnockArgs): Promise<Buffer> {
  const socket: Socket = connect({ host, port });
  addAbortSignal(AbortSignal.timeout(limitMs), socket);
  if (request) socket.write(request);
  try {
    for await (const chunk of socket) return chunk as Buffer;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === "ECONNREFUSED" || code === "ECONNRESET")
      throw new Failure(`no program answers on port ${port} of ${host} (${code})`);
    throw new CannotTell(
      `port ${port} of ${host} does not answer: the security group may not allow this computer's address`,
      "unseen",
      { cause: error },
    );
  }
  throw new Failure(
    `the program on port ${port} of ${host} closes the connection without an answer`,
  );
}

/** @returns the version that the SSH server reports. @throws Failure, CannotTell as knock */
export async function sshGreeting(host: string, port = 22): Promise<string> {
  const [greeting = ""] = (await knock({ host, port })).toString("latin1").split(/\r?\n/);
  if (greeting.startsWith("SSH-2.0-")) return greeting;
  throw new Failure(`the program on port ${port} of ${host} is not an SSH server: ${greeting}`);
}

/**
 * A connection request, and the first bytes of every response to it: TPKT, version 3.
 * https://learn.microsoft.com/openspecs/windows_protocols/ms-rdpbcgr/18a27ef9-6f9a-4501-b000-94b1fe3c2c10
 */
const RDP_REQUEST = Buffer.from("030000130ee000000000000100080003000000", "hex");
const TPKT = Buffer.from("0300", "hex");

/** @throws Failure, CannotTell as knock */
export async function rdpAnswers(host: string, port = 3389): Promise<string> {
  const answer = await knock({ host, port, request: RDP_REQUEST });
  if (answer.subarray(0, TPKT.length).equals(TPKT)) return `port ${port} answers`;
  throw new Failure(`the program on port ${port} of ${host} is not Remote Desktop`);
}
