import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseConfig } from '../../domain/config/parse-config.ts';
import { buildFlows } from '../../flows/all.ts';
import { isDynamic, parseReference } from '../../flows/language/references.ts';
import { scalarsOf } from '../../flows/lint/scalars.ts';
import { lintFlow } from '../../flows/lint.ts';
import { lintSecrets } from '../../flows/lint-secrets.ts';
import { FLOW_NAMES, flowNamed, LAMBDA_NAMES, lambda } from '../../flows/names.ts';
import { generatedFlows } from '../../scripts/doc-files.ts';
import { CONFIG_FILE } from '../kit/config-file.ts';

const flows = buildFlows(parseConfig(readFileSync(CONFIG_FILE, 'utf8'), 'line.config.json'));
const ours = { lambdas: LAMBDA_NAMES.map(lambda), flows: FLOW_NAMES.map(flowNamed) };

it.each(FLOW_NAMES)(
  '%s passes the lint without warnings or leaks and names only our Lambdas and flows',
  (name) => {
    expect(lintFlow(flows[name], ours)).toStrictEqual([]);
    expect(lintSecrets(flows[name])).toStrictEqual([]);
  },
);

it.each(FLOW_NAMES)('%s in flows/json is up to date (npm run generate)', (name) => {
  expect(readFileSync(`flows/json/${name}.json`, 'utf8')).toBe(generatedFlows().get(`${name}.json`));
});

const actions = Object.values(flows).flatMap(({ Actions }) => Actions);

it('no flow relies on a reference inside a text that is not spoken', () => {
  const silent = actions.flatMap(({ Parameters = {} }) =>
    scalarsOf(Parameters, []).filter(({ path }) => path[0] !== 'Text' && path[0] !== 'SSML'),
  );
  const mixed = silent.filter(
    ({ value }) => isDynamic(String(value)) && parseReference(String(value)) === null,
  );
  expect(mixed).toStrictEqual([]);
});

it('every flow that sets a voice continues when the voice does not exist', () => {
  const voices = actions.filter(({ Type }) => Type === 'UpdateContactTextToSpeechVoice');
  expect(voices.map(({ Transitions }) => Transitions?.Errors)).toStrictEqual(
    voices.map(({ Transitions }) => [{ ErrorType: 'NoMatchingError', NextAction: Transitions?.NextAction }]),
  );
  expect(voices).toHaveLength(2);
});

it.each([
  ['Standard', undefined],
  ['Neural', 'Neural'],
  ['Generative', 'Generative'],
  [undefined, 'Neural'],
] as const)('a voice with engine %s is set with TextToSpeechEngine %s', (engine, expected) => {
  const config = parseConfig(readFileSync(CONFIG_FILE, 'utf8'), 'line.config.json');
  const spoken = { code: 'en-US', voice: 'Matthew', ...(engine ? { engine } : {}) };
  const { Actions } = buildFlows({ ...config, languages: [spoken] }).Emergency_Demo;
  const voice = Actions.find(({ Type }) => Type === 'UpdateContactTextToSpeechVoice');
  expect(voice?.Parameters?.TextToSpeechEngine).toBe(expected);
});

it('no flow turns recording on', () => {
  const recordings = actions.filter(({ Type }) => Type === 'UpdateContactRecordingBehavior');
  expect(new Set(recordings.map(({ Parameters }) => JSON.stringify(Parameters)))).toStrictEqual(
    new Set([
      JSON.stringify({ RecordingBehavior: { RecordedParticipants: [], IVRRecordingBehavior: 'Disabled' } }),
    ]),
  );
});
