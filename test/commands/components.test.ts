import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { button, buttonRows, clip, customId, inert, parseCustomId, selectRow } from '../../src/components.ts';

describe('a custom ID', () => {
  const part = fc.string({ maxLength: 20 }).map((text) => text.replaceAll(':', ''));

  it('comes back as it was made', () => {
    fc.assert(
      fc.property(part, part, fc.array(part, { maxLength: 3 }), (feature, action, args) => {
        expect(parseCustomId(customId(feature, action, ...args))).toEqual({ feature, action, args });
      }),
    );
  });

  it('has its numbers as text', () => {
    expect(parseCustomId(customId('quiz', 'answer', 'abc', 0, 12))).toEqual({
      feature: 'quiz',
      action: 'answer',
      args: ['abc', '0', '12'],
    });
  });

  it('holds 100 characters and no more', () => {
    expect(customId('a', 'b', 'x'.repeat(96))).toHaveLength(100);
    expect(() => customId('a', 'b', 'x'.repeat(97))).toThrow('cannot be a custom ID');
  });

  it.each([
    ['a:b', 'c', 'd'],
    ['a', 'b:c', 'd'],
    ['a', 'b', 'c:d'],
  ])('takes no colon within a part: %s, %s, %s', (feature, action, arg) => {
    expect(() => customId(feature, action, arg)).toThrow('cannot be a custom ID');
  });

  it.each(['', 'quiz', ':', '::::', 'quiz:'])('that is %j is read without throwing', (id) => {
    expect(parseCustomId(id).args.every((arg) => arg === '')).toBe(true);
  });
});

describe('a clipped text', () => {
  it.each([
    ['short', 10, 'short'],
    ['exactly', 7, 'exactly'],
    ['too long', 7, 'too lo…'],
    ['one two', 5, 'one…'],
    ['ab🙂cd', 4, 'ab…'],
    ['ab🙂cd', 5, 'ab🙂…'],
    ['', 5, ''],
  ])('%j at %d is %j', (text, max, clipped) => {
    expect(clip(text, max)).toBe(clipped);
  });

  it('is never longer than it may be, never cuts a character in two, and begins as the text does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 60 }), (text, max) => {
        const clipped = clip(text, max);
        expect(clipped.length).toBeLessThanOrEqual(max);
        expect(clipped).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/);
        expect(text.startsWith(clipped === text ? text : clipped.slice(0, -1))).toBe(true);
        if (text.length <= max) expect(clipped).toBe(text);
      }),
    );
  });
});

describe("somebody's own words", () => {
  it.each([
    ['**bold**', '`**bold**`'],
    ['`code`', '`ˋcodeˋ`'],
    ['```\nblock\n```', '`ˋˋˋ block ˋˋˋ`'],
    ['@everyone <@1> <#2>', '`@everyone <@1> <#2>`'],
    ['two\nlines', '`two lines`'],
    ['', '` `'],
    ['  ', '` `'],
    ['x'.repeat(200), `\`${'x'.repeat(99)}…\``],
  ])('%j are shown as %s', (text, shown) => {
    expect(inert(text)).toBe(shown);
  });

  it('are one code span, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(inert(text)).toMatch(/^`[^`\n]{1,100}`$/u);
      }),
    );
  });
});

describe('controls', () => {
  it('stand five in a row', () => {
    const buttons = Array.from({ length: 11 }, (_, index) => button(String(index), `a:b:${index}`));
    expect(buttonRows(...buttons).map((row) => row.components.length)).toEqual([5, 5, 1]);
    expect(buttonRows()).toEqual([]);
  });

  it('have labels that Discord takes', () => {
    expect(button('x'.repeat(81), 'a:b')).toMatchObject({ label: `${'x'.repeat(79)}…`, custom_id: 'a:b' });
    const [menu] = selectRow('a:b', 'x'.repeat(151), [], { min: 1, max: 3 }).components;
    expect(menu).toMatchObject({ placeholder: `${'x'.repeat(149)}…`, min_values: 1, max_values: 3 });
  });
});
