// Files as AWS's price list has them.

const quoted = (cells: readonly string[]) => cells.map((cell) => `"${cell}"`).join(",");

export const COLUMNS = [
  "SKU",
  "TermType",
  "PriceDescription",
  "StartingRange",
  "PricePerUnit",
  "Currency",
  "Location Type",
  "Database Engine",
  "Deployment Option",
  "usageType",
  "operation",
];

type Row = Readonly<Record<string, string>>;

/** A price file as AWS's are: five lines about the file, the columns, a line for each price. */
export function priceFile(rows: readonly Row[], columns = COLUMNS): string {
  const common: Row = {
    SKU: "0123456789ABCDEF",
    TermType: "OnDemand",
    PriceDescription: '$0.01 per "unit", on demand'.replaceAll('"', '""'),
    StartingRange: "0",
    Currency: "USD",
    "Location Type": "AWS Region",
    "From Location Type": "AWS Region",
  };
  return [
    quoted(["FormatVersion", "v1.0"]),
    quoted(["Disclaimer", "This pricing list is for informational purposes only."]),
    quoted(["Publication Date", "2026-11-20T18:00:00Z"]),
    quoted(["Version", "20261120180000"]),
    quoted(["OfferCode", "AnyService"]),
    quoted(columns),
    ...rows.map((row) => quoted(columns.map((name) => ({ ...common, ...row })[name] ?? ""))),
    "",
  ].join("\r\n");
}

export const server = (
  prefix: string,
  type: string,
  PricePerUnit: string,
  more: Row = {},
): Row => ({
  usageType: `${prefix}BoxUsage:${type}`,
  operation: "RunInstances",
  PricePerUnit,
  ...more,
});

export const EC2_SEOUL = [
  server("APN2-", "t3.micro", "0.0130000000"),
  server("APN2-", "t3.micro", "0.0080000000", { TermType: "Reserved" }),
  server("APN2-", "t3.micro", "0.0222000000", { operation: "RunInstances:0002" }),
  server("APN2-SEL1-", "t3.micro", "0.9000000000", { "Location Type": "AWS Local Zone" }),
  { usageType: "APN2-EBS:VolumeUsage.gp3", PricePerUnit: "0.0912000000" },
];

const EC2_VIRGINIA = [
  server("", "t3.micro", "0.0104000000"),
  server("IA-", "t3.micro", "0.7000000000"),
];

const TRAFFIC = [
  { usageType: "APN2-DataTransfer-Out-Bytes", StartingRange: "0", PricePerUnit: "0.0000000000" },
  {
    usageType: "APN2-DataTransfer-Out-Bytes",
    StartingRange: "10240",
    PricePerUnit: "0.1220000000",
  },
  { usageType: "APN2-DataTransfer-Out-Bytes", StartingRange: "100", PricePerUnit: "0.1260000000" },
];

const DATABASE = {
  usageType: "APN2-InstanceUsage:db.t4g.micro",
  "Database Engine": "MySQL",
  "Deployment Option": "Single-AZ",
  PricePerUnit: "0.0250000000",
};

/** What the list has, by path; other files are there with no price in them. */
export const FILES: Readonly<Record<string, string>> = {
  "/AmazonEC2/current/ap-northeast-2/index.csv": priceFile(EC2_SEOUL),
  "/AmazonEC2/current/us-east-1/index.csv": priceFile(EC2_VIRGINIA),
  "/AWSDataTransfer/current/ap-northeast-2/index.csv": priceFile(
    TRAFFIC,
    COLUMNS.map((name) => name.replace("Location Type", "From Location Type")),
  ),
  "/AmazonRDS/current/ap-northeast-2/index.csv": priceFile([
    { ...DATABASE, "Database Engine": "PostgreSQL", PricePerUnit: "0.0270000000" },
    DATABASE,
  ]),
};
