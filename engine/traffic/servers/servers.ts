import type { Emulated } from "../emulated.ts";
import type { Connection, ServerId, ServerVisit, Source } from "./connection.ts";

/** The servers of the emulated account, each booted once in the sandbox when somebody asks for it. */
export class Servers {
  /** @param folder where their boots are kept */
  constructor(emulated: Emulated, folder: string) {
    void emulated;
    void folder;
  }

  /**
   * Requests a page of a server's. One that has not booted yet boots first, which takes a second, sometimes more: health
   * checks have a limit of their own.
   *
   * @param port the server's own, such as a target's
   */
  answerAt(
    { instanceId }: ServerId,
    port: number,
    visit: ServerVisit,
    from: Source,
  ): Promise<Connection> {
    void [port, visit, from];
    const reason = `servers do not answer on this machine yet (${instanceId})`;
    return Promise.resolve({ how: "not here", reason });
  }
}
