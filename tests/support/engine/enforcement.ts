import assert from "node:assert/strict";

/** Runs `steps` while every call at the emulator is judged by the policies of its key. */
export async function withEnforcement(endpoint: string, steps: () => Promise<void>): Promise<void> {
  const judgeAfter = async (calls: string) => {
    const url = `${endpoint}/moto-api/reset-auth`;
    assert.ok((await fetch(url, { method: "POST", body: calls })).ok);
  };
  await judgeAfter("0");
  try {
    await steps();
  } finally {
    await judgeAfter("inf");
  }
}
