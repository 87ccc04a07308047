import canonicalize from 'canonicalize';

/** The RFC 8785 bytes of a flat record: what is authenticated is the same bytes whatever order it was written in. */
export const canonicalBytes = (record: Readonly<Record<string, string | number>>): Buffer =>
  Buffer.from(canonicalize(record) ?? '', 'utf8');
