import { dynamoDbClient } from "../../../aws/dynamodb/client.ts";
import { efsClient } from "../../../aws/efs/client.ts";
import { sideBySide } from "../../../lib/side-by-side.ts";
import { all, type Finder, tagsOf } from "../../../aws/contract/finder.ts";

const GIB = 2 ** 30;

export const fileSystems: Finder = {
  kind: "file system (EFS)",
  types: ["aws:efs/fileSystem:FileSystem"],
  arns: ["elasticfilesystem:file-system", "elasticfilesystem:access-point"],
  async find({ client }) {
    const efs = await client(efsClient);
    const found = await all(efs.paginateDescribeFileSystems({}), ({ FileSystems }) => FileSystems);
    return found.map(({ FileSystemId = "", FileSystemArn, Tags, SizeInBytes, ...its }) => ({
      id: FileSystemId,
      arn: FileSystemArn,
      tags: tagsOf(Tags),
      createdAt: its.CreationTime,
      charges: [
        {
          item: "files",
          price: "efs/gb",
          quantity: (SizeInBytes?.Value ?? 0) / GIB,
          per: "month",
        },
      ],
      going: its.LifeCycleState === "deleting",
      async remove() {
        const targets = await all(
          efs.paginateDescribeMountTargets({ FileSystemId }),
          ({ MountTargets }) => MountTargets,
        );
        for (const { MountTargetId } of targets) await efs.deleteMountTarget({ MountTargetId });
        // They take a minute; until then it is in use.
        await efs.deleteFileSystem({ FileSystemId });
      },
    }));
  },
};

export const tables: Finder = {
  kind: "table (DynamoDB)",
  types: ["aws:dynamodb/table:Table"],
  arns: ["dynamodb:table"],
  async find({ client }) {
    const dynamoDb = await client(dynamoDbClient);
    const names = await all(dynamoDb.paginateListTables({}), ({ TableNames }) => TableNames);
    return sideBySide(names, 4, async (TableName) => {
      const { Table = {} } = await dynamoDb.describeTable({ TableName });
      const { TableArn, TableSizeBytes = 0 } = Table;
      return {
        id: TableName,
        arn: TableArn,
        name: TableName,
        tags: async () =>
          tagsOf((await dynamoDb.listTagsOfResource({ ResourceArn: TableArn })).Tags),
        createdAt: Table.CreationDateTime,
        // Only on demand; what is provisioned costs more than what it holds.
        ...(Table.BillingModeSummary?.BillingMode === "PAY_PER_REQUEST" && {
          charges: [
            {
              item: "items",
              price: "dynamodb/gb",
              quantity: TableSizeBytes / GIB,
              per: "month" as const,
            },
          ],
        }),
        going: Table.TableStatus === "DELETING",
        remove: () => dynamoDb.deleteTable({ TableName }),
      };
    });
  },
};
