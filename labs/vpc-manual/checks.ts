export { networkProof as proof } from "../kit/network/networks.ts";
