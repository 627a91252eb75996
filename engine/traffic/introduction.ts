/** Time limit for an answer, in milliseconds. */
const ANSWER_MS = 5000;

/**
 * Gives the emulated AWS the port for questions that moto cannot answer, such as the health of targets
 * (`engine/emulator/traffic.py`).
 *
 * @param port at which this process listens
 * @param token by which it is known from then on, when it stands for a service of AWS's
 * @returns whether it has heard
 */
export async function introduce(emulator: string, port: number, token: string): Promise<boolean> {
  try {
    const url = `${emulator}/moto-api/class/traffic?${port}`;
    const signal = AbortSignal.timeout(ANSWER_MS);
    return (
      await fetch(url, {
        ...{ method: "POST", signal },
        headers: { "x-class-token": token },
      })
    ).ok;
  } catch {
    return false; // it is busy
  }
}
