/** The account that the emulator gives to whoever asks. */
export const ACCOUNT = "123456789012";
