// The same shape as vpc-manual, and the same outputs.
export { networkProof as proof } from "../kit/network/networks.ts";
