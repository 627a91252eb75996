import { Network } from "../../components/network/network.ts";
import { defineLab } from "../contract/lab.ts";
import { networkOutputs, networkSettings } from "../kit/network/network-lab.ts";

export const vpcManual = defineLab({
  id: "vpc-manual",
  title: { ko: "VPC 생성(수동)", en: "A VPC by hand" },
  teaches: {
    en:
      "Build a VPC from its parts: subnets, internet gateway, NAT gateway, route tables. Explain what makes a subnet " +
      "public, and why the main route table is the private one. Give a private subnet outbound internet access that " +
      "lets nobody in.",
    ko:
      "서브넷, 인터넷 게이트웨이, NAT 게이트웨이, 라우팅 테이블을 하나씩 만들어 VPC를 구성합니다. 무엇이 서브넷을 " +
      "퍼블릭으로 만드는지, 왜 기본 라우팅 테이블을 프라이빗으로 두는지 설명합니다. 프라이빗 서브넷이 외부의 접속은 " +
      "막으면서 인터넷으로 나갈 수 있게 합니다.",
  },
  settings: networkSettings("10.30.0.0/16"),
  outputs: networkOutputs,
  build({ parent, name, config }, settings) {
    const network = new Network(
      name,
      {
        ...settings,
        availabilityZones: config.network.zones.map((zone) => `${config.region}${zone}`),
      },
      { parent },
    );
    const { vpcId, publicSubnetIds, privateSubnetIds, natPublicIps } = network;
    return { vpcId, publicSubnetIds, privateSubnetIds, natPublicIps };
  },
});
