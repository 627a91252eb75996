import path from "node:path";

/** Where servers are kept after their boots, in the class's folder. */
export const serversIn = (folder: string): string => path.join(folder, "servers");

/** Where the class's own certificate authority is kept. */
export const tlsIn = (folder: string): string => path.join(folder, "tls");

/** Where the data of databases is kept. */
export const databasesIn = (folder: string): string => path.join(folder, "databases");
