import { rdsClient } from "../../aws/rds/client.ts";
import { INSTANCE, PARAMETER_GROUP } from "../../aws/rds/types.ts";
import { SECURITY_GROUP } from "../../aws/vpc/types.ts";
import type { Check, Proof, Subject } from "../contract/check.ts";
import { CannotTell, expect, Failure } from "../contract/outcome.ts";
import { rulesFor } from "../kit/server/security-groups.ts";
import { expectValues, recorded } from "../kit/values.ts";
import { addressOf, mysqlGreeting } from "./mysql-greeting.ts";

const MYSQL = 3306;

/** The parameters for Korean text and emoji, and for encrypted passwords in transit. */
const PARAMETERS = {
  character_set_server: "utf8mb4",
  collation_server: "utf8mb4_0900_ai_ci",
  require_secure_transport: "1",
};

const databaseIsAvailable: Check = {
  name: {
    en: "the database is available at the Workbench address",
    ko: "데이터베이스를 Workbench에 입력할 주소에서 사용할 수 있습니다",
  },
  hint: {
    en: "creating a database takes ten minutes, and a change can restart it: see its events in the RDS console",
    ko: "데이터베이스를 만드는 데 10분 정도 걸리고, 수정하면 재시작될 수 있습니다. RDS 콘솔에서 이벤트를 확인하세요",
  },
  async run(subject) {
    const { lab } = subject;
    const { DBInstanceStatus, Endpoint, EngineVersion } = await database(subject);
    expect(DBInstanceStatus === "available", `it is ${DBInstanceStatus ?? "unknown"}`);
    const { Address = "", Port = 0 } = Endpoint ?? {};
    const endpoint = `${Address}:${Port}`;
    expect(endpoint === lab.text("endpoint"), `it is at ${endpoint}`);
    const steps = [lab.outputs.tunnel, lab.outputs.workbench].join("\n");
    expect(steps.includes(Address), "the steps for Workbench have another address");
    return `MySQL ${EngineVersion ?? ""} at ${endpoint}`;
  },
};

const databaseIsAsConfigured: Check = {
  name: {
    en: "storage, backups, deletion protection and public access are as configured",
    ko: "스토리지, 백업, 삭제 방지, 퍼블릭 액세스가 설정과 같습니다",
  },
  hint: {
    en: "the database was modified by hand: compare it with the lab's settings; npm run class -- solve changes it back in place",
    ko: "데이터베이스가 직접 수정되었습니다. 실습의 설정과 비교하세요. npm run class -- solve가 데이터베이스를 교체하지 않고 되돌립니다",
  },
  async run(subject) {
    const { lab, config } = subject;
    const { settings } = lab;
    const seen = await database(subject);
    expectValues(
      { ...seen },
      {
        DBInstanceClass: settings.instanceClass,
        AllocatedStorage: settings.allocatedStorageGiB,
        StorageEncrypted: true,
        BackupRetentionPeriod: settings.backupRetentionDays,
        PubliclyAccessible: settings.publicAccess !== undefined,
        DeletionProtection: config.protect,
      },
    );
    const zones = (seen.DBSubnetGroup?.Subnets ?? []).map(
      ({ SubnetAvailabilityZone }) => SubnetAvailabilityZone?.Name,
    );
    expect(new Set(zones).size >= 2, `its subnets are in ${zones.join(", ")} only`);
    return `${seen.DBInstanceClass ?? ""}, ${seen.AllocatedStorage ?? 0} GiB, over ${zones.join(", ")}`;
  },
};

const portIsOpenAsConfigured: Check = {
  name: {
    en: "only the class network and publicAccess addresses reach MySQL",
    ko: "수업 네트워크와 publicAccess의 주소만 MySQL에 접속할 수 있습니다",
  },
  hint: {
    en: "compare the inbound rules of the database's security group with the reported sources, or run npm run class -- solve",
    ko: "데이터베이스 보안 그룹의 인바운드 규칙을 표시된 소스와 비교하거나 npm run class -- solve를 실행하세요",
  },
  async run(subject) {
    const { lab, config } = subject;
    const group = lab.one(SECURITY_GROUP).id;
    const sources = await rulesFor(subject, MYSQL, group);
    const { cidrs } = (lab.settings.publicAccess ?? { cidrs: [] }) as { cidrs: string[] };
    const wanted = [config.network.cidrBlock, ...cidrs].sort();
    const seen = sources.sort().join(", ") || "nobody";
    expect(seen === wanted.join(", "), `open to ${seen}, not to ${wanted.join(", ")}`);
    return seen;
  },
};

const textIsKept: Check = {
  name: {
    en: "the parameter group keeps Korean text (utf8mb4) and requires TLS",
    ko: "파라미터 그룹이 한글을 보존하고(utf8mb4) TLS를 요구합니다",
  },
  hint: {
    en: "restore the parameters (RDS > Parameter groups), or run npm run class -- solve; text stored as ? in the meantime is lost",
    ko: "파라미터를 되돌리거나(RDS > 파라미터 그룹) npm run class -- solve를 실행하세요. 그동안 ?로 저장된 텍스트는 복구할 수 없습니다",
  },
  async run(subject) {
    const { lab, aws } = subject;
    const rds = await aws.client(rdsClient);
    const DBParameterGroupName = parameterGroup(lab);
    const used = (await database(subject)).DBParameterGroups?.[0]?.DBParameterGroupName;
    expect(used === DBParameterGroupName, `the database uses ${used ?? "no group"}`);
    const { Parameters = [] } = await rds.describeDBParameters({
      DBParameterGroupName,
      Source: "user",
    });
    const seen = Parameters.map(
      ({ ParameterName = "", ParameterValue }) => [ParameterName, ParameterValue] as const,
    );
    expectValues(Object.fromEntries(seen), PARAMETERS);
    return Object.values(PARAMETERS).join(", ");
  },
};

const passwordIsManaged: Check = {
  name: {
    en: "AWS keeps the master password in Secrets Manager",
    ko: "AWS가 마스터 암호를 Secrets Manager에 보관합니다",
  },
  hint: {
    en: "modify the database so that its master credentials are managed in AWS Secrets Manager, or run npm run class -- solve",
    ko: "마스터 자격 증명을 AWS Secrets Manager에서 관리하도록 데이터베이스를 수정하거나 npm run class -- solve를 실행하세요",
  },
  async run(subject) {
    const { MasterUserSecret } = await database(subject);
    const { SecretArn, SecretStatus = "unknown" } = MasterUserSecret ?? {};
    expect(SecretArn, "the database has no managed password");
    const wanted = subject.lab.text("masterSecretArn");
    expect(SecretArn === wanted, `the password is in ${SecretArn}, not in ${wanted}`);
    expect(["active", "rotating"].includes(SecretStatus), `the secret is ${SecretStatus}`);
    return SecretStatus;
  },
};

const mysqlAnswers: Check = {
  name: {
    en: "MySQL answers at the endpoint",
    ko: "엔드포인트에서 MySQL이 응답합니다",
  },
  hint: {
    en: "if there is no answer, check that publicAccess.cidrs has your address (curl https://checkip.amazonaws.com)",
    ko: "응답이 없으면 publicAccess.cidrs에 자신의 주소가 있는지 확인하세요(curl https://checkip.amazonaws.com)",
  },
  async run(subject) {
    if (subject.lab.settings.publicAccess === undefined)
      throw new CannotTell(
        "the database is private: connect from a server in its network",
        "settings",
      );
    const { Endpoint } = await database(subject);
    // Its greeting, before any log-in: a SELECT would need a MySQL client here.
    const { Address: host = "", Port: port = MYSQL } = Endpoint ?? {};
    const version = await mysqlGreeting(await addressOf(subject, { host, port }));
    return `MySQL ${version} answers; log in and SELECT with Workbench`;
  },
};

export const proof: Proof = {
  checks: [
    databaseIsAvailable,
    databaseIsAsConfigured,
    portIsOpenAsConfigured,
    textIsKept,
    passwordIsManaged,
    mysqlAnswers,
  ],
  fault: {
    does: {
      en: "the character set of new tables becomes latin1: Korean text turns into ?",
      ko: "새 테이블의 문자 집합을 latin1로 바꿉니다. 한글이 ?로 저장됩니다",
    },
    foundBy: textIsKept,
    make: latin1,
  },
};

async function latin1({ lab, aws }: Subject): Promise<void> {
  const rds = await aws.client(rdsClient);
  const ParameterName = "character_set_server";
  await rds.modifyDBParameterGroup({
    DBParameterGroupName: parameterGroup(lab),
    Parameters: [{ ParameterName, ParameterValue: "latin1", ApplyMethod: "immediate" }],
  });
}

const parameterGroup = (lab: Subject["lab"]): string => recorded(lab.one(PARAMETER_GROUP), "name");

async function database({ lab, aws }: Subject) {
  const rds = await aws.client(rdsClient);
  const DBInstanceIdentifier = recorded(lab.one(INSTANCE), "identifier");
  const { DBInstances: [found] = [] } = await rds.describeDBInstances({ DBInstanceIdentifier });
  if (!found) throw new Failure(`there is no database ${DBInstanceIdentifier}`);
  return found;
}
