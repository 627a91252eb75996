/** The master user of a database, from its secret. */
export interface Login {
  readonly user: string;
  readonly password: string;
}

/** The privileges of an RDS master user for MySQL: none gives access to the server's files or machine. */
const RIGHTS = [
  ...["SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "RELOAD", "PROCESS", "REFERENCES"],
  ...["INDEX", "ALTER", "SHOW DATABASES", "CREATE TEMPORARY TABLES", "LOCK TABLES", "EXECUTE"],
  ...["CREATE VIEW", "SHOW VIEW", "CREATE ROUTINE", "ALTER ROUTINE", "CREATE USER", "EVENT"],
  "TRIGGER",
].join(", ");

/**
 * Statements that a server runs before it accepts connections, one per line. Texts come from AWS's API, so they are written as
 * numbers only.
 *
 * @param databaseName created for the master user; empty for none
 */
export function firstStatements({ user, password }: Login, databaseName: string): string {
  const prepared = (...parts: string[]) => [
    `SET @s = CONCAT(${parts.join(", ")});`,
    ...["PREPARE s FROM @s;", "EXECUTE s;", "DEALLOCATE PREPARE s;"],
  ];
  return [
    `SET @u = CONVERT(${hex(user)} USING utf8mb4);`,
    `SET @p = CONVERT(${hex(password)} USING utf8mb4);`,
    ...prepared(`'CREATE USER IF NOT EXISTS '`, "QUOTE(@u)", `'@\\'%\\''`),
    ...prepared(`'ALTER USER '`, "QUOTE(@u)", `'@\\'%\\' IDENTIFIED BY '`, "QUOTE(@p)"),
    ...prepared(`'GRANT ${RIGHTS} ON *.* TO '`, "QUOTE(@u)", `'@\\'%\\' WITH GRANT OPTION'`),
    ...(/^[A-Za-z]\w{0,63}$/.test(databaseName)
      ? [`CREATE DATABASE IF NOT EXISTS \`${databaseName}\`;`]
      : []),
    "ALTER USER 'root'@'localhost' ACCOUNT LOCK;",
    "",
  ].join("\n");
}

const hex = (text: string): string => `0x${Buffer.from(text).toString("hex") || "20"}`;
