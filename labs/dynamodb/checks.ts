import { isDeepStrictEqual } from "node:util";
import { dynamoDbClient } from "../../aws/dynamodb/client.ts";
import type { Check, Proof } from "../contract/check.ts";
import { expect, Failure } from "../contract/outcome.ts";
import { expectValues } from "../kit/values.ts";
import { expectAll, keyOf, mostCommon, nameOf, query, scan, seedsOf } from "./items.ts";

const INDEX = "GameTitleIndex";

const HINT = {
  en: "npm run class -- solve writes the lab's own items again and keeps the items that the class has added",
  ko: "npm run class -- solve가 실습의 항목을 다시 쓰고, 수업에서 추가한 항목은 그대로 둡니다",
};

const tableIsActive: Check = {
  name: {
    en: "the table and its index are active, with their keys",
    ko: "테이블과 인덱스가 활성 상태이고 키가 올바릅니다",
  },
  hint: {
    en: "keys cannot be changed: switch the lab off and on again; npm run class -- solve restores a deleted index",
    ko: "키는 바꿀 수 없습니다. 실습을 껐다가 다시 켜세요. 삭제된 인덱스는 npm run class -- solve가 복원합니다",
  },
  async run({ lab, aws }) {
    const dynamoDb = await aws.client(dynamoDbClient);
    const { Table } = await dynamoDb.describeTable({ TableName: lab.text("tableName") });
    const indexes = Table?.GlobalSecondaryIndexes ?? [];
    const index = indexes.find(({ IndexName }) => IndexName === INDEX);
    const seen = {
      table: Table?.TableStatus,
      index: index?.IndexStatus,
      "the table's key": keyText(Table?.KeySchema),
      "the index's key": keyText(index?.KeySchema),
    };
    expectValues(seen, {
      "the table's key": "UserId HASH, GameTitle RANGE",
      "the index's key": "GameTitle HASH, TopScore RANGE",
      table: "ACTIVE",
      index: "ACTIVE",
    });
    return seen["the table's key"];
  },
};

const recoveryIsAsConfigured: Check = {
  name: {
    en: "point-in-time recovery is set as configured (pointInTimeRecovery)",
    ko: "시점 복구가 설정(pointInTimeRecovery)과 같습니다",
  },
  hint: {
    en: "set it in the table's Backups tab, or run npm run class -- solve",
    ko: "테이블의 백업 탭에서 설정하거나 npm run class -- solve를 실행하세요",
  },
  async run({ lab, aws }) {
    const dynamoDb = await aws.client(dynamoDbClient);
    const { ContinuousBackupsDescription: backups } = await dynamoDb.describeContinuousBackups({
      TableName: lab.text("tableName"),
    });
    const status = backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
    const wanted = lab.settings.pointInTimeRecovery === true ? "ENABLED" : "DISABLED";
    expect(status === wanted, `it is ${status ?? "unknown"}`);
    return wanted;
  },
};

const protectionIsAsConfigured: Check = {
  name: {
    en: "deletion protection is set as configured (protect)",
    ko: "삭제 방지가 설정(protect)과 같습니다",
  },
  hint: {
    en: "switch it in the table's Additional settings tab, or run npm run class -- solve: AWS does not delete a protected table",
    ko: "테이블의 추가 설정 탭에서 바꾸거나 npm run class -- solve를 실행하세요. AWS는 보호된 테이블을 삭제하지 않습니다",
  },
  async run({ lab, aws, config }) {
    const dynamoDb = await aws.client(dynamoDbClient);
    const { Table } = await dynamoDb.describeTable({ TableName: lab.text("tableName") });
    const isOn = Table?.DeletionProtectionEnabled === true;
    expect(isOn === config.protect, `it is ${isOn ? "on" : "off"}`);
    return isOn ? "on" : "off";
  },
};

const allItemsExist: Check = {
  name: {
    en: "all items exist; none has been changed",
    ko: "모든 항목이 있고, 변경된 항목이 없습니다",
  },
  hint: HINT,
  async run({ lab, aws }) {
    const dynamoDb = await aws.client(dynamoDbClient);
    const TableName = lab.text("tableName");
    const seeds = seedsOf(lab);
    const states = await Promise.all(
      seeds.map(async (seed) => {
        const { Item } = await dynamoDb.getItem({ TableName, Key: keyOf(seed) });
        if (Item === undefined) return `${nameOf(seed)} is deleted`;
        return isDeepStrictEqual(Item, seed) ? undefined : `${nameOf(seed)} was changed`;
      }),
    );
    const wrong = states.filter((state) => state !== undefined);
    expect(wrong.length === 0, wrong.join("; "));
    return `${seeds.length} items`;
  },
};

const keyFindsGames: Check = {
  name: {
    en: "a query by partition key finds a player's games",
    ko: "파티션 키로 쿼리하면 한 플레이어의 게임을 찾습니다",
  },
  hint: HINT,
  async run(subject) {
    const player = mostCommon(subject.lab, "UserId");
    const found = await query(subject, player);
    expectAll(found, subject.lab, player);
    return found.map(nameOf).join(", ");
  },
};

const indexFindsScores: Check = {
  name: {
    en: "a query by index finds a game's scores in order",
    ko: "인덱스로 쿼리하면 한 게임의 점수를 순서대로 찾습니다",
  },
  hint: HINT,
  async run(subject) {
    const game = mostCommon(subject.lab, "GameTitle");
    const found = await query(subject, game, INDEX);
    expectAll(found, subject.lab, game);
    const scores = found.map(({ TopScore }) => Number(TopScore?.N));
    const ordered = scores.toSorted((a, b) => a - b);
    expect(isDeepStrictEqual(scores, ordered), `the scores are not in order: ${scores.join(", ")}`);
    return found.map((item) => `${nameOf(item)} ${item.TopScore?.N ?? ""}`).join(", ");
  },
};

const typesDiffer: Check = {
  name: {
    en: 'the string "1" and the number 1 are different values',
    ko: '문자열 "1"과 숫자 1은 서로 다른 값입니다',
  },
  hint: {
    en: `an item has a Badge of the other type: ${HINT.en}`,
    ko: `Badge의 유형이 다른 항목이 있습니다. ${HINT.ko}`,
  },
  async run(subject) {
    const counts = [];
    for (const Badge of [{ S: "1" }, { N: "1" }]) {
      const found = await scan(subject, { Badge });
      expectAll(found, subject.lab, { Badge });
      const others = found.filter((item) => !isDeepStrictEqual(item.Badge, Badge));
      expect(others.length === 0, `Badge ${JSON.stringify(Badge)} finds the other type, too`);
      counts.push(`${found.length} with ${JSON.stringify(Badge)}`);
    }
    return counts.join(", ");
  },
};

export const proof: Proof = {
  checks: [
    tableIsActive,
    recoveryIsAsConfigured,
    protectionIsAsConfigured,
    allItemsExist,
    keyFindsGames,
    indexFindsScores,
    typesDiffer,
  ],
  fault: {
    does: { en: "one item of a player is deleted", ko: "플레이어의 항목 하나를 삭제합니다" },
    foundBy: allItemsExist,
    async make({ lab, aws }) {
      // The same item for everybody, whatever the order in the stack's state.
      const [seed] = seedsOf(lab).toSorted((a, b) => nameOf(a).localeCompare(nameOf(b)));
      if (!seed) throw new Failure("the lab has written no item");
      const dynamoDb = await aws.client(dynamoDbClient);
      await dynamoDb.deleteItem({ TableName: lab.text("tableName"), Key: keyOf(seed) });
    },
  },
};

const keyText = (
  schema: readonly { readonly AttributeName?: string; readonly KeyType?: string }[] = [],
): string =>
  schema.map(({ AttributeName = "", KeyType = "" }) => `${AttributeName} ${KeyType}`).join(", ");
