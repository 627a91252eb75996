import assert from "node:assert/strict";
import {
  masterPasswordCommand,
  tunnelCommand,
  tunneledWorkbenchText,
  workbenchText,
} from "../../../components/database/mysql-connection.ts";

describe("the connection to a MySQL database", () => {
  const login = { username: "teacher", databaseName: "shop" };
  const address = "db.example.com";

  it("goes to its public address", () => {
    assert.match(
      workbenchText({ ...login, address }),
      /Hostname: +db\.example\.com\nPort: +3306\n/,
    );
  });

  it("goes through a forwarded port where it has none", () => {
    const [port = ""] = /(?<=Port: +)\d+/.exec(tunneledWorkbenchText(login)) ?? [];
    const command = tunnelCommand({ vpcId: "vpc-1", address });
    assert.ok(
      command.includes(`--parameters host=${address},portNumber=3306,localPortNumber=${port} `),
    );
    assert.match(command, /--target "\$\(aws ec2 describe-instances .*Values=vpc-1 /);
  });

  it("takes the password from its secret", () => {
    assert.match(masterPasswordCommand("arn:secret"), /--secret-id arn:secret /);
  });
});
