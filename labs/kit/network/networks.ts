import { ec2Client } from "../../../aws/ec2/client.ts";
import type { Check, Proof, Subject } from "../../contract/check.ts";
import { Failure } from "../../contract/outcome.ts";
import { networkNow } from "./network-now.ts";
import {
  allReach,
  type Nat,
  natHasAddresses,
  privateGetOut,
  privateStayPrivate,
  publicLeadOut,
} from "./network-shape.ts";
import { INTERNET, routeTo, tableOf } from "./routes.ts";

const publicSubnetsReachInternet: Check = {
  name: {
    en: "every public subnet has a route to the internet gateway",
    ko: "모든 퍼블릭 서브넷에 인터넷 게이트웨이로 가는 경로가 있습니다",
  },
  hint: {
    en: "add route 0.0.0.0/0 to the internet gateway to the public route table, and associate the public subnets with it; or run npm run class -- solve",
    ko: "퍼블릭 라우팅 테이블에 인터넷 게이트웨이로 가는 경로 0.0.0.0/0을 추가하고 퍼블릭 서브넷을 연결하거나, npm run class -- solve를 실행하세요",
  },
  run: async (subject) => publicLeadOut(await networkNow(subject)),
};

const privateSubnetsUseNat: Check = {
  name: {
    en: "private subnets reach the internet only through NAT, as configured (nat)",
    ko: "프라이빗 서브넷은 설정(nat)대로 NAT를 거쳐야만 인터넷에 연결됩니다",
  },
  hint: {
    en: "the private route table needs route 0.0.0.0/0 to the NAT gateway, and none without NAT; npm run class -- solve restores it",
    ko: "프라이빗 라우팅 테이블에는 NAT 게이트웨이로 가는 경로 0.0.0.0/0이 필요하고, NAT가 없으면 이 경로도 없어야 합니다. npm run class -- solve가 복원합니다",
  },
  run: async (subject) => privateGetOut(await networkNow(subject), natOf(subject)),
};

const natGatewaysHaveAddresses: Check = {
  name: {
    en: "the NAT gateways are in public subnets and have the lab's Elastic IP addresses",
    ko: "NAT 게이트웨이가 퍼블릭 서브넷에 있고 실습의 탄력적 IP 주소를 사용합니다",
  },
  hint: {
    en: "a NAT gateway takes two minutes (check --wait); the VPC console shows why one failed",
    ko: "NAT 게이트웨이를 만드는 데 2분 정도 걸립니다(check --wait). 실패했다면 VPC 콘솔에서 이유를 확인하세요",
  },
  async run(subject) {
    const addresses = natOf(subject) === "none" ? {} : subject.lab.texts("natPublicIps");
    return natHasAddresses(await networkNow(subject), Object.values(addresses));
  },
};

const privateSubnetsStayPrivate: Check = {
  name: {
    en: "private subnets do not assign public IPv4 addresses",
    ko: "프라이빗 서브넷은 퍼블릭 IPv4 주소를 할당하지 않습니다",
  },
  hint: {
    en: "turn auto-assign public IPv4 address off (VPC console, Subnets, Edit subnet settings), or run npm run class -- solve",
    ko: "퍼블릭 IPv4 주소 자동 할당을 끄거나(VPC 콘솔, 서브넷, 서브넷 설정 편집) npm run class -- solve를 실행하세요",
  },
  run: async (subject) => privateStayPrivate(await networkNow(subject)),
};

const subnetsReachEndpoints: Check = {
  name: {
    en: "every subnet reaches S3 and DynamoDB through a gateway endpoint",
    ko: "모든 서브넷이 게이트웨이 엔드포인트로 S3와 DynamoDB에 연결됩니다",
  },
  hint: {
    en: "select all route tables of the VPC (VPC console, Endpoints, Manage route tables), or run npm run class -- solve",
    ko: "VPC의 라우팅 테이블을 모두 선택하거나(VPC 콘솔, 엔드포인트, 라우팅 테이블 관리) npm run class -- solve를 실행하세요",
  },
  async run(subject) {
    const network = await networkNow(subject);
    for (const service of ["s3", "dynamodb"])
      allReach(network, `com.amazonaws.${subject.config.region}.${service}`);
    return `${network.endpoints.length} endpoints`;
  },
};

/** The checks and the fault of a network, created by hand or with a wizard. */
export const networkProof: Proof = {
  checks: [
    publicSubnetsReachInternet,
    privateSubnetsUseNat,
    natGatewaysHaveAddresses,
    privateSubnetsStayPrivate,
    subnetsReachEndpoints,
  ],
  fault: {
    does: {
      en: "the route to the internet gateway is deleted",
      ko: "인터넷 게이트웨이로 가는 경로를 삭제합니다",
    },
    foundBy: publicSubnetsReachInternet,
    make: cutOff,
  },
};

const natOf = ({ lab }: Subject): Nat => lab.settings.nat as Nat;

/** Deletes the default route of the table that the first public subnet uses. */
async function cutOff(subject: Subject): Promise<void> {
  const { publicSubnets, tables } = await networkNow(subject);
  const table = tableOf(tables, publicSubnets[0]?.SubnetId ?? "");
  if (!routeTo(table, INTERNET))
    throw new Failure("the public subnets already have no route to the internet");
  const ec2 = await subject.aws.client(ec2Client);
  await ec2.deleteRoute({ RouteTableId: table.RouteTableId, DestinationCidrBlock: INTERNET });
}
