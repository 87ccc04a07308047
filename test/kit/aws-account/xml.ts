/** A value in AWS's query protocol: list members as `<member>`, Map entries as `<entry>`, `undefined` omitted. */
const xml = (name: string, value: unknown): string => {
  if (value === undefined || value === null) return '';
  return `<${name}>${Array.isArray(value) ? value.map((one) => xml('member', one)).join('') : inner(value)}</${name}>`;
};

const inner = (value: unknown): string => {
  if (value instanceof Map) return [...value].map(([key, one]) => xml('entry', { key, value: one })).join('');
  return plain(value);
};

const plain = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? Object.entries(value)
        .map(([name, member]) => xml(name, member))
        .join('')
    : escaped(String(value));

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** `<ActionResponse><ActionResult>…`, the response format of STS and CloudFormation. */
export const queryReply = (action: string, result: unknown): string =>
  xml(`${action}Response`, { [`${action}Result`]: result });

export const queryError = (code: string, message: string): string =>
  xml('ErrorResponse', { Error: { Type: 'Sender', Code: code, Message: message } });
