import { foundBy, oneEach, type Quota } from "../contract/quota.ts";
import { tables } from "./finder.ts";
import { TABLE } from "./types.ts";

export const quotas: readonly Quota[] = [
  {
    what: "DynamoDB tables",
    service: "dynamodb",
    code: "L-F98FE922",
    standard: 2500,
    source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html",
    needs: oneEach([TABLE]),
    used: foundBy(tables),
  },
];
