import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KMSClient } from '@aws-sdk/client-kms';
import { expect, it } from 'vitest';
import { ed25519 } from '../../adapters/ed25519.ts';
import { kmsNoteSigner } from '../../adapters/note-signer.ts';
import { digest } from '../../adapters/sha256.ts';
import { checkpointName } from '../../domain/ledger/proof/checkpoint.ts';
import { openNote } from '../../domain/ledger/proof/signed-note.ts';
import { startLine } from '../../local/line.ts';
import { clientOf } from '../adapters/with-edge.ts';
import { CONFIG_FILE } from '../kit/config-file.ts';

it('the local line signs checkpoints of its log by its own clock, into a folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'line-'));
  const line = await startLine({ folder, configFile: CONFIG_FILE, log: () => {} });
  const proof = join(folder, 'proof');
  try {
    const seeded = readdirSync(proof);
    expect(seeded).toEqual([checkpointName(3)]);
    const call = await line.connect.dial({ from: '+6591110001', to: '+6568000001' });
    await line.connect.hangup(call.callId);
    await line.caughtUp();
    expect(readdirSync(proof)).toEqual(seeded);
    line.clock.advance(60_000);
    await line.caughtUp();
    const [, newest = ''] = readdirSync(proof).toSorted();
    expect(Number(newest)).toBeGreaterThan(3);
    const kms = new KMSClient(clientOf(line.services.fakeAws.endpoint));
    const { key } = await kmsNoteSigner(kms, 'alias/emergency-line-log', line.config.origin);
    const opened = await openNote({ digest, ed25519 }, readFileSync(join(proof, newest), 'utf8'), [key]);
    expect('text' in opened && opened.text.split('\n').slice(0, 2)).toEqual([
      'emergency-line/demo',
      String(Number(newest)),
    ]);
  } finally {
    await line.stop();
    rmSync(folder, { recursive: true });
  }
});
