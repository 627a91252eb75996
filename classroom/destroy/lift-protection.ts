import { dynamoDbClient } from "../../aws/dynamodb/client.ts";
import { rdsClient } from "../../aws/rds/client.ts";
import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import type { ClassStack } from "../stack/open-stack.ts";

/** What AWS itself refuses to delete while a switch of its own is on, and how that is switched off. */
const SWITCHES: Readonly<
  Record<string, (open: ClassStack, resource: DeployedResource) => Promise<unknown>>
> = {
  "aws:rds/instance:Instance": async ({ aws }, { outputs }) =>
    (await aws.client(rdsClient)).modifyDBInstance({
      DBInstanceIdentifier: String(outputs.identifier),
      DeletionProtection: false,
      ApplyImmediately: true,
    }),
  "aws:dynamodb/table:Table": async ({ aws }, { id }) =>
    (await aws.client(dynamoDbClient)).updateTable({
      TableName: id,
      DeletionProtectionEnabled: false,
    }),
};

/** Lets everything of a stack be destroyed: Pulumi's protection, and the one that databases and tables have of their own. */
export async function liftProtection(
  open: ClassStack,
  resources: readonly DeployedResource[],
): Promise<void> {
  await open.stack.unprotect();
  for (const resource of resources) {
    const { deletionProtection, deletionProtectionEnabled } = resource.outputs;
    if (deletionProtection === true || deletionProtectionEnabled === true)
      await SWITCHES[resource.type]?.(open, resource);
  }
}
