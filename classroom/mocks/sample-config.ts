import { type ClassConfig, parseConfig } from "../../infra/config.ts";

/** A class without labs, whose config has everything that a lab may need: for generated documents. */
export const SAMPLE_CONFIG: ClassConfig = parseConfig({
  stack: "docs",
  values: {
    "aws:region": "ap-northeast-2",
    "class:id": "sample222222",
    "class:expires": "2099-12-31T18:00:00+09:00",
    "class:watchdog": "false", // it belongs to no lab
    "class:email": "teacher@example.com",
    "class:publicKey":
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIH4YtVZRDyBt66v3I8xFXQ3e690T/3OTw3HhGukDl1ej class@example.com",
  },
});
