import type { ServiceTypes } from "../contract/resource-type.ts";

export const TABLE = "aws:dynamodb/table:Table";
export const TABLE_ITEM = "aws:dynamodb/tableItem:TableItem";

export const types: ServiceTypes = {
  [TABLE]: { holdsData: true, cloudFormation: "AWS::DynamoDB::Table" },
  [TABLE_ITEM]: { partOf: TABLE },
};
