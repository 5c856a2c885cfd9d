import { describe, expect, it } from 'vitest';
import { passageFor } from '../../src/topic/passage.ts';

const topic = {
  title: 'Stopping containers',
  summary: 'A container runs, and can be stopped or removed.',
  details: [
    '**Stop** sends SIGTERM, then SIGKILL after ten seconds. It waits meanwhile.',
    '- Exit code 137 is SIGKILL. Memory may have run out.',
    '',
    '```sh',
    'docker stop allocated',
    '```',
    'A line that has no end 143',
  ].join('\n'),
  misconceptions: '- "A stopped container is gone." It keeps its files until it is removed.',
};
const about = (asked: string, longest = 200) => passageFor(topic, asked, longest);

describe('the sentence that answers what was asked', () => {
  it('is the one with the words that the short answer lacks', () => {
    expect(about('exit code 137')).toBe('Exit code 137 is SIGKILL.');
    expect(about('why did it exit with 137??')).toBe('Exit code 137 is SIGKILL.');
    expect(about('does a stopped container keep its files')).toBe(
      '"A stopped container is gone." It keeps its files until it is removed.',
    );
  });

  it('is none where the short answer has it all, or where nothing says enough of it', () => {
    expect(about('stop a container')).toBeUndefined();
    expect(about('exit ports volumes networks')).toBeUndefined();
    expect(about('how do I')).toBeUndefined();
  });

  it('is none for a command line, nor one from a code block, nor a piece of a sentence', () => {
    expect(about('docker stop --signal SIGKILL')).toBeUndefined();
    expect(about('allocated')).toBeUndefined();
    expect(about('143')).toBeUndefined();
  });

  it('is no longer than there is room', () => {
    expect(about('exit code 137', 24)).toBeUndefined();
  });
});
