/** A placeholder for what only a deployment knows, such as `{{lambda:OneTimePin}}` or `{{flow:Emergency_Update}}`. It fills its whole field. */
const TOKEN = /^\{\{([a-z]+:[\w-]+)\}\}$/u;

export const token = (kind: 'lambda' | 'flow', name: string): string => `{{${kind}:${name}}}`;

/** `lambda:OneTimePin` for a text that is one token and nothing else, else null. */
export const parseToken = (text: string): string | null => TOKEN.exec(text)?.[1] ?? null;

/** Whether a text holds what looks like a token, also a broken or an embedded one. */
export const holdsToken = (text: string): boolean => text.includes('{{');
