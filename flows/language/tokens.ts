/** A placeholder for an ARN of the deployment, such as `{{lambda:OneTimePin}}`. It must be the whole field. */
const TOKEN = /^\{\{([a-z]+:[\w-]+)\}\}$/u;

export const token = (kind: 'lambda' | 'flow', name: string): string => `{{${kind}:${name}}}`;

/** `lambda:OneTimePin` for a text that is exactly one token, else null. */
export const parseToken = (text: string): string | null => TOKEN.exec(text)?.[1] ?? null;

/** Whether a text contains one of our tokens, malformed and embedded ones included. */
export const containsToken = (text: string): boolean => /\{\{(?:lambda|flow):/u.test(text);

/** Placeholders of public repositories' templates (measured): `${…}`, `{{…}}`, `%%…%%` and `<<…>>`. */
const PLACEHOLDER = String.raw`\$\{[^}]+\}|\{\{[^}]+\}\}|%%[^%]+%%|<<[^>]+>>`;
const EMBEDDED = new RegExp(PLACEHOLDER, 'u');
const WHOLE = new RegExp(`^(?:${PLACEHOLDER})$`, 'u');

/** Whether a text contains a placeholder of any template. */
export const containsPlaceholder = (text: string): boolean => EMBEDDED.test(text);

/** Whether a text is exactly one placeholder. */
export const isPlaceholder = (text: string): boolean => WHOLE.test(text);
