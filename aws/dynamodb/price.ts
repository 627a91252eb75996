import { z } from "zod";
import {
  byStudents,
  type Charge,
  free,
  type Place,
  type Prices,
  rule,
} from "../contract/charge.ts";
import { TABLE, TABLE_ITEM } from "./types.ts";

const table = rule(
  z.object({
    billingMode: z.string().default("PROVISIONED"),
    readCapacity: z.number().default(0),
    writeCapacity: z.number().default(0),
    globalSecondaryIndexes: z
      .array(
        z.object({ readCapacity: z.number().default(0), writeCapacity: z.number().default(0) }),
      )
      .default([]),
    pointInTimeRecovery: z.object({ enabled: z.boolean() }).prefault({ enabled: false }),
  }),
  (props, place) => [
    ...(props.billingMode === "PAY_PER_REQUEST" ? onDemand(props, place) : provisioned(props)),
    stored("items", "dynamodb/gb"),
    ...(props.pointInTimeRecovery.enabled ? [stored("recovery", "dynamodb/recovery")] : []),
  ],
);

/** The assumed GB of a table that a class fills. */
const TABLE_GB = 0.01;

const stored = (item: string, price: string): Charge => ({
  item,
  price,
  quantity: TABLE_GB,
  per: "month",
  assumed: `${TABLE_GB} GB`,
});

interface Capacity {
  readonly readCapacity: number;
  readonly writeCapacity: number;
}

interface Table extends Capacity {
  readonly globalSecondaryIndexes: readonly Capacity[];
}

/** Each write is charged for every index as well. */
function onDemand({ globalSecondaryIndexes }: Table, place: Place): Charge[] {
  const { quantity, assumed = "" } = byStudents(place, 1000, "writes");
  return [
    {
      item: "writes",
      price: "dynamodb/write",
      quantity: quantity * (1 + globalSecondaryIndexes.length),
      per: "class",
      assumed,
    },
    { item: "reads", price: "dynamodb/read", per: "class", ...byStudents(place, 5000, "reads") },
  ];
}

function provisioned(table: Table): Charge[] {
  const all = [table, ...table.globalSecondaryIndexes];
  const sum = (units: (capacity: Capacity) => number) =>
    all.reduce((total, capacity) => total + units(capacity), 0);
  const reads = sum(({ readCapacity }) => readCapacity);
  const writes = sum(({ writeCapacity }) => writeCapacity);
  return [units("read", reads), units("write", writes)];
}

const units = (kind: "read" | "write", quantity: number): Charge => ({
  item: `${quantity} ${kind} units`,
  price: `dynamodb/${kind}-unit`,
  quantity,
  per: "begun hour",
});

export const prices: Prices = {
  [TABLE]: table,
  ...free("https://aws.amazon.com/dynamodb/pricing/", [TABLE_ITEM]),
};
