import { connect, type Socket } from "node:net";
import { addAbortSignal } from "node:stream";
import { CannotTell, Failure } from "../../contract/outcome.ts";

export interface KnockArgs {
  readonly host: string;
  readonly port: number;
  /** What to say first, to a server that waits for it. @default nothing */
  readonly says?: Uint8Array;
  /** @default 5000 */
  readonly limitMs?: number;
}

/**
 * Knocks at a TCP port.
 *
 * @returns the first that the server says
 * @throws Failure when nobody is at home, CannotTell when the network lets nothing through: that is how a security group
 * treats addresses it does not know, ours perhaps among them
 */
export async function knock({ host, port, says, limitMs = 5000 }: KnockArgs): Promise<Buffer> {
  const socket: Socket = connect({ host, port });
  addAbortSignal(AbortSignal.timeout(limitMs), socket);
  if (says) socket.write(says);
  try {
    for await (const chunk of socket) return chunk as Buffer;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === "ECONNREFUSED" || code === "ECONNRESET")
      throw new Failure(`no program answers on port ${port} of ${host} (${code})`);
    throw new CannotTell(
      `port ${port} of ${host} does not answer this computer: its address may not be among those that are let in`,
      { cause: error },
    );
  }
  throw new Failure(`the program on port ${port} of ${host} hangs up without a word`);
}

/** @returns what the SSH server calls itself. @throws Failure, CannotTell as knock */
export async function sshGreeting(host: string, port = 22): Promise<string> {
  const [greeting = ""] = (await knock({ host, port })).toString("latin1").split(/\r?\n/);
  if (greeting.startsWith("SSH-2.0-")) return greeting;
  throw new Failure(`what answers on port ${port} of ${host} is no SSH server: ${greeting}`);
}

/**
 * A connection request, and how every answer to it begins: TPKT, version 3.
 * https://learn.microsoft.com/openspecs/windows_protocols/ms-rdpbcgr/18a27ef9-6f9a-4501-b000-94b1fe3c2c10
 */
const RDP_REQUEST = Buffer.from("030000130ee000000000000100080003000000", "hex");
const TPKT = Buffer.from("0300", "hex");

/** @throws Failure, CannotTell as knock */
export async function rdpAnswers(host: string, port = 3389): Promise<string> {
  const answer = await knock({ host, port, says: RDP_REQUEST });
  if (answer.subarray(0, TPKT.length).equals(TPKT)) return `port ${port} answers`;
  throw new Failure(`what answers on port ${port} of ${host} is no Remote Desktop`);
}
