/** The sessions of the shipped configuration's roles, as the stack tells `Operate` and `Erase`. */
export const SESSIONS = 'arn:aws:sts::111122223333:assumed-role/EmergencyLine-*-ap-southeast-1/';

export const sessionArn = (role: string, name: string): string => `${SESSIONS.replace('*', role)}${name}`;

/**
 * What Lambda hands a function behind a URL with IAM authorization, with the fields it has that we do not use.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads
 */
export const functionUrlEvent = (userArn: string, path: string, body: string, method = 'POST') => ({
  version: '2.0',
  routeKey: '$default',
  rawPath: path,
  rawQueryString: '',
  headers: { 'content-type': 'application/json', host: 'abc.lambda-url.ap-southeast-1.on.aws' },
  requestContext: {
    accountId: '111122223333',
    apiId: 'abc',
    authentication: null,
    authorizer: {
      iam: {
        accessKey: 'ASIAIOSFODNN7EXAMPLE',
        accountId: '111122223333',
        callerId: 'AROAIOSFODNN7EXAMPLE:session',
        cognitoIdentity: null,
        principalOrgId: 'aws:PrincipalOrgID',
        userArn,
        userId: 'AROAIOSFODNN7EXAMPLE:session',
      },
    },
    domainName: 'abc.lambda-url.ap-southeast-1.on.aws',
    domainPrefix: 'abc',
    http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'node' },
    requestId: 'e1506fd5-9e7b-434f-bd42-4f8fa224b599',
    routeKey: '$default',
    stage: '$default',
    time: '27/Nov/2026:14:07:00 +0000',
    timeEpoch: 1_795_788_420_000,
  },
  body,
  isBase64Encoded: false,
});
