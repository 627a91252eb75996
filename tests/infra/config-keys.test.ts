import { itExplains, type Mistake } from "./config-support.ts";

const MISTAKES: readonly Mistake[] = [
  [{ "class:lab": "{}" }, "class:lab", /no such key/, /did you mean labs\?/],
  [
    { "class:adminCidrs": '"203.0.113.7/32"' },
    "class:adminCidrs",
    /not a list/,
    /\["203\.0\.113\.7\/32"\]/,
  ],
  [{ "class:labs": "{not json" }, "class:labs", /expected {NAME: \.\.\.}/, /below class:labs/],
  [
    { "class:network": '{"zones":["a"]}' },
    "class:network.zones",
    /fewer than 2 entries/,
    /2 entries or more/,
  ],
  [
    { "class:network": '{"zones":["a","x"]}' },
    "class:network.zones.1",
    /not a valid choice/,
    /a, b, c, d/,
  ],
  [
    { "class:network": '{"zones":["a","c","a"]}' },
    "class:network.zones.2",
    /a is listed twice/,
    /once/,
  ],
  [
    { "class:environment": "production" },
    "class:environment",
    /not a valid choice/,
    /local, dev, prod/,
  ],
  [
    { "class:expires": "tomorrow" },
    "class:expires",
    /not an ISO 8601 time/,
    /2026-11-24T18:00:00\+09:00/,
  ],
  [{ "class:expires": "2026-11-24T18:00:00" }, "class:expires", /offset/, /\+09:00/],
  [
    { "class:expires": "2025-01-01T00:00:00Z" },
    "class:expires",
    /past/,
    /^npm start -- --stack dev --expires 18:00\n.*: pulumi config set expires TIME --stack dev$/,
  ],
  [
    { "class:expires": "" },
    "class:expires",
    /missing: the class needs an expiry/,
    /^npm start -- --stack dev --expires 18:00\n.*: pulumi config set expires TIME --stack dev$/,
  ],
  [
    { "class:adminCidrs": '["0.0.0.0/0"]' },
    "class:adminCidrs",
    /SSH and RDP would be open to the internet/,
    /allowOpenAdmin/,
  ],
  [
    { "class:adminCidrs": '["128.0.0.0/1"]' },
    "class:adminCidrs",
    /SSH and RDP would be open to the internet/,
    /allowOpenAdmin/,
  ],
  [
    { "class:adminCidrs": '["203.0.113.300/32"]' },
    "class:adminCidrs.0",
    /out of range/,
    /IPv4 block/,
  ],
  [
    { "class:adminCidrs": '["0.0.0.0/0"]', "class:allowOpenAdmin": "true" },
    "class:allowOpenAdmin",
    /not a valid reason/,
    /sentence/,
  ],
  [
    { "class:adminCidrs": '["0.0.0.0/0"]', "class:environment": "prod" },
    "class:adminCidrs",
    /which prod does not allow/,
    /your own address/,
  ],
  [
    { "class:email": "teacher@" },
    "class:email",
    /not a valid e-mail address/,
    /teacher@example\.com/,
  ],
  [{ "class:publicKey": "ssh-ed25519 nonsense" }, "class:publicKey", /public key/, /ssh-keygen/],
  [{ "class:privateKeyFile": 'a".pem' }, "class:privateKeyFile", /shell would change/, /~\/\.ssh/],
  [{ "class:peerRegion": "seoul" }, "class:peerRegion", /not a valid AWS region/, /ap-northeast-2/],
  [
    { "class:peerRegion": "ap-northeast-2" },
    "class:peerRegion",
    /the same region as aws:region/,
    /another region/,
  ],
  [
    { "aws:region": "ap-northeast-9" },
    "aws:region",
    /AWS has no such region/,
    /did you mean ap-northeast-1\? Valid: .*ap-northeast-2/,
  ],
  [{ "aws:region": "" }, "aws:region", /missing|not a valid AWS region/, /ap-northeast-2/],
  [
    { "class:policyExceptions": '{"imds-v2":"an old agent needs version 1"}' },
    "class:policyExceptions.imds-v2",
    /no such setting/,
    /did you mean imdsv2\?/,
  ],
  [
    { "class:policyExceptions": '{"imdsv2":"because"}' },
    "class:policyExceptions.imdsv2",
    /not a valid reason/,
    /sentence/,
  ],
  [
    { "class:policyLimits": '{"instanceSize":"metal"}' },
    "class:policyLimits.instanceSize",
    /not a valid choice/,
    /nano, micro/,
  ],
  [
    { "class:policyLimits": '{"instanceFamilies":["t3.micro"]}' },
    "class:policyLimits.instanceFamilies.0",
    /not a valid instance family/,
    /t3/,
  ],
  [{ "class:protect": "no" }, "class:protect", /neither true nor false/, /true or false/],
  [{ "class:name": "x".repeat(65) }, "class:name", /not a valid tag value/, /short name/],
];

describe("the config's keys", () => {
  itExplains(MISTAKES);
});
