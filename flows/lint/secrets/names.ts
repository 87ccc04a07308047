const SECRET_WORDS = /^(?:pin|pins|otp|totp|code|codes|passcode|pincode|password|secret|entered)$/u;
/** `pinLength` or `codesLeft` describe a secret and do not contain it. */
const HARMLESS_LAST_WORDS = /^(?:length|size|tries|left|count|status|seconds|sent|result|type)$/u;

const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z])([A-Z0-9])/gu, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/u)
    .filter((word) => word !== '');

/** Whether an attribute of this name could hold a PIN: `pin`, `oneTimePin`, `otp_1`, `enteredCode`, not `shopping` or `pinLength`. */
export const isSecretName = (name: string): boolean => {
  const words = wordsOf(name);
  return words.some((word) => SECRET_WORDS.test(word)) && !HARMLESS_LAST_WORDS.test(words.at(-1) ?? '');
};
