import { databaseAddress } from "../../aws/local-database.ts";
import { NotServedError, type Web } from "../../aws/web-request.ts";
import { CannotTell, Failure } from "../contract/outcome.ts";
import { knock } from "../kit/server/knock.ts";

interface Address {
  readonly host: string;
  readonly port: number;
}

/** Where a database answers. @throws CannotTell where AWS is emulated and it does not run */
export async function addressOf(
  { aws }: { readonly aws: Web },
  address: Address,
): Promise<Address> {
  try {
    return await databaseAddress(aws, address);
  } catch (error) {
    if (!(error instanceof NotServedError)) throw error;
    throw new CannotTell(error.message, "emulator", { cause: error });
  }
}

/** Bytes before each packet: three of length, one of its number. */
const HEADER = 4;
const PROTOCOL = 10;
const REFUSAL = 0xff;

/**
 * What MySQL says first to whoever connects: its version, before any name or password is asked for.
 * https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_connection_phase.html
 *
 * @throws Failure when it is not MySQL, or MySQL refuses us; Failure, CannotTell as knock
 */
export async function mysqlGreeting({ host, port }: Address): Promise<string> {
  const packet = (await knock({ host, port })).subarray(HEADER);
  const [kind] = packet;
  // Two bytes of an error number come before the text.
  if (kind === REFUSAL) throw new Failure(`MySQL refuses: ${packet.toString("utf8", 3)}`);
  const end = packet.indexOf(0, 1);
  if (kind !== PROTOCOL || end < 0) throw new Failure("something other than MySQL answers there");
  return packet.toString("latin1", 1, end);
}
