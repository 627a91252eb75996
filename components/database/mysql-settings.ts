import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** MySQL's logs: errors, and statements that took over two seconds. */
export type MysqlLog = "error" | "slowquery";

type Parameter = aws.types.input.rds.ParameterGroupParameter;

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.MySQL.Parameters.html */
export function mysqlParameters(logs: readonly MysqlLog[]): Parameter[] {
  const values: Record<string, string> = {
    // Supports Korean and emoji, whatever a client requests.
    character_set_server: "utf8mb4",
    collation_server: "utf8mb4_0900_ai_ci",
    require_secure_transport: "1",
    ...(logs.includes("slowquery") && {
      slow_query_log: "1",
      long_query_time: "2",
      // CloudWatch receives the log file, not the log table.
      log_output: "FILE",
    }),
  };
  return Object.entries(values).map(([name, value]) => ({
    name,
    value,
    applyMethod: "immediate",
  }));
}

/** The CloudWatch log group of each log. */
export const logGroupNames = (
  identifier: pulumi.Input<string>,
  logs: readonly MysqlLog[],
): [MysqlLog, pulumi.Output<string>][] =>
  logs.map((log) => [log, pulumi.interpolate`/aws/rds/instance/${identifier}/${log}`]);
