/**
 * Parameters of a parameter group that are applied here: about storage, collation, timeouts and required TLS. None that names a
 * file, a program or a user, because who changes a group need not own this machine.
 */
const TAKEN: ReadonlySet<string> = new Set([
  ...["autocommit", "character_set_server", "collation_server", "event_scheduler"],
  ...["explicit_defaults_for_timestamp", "group_concat_max_len"],
  ...["innodb_lock_wait_timeout", "interactive_timeout", "lock_wait_timeout"],
  ...["long_query_time", "lower_case_table_names", "max_allowed_packet", "max_connections"],
  ...["net_read_timeout", "net_write_timeout", "require_secure_transport", "sql_mode"],
  ...["time_zone", "transaction_isolation", "wait_timeout"],
]);

const VALUE = /^[\w+:.,-]{1,200}$/;

/** MariaDB's name of MySQL 8's default collation: the same algorithm, ignoring accents and case. */
const OF_MARIADB: Readonly<Record<string, string>> = {
  utf8mb4_0900_ai_ci: "utf8mb4_uca1400_ai_ci",
  utf8mb4_0900_as_ci: "utf8mb4_uca1400_as_ci",
  utf8mb4_0900_as_cs: "utf8mb4_uca1400_as_cs",
};

/**
 * The server options for a group's parameters; the server ignores unknown ones.
 *
 * @param isMariaDb whether the server is MariaDB, else MySQL
 */
export function parameterOptions(
  parameters: Readonly<Record<string, string>>,
  isMariaDb: boolean,
): string[] {
  const { character_set_server: set, collation_server: collation = "" } = parameters;
  // As on a running server that gets another character set: it uses that set's default collation.
  const isOfSet = set === undefined || collation.startsWith(`${set}_`);
  return Object.entries(parameters).flatMap(([name, value]) => {
    if (name === "collation_server" && !isOfSet) return [];
    if (!TAKEN.has(name) || !VALUE.test(value)) return [];
    const own = isMariaDb ? (OF_MARIADB[value] ?? value) : value;
    return [`--loose-${name.replaceAll("_", "-")}=${own}`];
  });
}
