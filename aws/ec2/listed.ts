import { type ListedItem, operation } from "../contract/listed-item.ts";

const OPERATIONS = { linux: "RunInstances", windows: "RunInstances:0002" } as const;

/** `ec2/t3.micro/linux` */
export function listed(item: string): ListedItem | undefined {
  const [service, kind = "", os] = item.split("/");
  if (service !== "ec2" || (os !== "linux" && os !== "windows")) return undefined;
  return { service: "AmazonEC2", usage: `BoxUsage:${kind}`, where: operation(OPERATIONS[os]) };
}
