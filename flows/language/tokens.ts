/** A placeholder for what only a deployment knows, such as `{{lambda:OneTimePin}}` or `{{flow:Emergency_Update}}`. It fills its whole field. */
const TOKEN = /^\{\{([a-z]+:[\w-]+)\}\}$/u;

export const token = (kind: 'lambda' | 'flow', name: string): string => `{{${kind}:${name}}}`;

/** `lambda:OneTimePin` for a text that is one token and nothing else, else null. */
export const parseToken = (text: string): string | null => TOKEN.exec(text)?.[1] ?? null;

/** Whether a text holds what looks like a token of ours, also a broken or an embedded one. */
export const holdsToken = (text: string): boolean => /\{\{(?:lambda|flow):/u.test(text);

/** Placeholders of public repositories' templates (measured): `${…}`, `{{…}}`, `%%…%%` and `<<…>>`. */
const PLACEHOLDER = String.raw`\$\{[^}]+\}|\{\{[^}]+\}\}|%%[^%]+%%|<<[^>]+>>`;
const HELD = new RegExp(PLACEHOLDER, 'u');
const WHOLE = new RegExp(`^(?:${PLACEHOLDER})$`, 'u');

/** Whether a text holds a placeholder of any template. */
export const holdsPlaceholder = (text: string): boolean => HELD.test(text);

/** Whether a text is one placeholder and nothing else. */
export const isPlaceholder = (text: string): boolean => WHOLE.test(text);
