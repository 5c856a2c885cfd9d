import { expect, test } from 'vitest';
import { judge } from '../../src/command-line/compare.ts';
import { remark, remarkText } from '../../src/command-line/remark.ts';
import { docker } from './grammar.ts';
import { MARKED, marked } from '../helpers/language.ts';

test('a remark is said in the language of whoever reads it', () => {
  expect(remarkText(MARKED, remark('missing', '--detach', 'end'))).toBe(marked('`--detach` is missing at the end.'));
  expect(remarkText(MARKED, remark('differs'))).toBe(marked('Something in it differs from what is needed.'));
  const { says } = judge(docker, 'docker run nginx', ['docker run -d nginx']);
  expect(says.map((said) => remarkText(MARKED, said))).toEqual([marked('`--detach` is missing.')]);
});

test("an author's own words stay as they are", () => {
  const mistakes = [{ command: 'docker image prune', why: 'That deletes the images.' }];
  const { says } = judge(docker, 'docker image prune', ['docker images'], mistakes);
  expect(says.map((said) => remarkText(MARKED, said))).toEqual(['That deletes the images.']);
});
