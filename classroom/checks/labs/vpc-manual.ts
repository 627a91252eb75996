export { networkProof as proof } from "../networks.ts";
