// The same network and outputs as vpc-manual.
export { networkProof as proof } from "../kit/network/networks.ts";
