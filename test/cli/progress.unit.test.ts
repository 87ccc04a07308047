import { describe, expect, it } from 'vitest';
import { progressLine } from '../../cli/deployment/progress.ts';

const event = (status: string, rest = 'Keys/Log (KeysLog1234)') =>
  progressLine(`EmergencyLine |  3/80 | 7:46:50 AM | ${status.padEnd(20)} | AWS::KMS::Key | ${rest}`);

describe('what the CDK says', () => {
  it.each([
    ['CREATE_COMPLETE', '  3 of 80 made: AWS::KMS::Key Keys/Log'],
    ['UPDATE_COMPLETE', '  3 of 80 changed: AWS::KMS::Key Keys/Log'],
    ['DELETE_COMPLETE', '  3 of 80 removed: AWS::KMS::Key Keys/Log'],
    ['DELETE_SKIPPED', '  3 of 80 kept: AWS::KMS::Key Keys/Log'],
    ['CREATE_FAILED', '  FAIL AWS::KMS::Key Keys/Log: CREATE_FAILED'],
    ['UPDATE_ROLLBACK_COMPLETE', '  FAIL AWS::KMS::Key Keys/Log: UPDATE_ROLLBACK_COMPLETE'],
    ['CREATE_IN_PROGRESS', null],
  ])('of a resource that is %s is passed on as %j', (status, text) => {
    expect(event(status)).toBe(text);
  });

  it('is passed on with the reason of a failure', () => {
    expect(event('CREATE_FAILED', 'Keys/Log (KeysLog1234) Limit exceeded')).toBe(
      '  FAIL AWS::KMS::Key Keys/Log Limit exceeded: CREATE_FAILED',
    );
  });

  it.each([
    ['', null],
    ['Bundling asset…  ', 'Bundling asset…'],
  ])('of anything else as it stands: %j', (line, text) => {
    expect(progressLine(line)).toBe(text);
  });
});
