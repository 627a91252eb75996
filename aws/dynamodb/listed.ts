import { listedAs } from "../contract/listed-item.ts";

export const listed = listedAs({
  "dynamodb/write": { service: "AmazonDynamoDB", usage: "WriteRequestUnits" },
  "dynamodb/read": { service: "AmazonDynamoDB", usage: "ReadRequestUnits" },
  "dynamodb/gb": { service: "AmazonDynamoDB", usage: "TimedStorage-ByteHrs" },
  "dynamodb/recovery": { service: "AmazonDynamoDB", usage: "TimedPITRStorage-ByteHrs" },
  "dynamodb/write-unit": { service: "AmazonDynamoDB", usage: "WriteCapacityUnit-Hrs" },
  "dynamodb/read-unit": { service: "AmazonDynamoDB", usage: "ReadCapacityUnit-Hrs" },
});
