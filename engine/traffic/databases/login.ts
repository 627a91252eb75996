/** Who logs in to a database as its master user, as its secret has it. */
export interface Login {
  readonly user: string;
  readonly password: string;
}

/** What RDS grants a master user of MySQL: nothing that reaches the server's files or its machine. */
const RIGHTS = [
  ...["SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "RELOAD", "PROCESS", "REFERENCES"],
  ...["INDEX", "ALTER", "SHOW DATABASES", "CREATE TEMPORARY TABLES", "LOCK TABLES", "EXECUTE"],
  ...["CREATE VIEW", "SHOW VIEW", "CREATE ROUTINE", "ALTER ROUTINE", "CREATE USER", "EVENT"],
  "TRIGGER",
].join(", ");

/**
 * What a server carries out before it lets anybody in, a statement a line. Texts come from AWS's API: they stand in it as
 * numbers only.
 *
 * @param databaseName which is made for the master user; empty for none
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
