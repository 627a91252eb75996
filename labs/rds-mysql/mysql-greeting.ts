import { databaseAddress } from "../../aws/local-database.ts";
import { NotServedError, type Web } from "../../aws/web-request.ts";
import { CannotTell, Failure } from "../contract/outcome.ts";
import { knock } from "../kit/server/knock.ts";

interface Address {
  readonly host: string;
  readonly port: number;
}

/** The address of a database. @throws CannotTell where AWS is emulated and the database is not running */
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

/** The header of each packet: three bytes of length, one byte of sequence number. */
const HEADER = 4;
const PROTOCOL = 10;
const REFUSAL = 0xff;

/**
 * MySQL's greeting to a new connection: its version, before any name or password is requested.
 * https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_connection_phase.html
 *
 * @throws Failure when it is not MySQL, or MySQL refuses the connection; Failure, CannotTell as knock
 */
export async function mysqlGreeting({ host, port }: Address): Promise<string> {
  const packet = (await knock({ host, port })).subarray(HEADER);
  const [kind] = packet;
  // The text follows two bytes of an error number.
  if (kind === REFUSAL) throw new Failure(`MySQL refuses: ${packet.toString("utf8", 3)}`);
  const end = packet.indexOf(0, 1);
  if (kind !== PROTOCOL || end < 0) throw new Failure("something other than MySQL answers there");
  return packet.toString("latin1", 1, end);
}
