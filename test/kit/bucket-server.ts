import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A version of an object; `body` null for a delete marker. */
export type BucketVersion = { key: string; id: string; body: string | Uint8Array | null };

/** Smaller than S3's 1000, so that a few versions take several pages. */
const PAGE = 2;

const element = (version: BucketVersion) => {
  const name = version.body === null ? 'DeleteMarker' : 'Version';
  return `<${name}><Key>${version.key}</Key><VersionId>${version.id}</VersionId></${name}>`;
};

/** A page of ListObjectVersions after a marker, with the key and version at which the next one continues. */
const listing = (versions: readonly BucketVersion[], query: URLSearchParams): string => {
  const prefix = query.get('prefix') ?? '';
  const all = versions.filter(({ key }) => key.startsWith(prefix));
  const from =
    all.findIndex(({ key, id }) => key === query.get('key-marker') && id === query.get('version-id-marker')) +
    1;
  const page = all.slice(from, from + PAGE);
  const last = page.at(-1);
  const next = `<NextKeyMarker>${last?.key}</NextKeyMarker><NextVersionIdMarker>${last?.id}</NextVersionIdMarker>`;
  const isTruncated = from + PAGE < all.length;
  return `<ListVersionsResult><IsTruncated>${isTruncated}</IsTruncated>${isTruncated ? next : ''}${page.map(element).join('')}</ListVersionsResult>`;
};

const actionOf = (query: URLSearchParams): string => {
  if (query.has('versions')) return 's3:ListBucketVersions';
  return query.has('versionId') ? 's3:GetObjectVersion' : 's3:GetObject';
};

/**
 * S3's wire protocol for reading the versions of a bucket, addressed by path. `asked` receives the IAM action of each
 * request; `denied` ones are refused.
 */
export const startBucket = async (
  versions: readonly BucketVersion[],
  asked: (action: string) => void = () => {},
  denied: readonly string[] = [],
) => {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://bucket');
    const action = actionOf(searchParams);
    asked(action);
    if (denied.includes(action))
      return response.writeHead(403).end('<Error><Code>AccessDenied</Code><Message>no</Message></Error>');
    if (action === 's3:ListBucketVersions') return response.end(listing(versions, searchParams));
    const key = pathname.split('/').slice(2).join('/');
    const found = versions.find((one) => one.key === key && one.id === searchParams.get('versionId'));
    return found?.body ? response.end(found.body) : response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
