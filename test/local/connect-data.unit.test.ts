import { describe, expect, it } from 'vitest';
import {
  action,
  digits,
  invoke,
  language,
  menu,
  message,
  setAttributes,
  setFlowAttributes,
  transfer,
  voice,
} from '../../flows/build.ts';
import type { Flow } from '../../flows/language/flow.ts';
import { BYE, build, INSTANCE, lambdaArn, lineOf } from './line.ts';

const said = async (line: ReturnType<typeof lineOf>) => (await line.call()).said;

describe('a reference of a flow', () => {
  it('resolves to data of the call', async () => {
    const text =
      '$.CustomerEndpoint.Address called $.SystemEndpoint.Address on $.Channel as $.ContactId, in $.LanguageCode with $.TextToSpeechVoiceId.';
    expect((await said(lineOf([build('Read', 'Say', [message('Say', text, BYE)])])))[0]).toBe(
      '+6591110001 called +6568000001 on VOICE as contact-1, in en-US with Joanna.',
    );
  });

  it('resolves to every system attribute of an inbound call', async () => {
    const known = [
      ['$.AwsRegion', 'ap-southeast-1'],
      ["$['AwsRegion']", 'ap-southeast-1'],
      ['$.InstanceARN', INSTANCE],
      ['$.InitiationMethod', 'INBOUND'],
      ['$.InitialContactId', 'contact-1'],
      ['$.PreviousContactId', 'contact-1'],
      ['$.CallbackNumber', '+6591110001'],
      ['$.CustomerEndpoint.Type', 'TELEPHONE_NUMBER'],
      ['$.Queue.Name', 'general'],
      ['$.Queue.OutboundCallerId.Address', '+6568000001'],
    ];
    const drafts = [
      action('Set', 'UpdateContactTargetQueue', { QueueId: 'queue/general' }, { next: 'Say', onError: BYE }),
      message('Say', known.map(([path]) => path).join(' '), BYE),
    ];
    const line = lineOf([build('Read', 'Set', drafts)]);
    expect((await said(line))[0]).toBe(known.map(([, value]) => value).join(' '));
  });

  it('may stand for an attribute name or a parameter name, and for a whole object as value', async () => {
    const drafts = [
      setAttributes('Name', { key: 'Center' }, { next: 'Set', onError: BYE }),
      setAttributes('Set', { '$.Attributes.key': 'Manila' }, { next: 'Call', onError: BYE }),
      invoke('Call', lambdaArn('Fn'), {
        parameters: { '$.Attributes.key': '$.Attributes.Center', all: '$.Attributes' },
        next: BYE,
        onError: BYE,
      }),
    ];
    const line = lineOf([build('Names', 'Name', drafts)], { Fn: () => ({}) });
    await line.call();
    expect(line.invoked[0]).toHaveProperty('event.Details.Parameters', {
      Center: 'Manila',
      all: { key: 'Center', Center: 'Manila' },
    });
  });

  it('is empty for a missing value, and the trace shows it', async () => {
    const line = lineOf([build('Read', 'Say', [message('Say', 'Hello $.Attributes.name.', BYE)])]);
    expect((await said(line))[0]).toBe('Hello .');
    expect(line.get('contact-1').trace[0]).toStrictEqual({
      flow: 'Read',
      action: 'Say',
      type: 'MessageParticipant',
      result: 'Success',
      diagnostics: ['unresolved-reference $.Attributes.name'],
    });
  });

  it('reads attributes of any name, those of JavaScript objects too, before any is set', async () => {
    const drafts = [
      setAttributes('Set', { a: '1', constructor: 'p', 'a name': 'n' }, { next: 'Swap', onError: BYE }),
      setAttributes('Swap', { a: '2', b: '$.Attributes.a' }, { next: 'Say', onError: BYE }),
      message(
        'Say',
        "$.Attributes.a $.Attributes.b $.Attributes.['a name'] $.Attributes.constructor [$.Attributes.toString]",
        BYE,
      ),
    ];
    expect((await said(lineOf([build('Read', 'Set', drafts)])))[0]).toBe('2 1 n p []');
  });

  it('is not resolved within a resolved value', async () => {
    const drafts = [
      invoke('Call', lambdaArn('Fn'), { next: 'Say', onError: BYE }),
      message('Say', '$.External.text', BYE),
    ];
    const line = lineOf([build('Read', 'Call', drafts)], {
      Fn: () => ({ text: '$.CustomerEndpoint.Address' }),
    });
    expect((await said(line))[0]).toBe('$.CustomerEndpoint.Address');
  });

  it('cannot exceed 32 KB of attributes', async () => {
    const drafts = [
      invoke('Call', lambdaArn('Fn'), { next: 'Set', onError: BYE }),
      setAttributes('Set', { a: '$.External.text', b: '$.External.text' }, { next: BYE, onError: 'Full' }),
      message('Full', 'Full, and "$.Attributes.a" was not set.', BYE),
    ];
    const line = lineOf([build('Big', 'Call', drafts)], { Fn: () => ({ text: 'x'.repeat(20_000) }) });
    expect((await said(line))[0]).toBe('Full, and "" was not set.');
  });
});

describe('a transfer to another flow', () => {
  it('preserves everything except the flow attributes', async () => {
    const first = [
      digits('Ask', 'Enter it.', { length: 2, seconds: 5, next: 'Call', onError: BYE }),
      invoke('Call', lambdaArn('Fn'), { next: 'Set', onError: BYE }),
      setAttributes('Set', { kept: 'kept' }, { next: 'Set here', onError: BYE }),
      setFlowAttributes('Set here', { left: 'left' }, { next: 'Say', onError: BYE }),
      message('Say', '$.Attributes.kept $.FlowAttributes.left $.External.status $.StoredCustomerInput', 'Go'),
      transfer('Go', 'Second', BYE),
    ];
    const text = '[$.Attributes.kept] [$.FlowAttributes.left] [$.External.status] [$.StoredCustomerInput]';
    const second = build('Second', 'Say', [message('Say', text, BYE)]);
    const line = lineOf([build('First', 'Ask', first), second], { Fn: () => ({ status: 'DONE' }) });
    await line.call();
    expect((await line.keys('contact-1', '42')).said).toStrictEqual([
      'kept left DONE 42',
      '[kept] [] [DONE] [42]',
      'Goodbye.',
    ]);
    expect(line.get('contact-1').trace.at(-1)?.flow).toBe('Second');
  });

  it('preserves the stored input until another input is stored, across menus and Lambdas', async () => {
    const first = [
      digits('Ask', 'Enter it.', { length: 2, seconds: 5, next: 'Call', onError: BYE }),
      invoke('Call', lambdaArn('Fn'), { next: 'Choose', onError: 'Choose' }),
      menu('Choose', 'Press 7.', { keys: { '7': 'Go' }, seconds: 5, otherwise: BYE }),
      transfer('Go', 'Second', BYE),
    ];
    const second = build('Second', 'Say', [
      message('Say', 'You typed $.StoredCustomerInput.', 'Ask again'),
      digits('Ask again', 'Again.', { length: 2, seconds: 5, next: 'Say again', onError: BYE }),
      message('Say again', 'Now $.StoredCustomerInput.', BYE),
    ]);
    const line = lineOf([build('First', 'Ask', first), second], { Fn: () => 'no map' });
    await line.call();
    await line.keys('contact-1', '42');
    expect((await line.keys('contact-1', '7')).said[0]).toBe('You typed 42.');
    expect((await line.wait('contact-1')).said[0]).toBe('Now Timeout.');
  });

  it('takes the error branch for a flow of a type that cannot be a target', async () => {
    const drafts = [message('Say', 'A call.', 'End'), action('End', 'EndFlowExecution', {})];
    const whisper: Flow = {
      Version: '2019-10-30',
      StartAction: 'Say',
      Metadata: { name: 'Whisper', type: 'agentWhisper' },
      Actions: drafts.map((draft) => draft.action),
    };
    const line = lineOf([build('First', 'Go', [transfer('Go', 'Whisper', BYE)]), whisper]);
    expect(await said(line)).toStrictEqual(['Goodbye.']);
    expect(line.trace('contact-1')[0]).toBe(
      'Go: NoMatchingError: a flow of type AGENT_WHISPER cannot be a transfer target',
    );
  });

  it('takes the error branch for an unknown flow', async () => {
    const line = lineOf([build('First', 'Go', [transfer('Go', '$.Attributes.next', BYE)])]);
    expect(await said(line)).toStrictEqual(['Goodbye.']);
    expect(line.trace('contact-1')[0]).toBe('Go: NoMatchingError: there is no published flow with that id');
  });
});

describe('speech', () => {
  it('is SSML without markup, or the id of a recording', async () => {
    const ssml = '<speak>Enter <break time="1s"/><emphasis>six</emphasis> digits &amp; wait.</speak>';
    const drafts = [
      message('Say', ssml, 'Play'),
      action('Play', 'MessageParticipant', { PromptId: 'beep' }, { next: BYE }),
    ];
    expect(await said(lineOf([build('Say', 'Say', drafts)]))).toStrictEqual([
      'Enter six digits & wait.',
      '[recording beep]',
      'Goodbye.',
    ]);
  });

  it('has the language and the voice that the flow set last', async () => {
    const drafts = [
      message('English', 'Hello.', 'Set voice'),
      voice('Set voice', { voice: 'Lucia' }, { next: 'Set language', onError: BYE }),
      language('Set language', 'es-ES', { next: 'Spanish', onError: BYE }),
      message('Spanish', 'Hola.', BYE),
    ];
    const line = lineOf([build('Languages', 'English', drafts)]);
    await line.call();
    const at = '2026-11-22T09:00:00.000Z';
    expect(line.get('contact-1').transcript.slice(0, 2)).toStrictEqual([
      { at, who: 'line', text: 'Hello.', language: 'en-US', voice: 'Joanna' },
      { at, who: 'line', text: 'Hola.', language: 'es-ES', voice: 'Lucia' },
    ]);
  });
});

describe('queues and hours', () => {
  const queue = (id: string) =>
    action('Set', 'UpdateContactTargetQueue', { QueueId: id }, { next: 'Enter', onError: BYE });
  const enter = action('Enter', 'TransferContactToQueue', {}, { next: BYE, onError: BYE });

  it('end the call in the target queue, or take the error branch without one', async () => {
    const line = lineOf([
      build('Queue', 'Set', [queue('arn:aws:connect:x:1:instance/i/queue/general'), enter]),
    ]);
    expect(await line.call()).toMatchObject({ state: 'ended', said: [] });
    expect(line.trace('contact-1')).toStrictEqual(['Set: Success', 'Enter: Queued']);
    expect(await said(lineOf([build('Queue', 'Enter', [enter])]))).toStrictEqual(['Goodbye.']);
  });

  const conditions = [
    { operator: 'Equals' as const, operand: 'True', to: 'Open' },
    { operator: 'Equals' as const, operand: 'False', to: 'Closed' },
  ];
  const hours = (parameters: Record<string, string>) => [
    action('Hours', 'CheckHoursOfOperation', parameters, { next: 'Unknown', conditions, onError: 'Unknown' }),
    message('Open', 'open', BYE),
    message('Closed', 'closed', BYE),
    message('Unknown', 'unknown', BYE),
  ];
  it.each([
    [true, 'open'],
    [false, 'closed'],
  ])('are checked for being open: %s', async (isOpen, answer) => {
    const line = lineOf(
      [build('Hours', 'Hours', hours({ HoursOfOperationId: 'h' }))],
      {},
      { isOpen: () => isOpen },
    );
    expect((await said(line))[0]).toBe(answer);
  });

  it.each([
    ["the queue's", { QueueId: 'queue/general' }, 'open'],
    ["an agent's queue has none", { AgentId: 'agent/ana' }, 'unknown'],
  ])('are those of the target queue: %s', async (_, parameters, answer) => {
    const set = action('Set', 'UpdateContactTargetQueue', parameters, { next: 'Hours', onError: BYE });
    expect((await said(lineOf([build('Hours', 'Set', [set, ...hours({})])])))[0]).toBe(answer);
  });

  it('are an error without a target queue', async () => {
    expect((await said(lineOf([build('Hours', 'Hours', hours({}))])))[0]).toBe('unknown');
  });
});
