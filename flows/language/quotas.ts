/** Limits of one flow. None can be raised. */
export const QUOTAS = {
  /** CreateContactFlow (probe): the 251st action is refused. */
  actions: 250,
  /** CreateContactFlow and AWS::Connect::ContactFlow (reference): length of `Content`. */
  contentCharacters: 256_000,
  /** CreateContactFlow (reference). */
  nameCharacters: 127,
  /** Flow language (probe). */
  identifierCharacters: 50,
  /** Play prompt (reference): 6,000 characters in all, of which 3,000 are billed. */
  promptCharacters: 6_000,
  /** Contact attributes (reference): names and values of one contact together. */
  attributeBytes: 32 * 1024,
  /** Invoke AWS Lambda function (reference): a reply has to be smaller than this, as UTF-8. */
  lambdaReplyBytes: 32 * 1024,
} as const;
