import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SmallDiscord, startSmallDiscord } from '../../src/small-discord/index.ts';
import { call, problemsIn } from './call.ts';

let discord: SmallDiscord;
let path: string;
beforeAll(async () => {
  discord = await startSmallDiscord({ rateLimits: false });
  path = `/channels/${discord.demo.channel}/messages`;
});
afterAll(() => discord.close());

const V2 = 1 << 15;
const x = (length: number) => 'x'.repeat(length);
const many = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));
const button = (more: object = {}) => ({ type: 2, style: 1, label: 'Press', custom_id: 'press', ...more });
const row = (...components: object[]) => ({ type: 1, components });
const option = (index: number, more: object = {}) => ({ label: `${index}`, value: `${index}`, ...more });
const menu = (more: object = {}) => ({ type: 3, custom_id: 'menu', options: [option(0), option(1)], ...more });
const text = (content: string) => ({ type: 10, content });
const embed = (more: object) => ({ embeds: [{ title: 'A title', ...more }] });
const inRow = (component: object) => ({ components: [row(component)] });
const v2 = (...components: object[]) => ({ flags: V2, components });

describe('a message is taken', () => {
  it.each<[string, object]>([
    ['with 2000 characters', { content: x(2000) }],
    ['with 2000 characters beyond the basic plane', { content: '🐳'.repeat(2000) }],
    ['with an embed of 6000 characters', embed({ title: x(256), description: x(4096), footer: { text: x(1648) } })],
    ['with 25 buttons', { components: many(5, (r) => row(...many(5, (b) => button({ custom_id: `${r}/${b}` })))) }],
    ['with a menu of 25 options', inRow(menu({ options: many(25, (index) => option(index)), max_values: 25 }))],
    ['with a link', inRow({ type: 2, style: 5, label: 'Read', url: 'https://docs.docker.com/' })],
    ['with an emoji alone', inRow({ type: 2, style: 1, custom_id: 'a', emoji: { name: '▶️' } })],
    ['with 40 components of version 2', v2({ type: 17, components: many(39, (index) => text(`${index}`)) })],
    ['with a section', v2({ type: 9, components: [text('a')], accessory: button() })],
    ['with a nonce of 25 characters', { content: 'x', nonce: x(25) }],
    ['with nothing but a menu', inRow(menu())],
    [
      'with fields that are null',
      { content: 'x', embeds: null, components: null, allowed_mentions: null, flags: null },
    ],
  ])('%s', async (_, body) => {
    const { status, body: answer } = await call(discord, 'POST', path, body);
    expect({ status, answer: status === 200 ? 'message' : answer }).toEqual({ status: 200, answer: 'message' });
  });
});

describe('a message is refused', () => {
  it.each<[string, object, string]>([
    ['2001 characters', { content: x(2001) }, 'content BASE_TYPE_MAX_LENGTH'],
    ['a number as content', { content: 5 }, 'content BASE_TYPE_STRING'],
    ['11 embeds', { embeds: many(11, () => ({ title: 'x' })) }, 'embeds BASE_TYPE_MAX_LENGTH'],
    ['an embed that is a text', { embeds: ['x'] }, 'embeds.0 DICT_TYPE_CONVERT'],
    ['a title of 257', embed({ title: x(257) }), 'embeds.0.title BASE_TYPE_MAX_LENGTH'],
    ['a description of 4097', embed({ description: x(4097) }), 'embeds.0.description BASE_TYPE_MAX_LENGTH'],
    ['a footer of 2049', embed({ footer: { text: x(2049) } }), 'embeds.0.footer.text BASE_TYPE_MAX_LENGTH'],
    ['an author of 257', embed({ author: { name: x(257) } }), 'embeds.0.author.name BASE_TYPE_MAX_LENGTH'],
    [
      '26 fields',
      embed({ fields: many(26, () => ({ name: 'a', value: 'b' })) }),
      'embeds.0.fields BASE_TYPE_MAX_LENGTH',
    ],
    [
      'a field without a name',
      embed({ fields: [{ name: '', value: 'b' }] }),
      'embeds.0.fields.0.name BASE_TYPE_REQUIRED',
    ],
    [
      'a field name of 257',
      embed({ fields: [{ name: x(257), value: 'b' }] }),
      'embeds.0.fields.0.name BASE_TYPE_MAX_LENGTH',
    ],
    [
      'a field of 1025',
      embed({ fields: [{ name: 'a', value: x(1025) }] }),
      'embeds.0.fields.0.value BASE_TYPE_MAX_LENGTH',
    ],
    [
      '6001 characters over all embeds',
      { embeds: [{ description: x(4000) }, { description: x(2001) }] },
      'embeds MAX_EMBED_SIZE_EXCEEDED',
    ],
    ['an embed with nothing in it', { embeds: [{ color: 1 }] }, 'embeds.0.description BASE_TYPE_REQUIRED'],
    ['a colour out of range', embed({ color: 0x1000000 }), 'embeds.0.color NUMBER_TYPE_MAX'],
    ['a link by ftp', embed({ url: 'ftp://example.org/' }), 'embeds.0.url URL_TYPE_INVALID_SCHEME'],
    ['a link that is none', embed({ url: 'example' }), 'embeds.0.url URL_TYPE_INVALID_URL'],
    ['a timestamp that is none', embed({ timestamp: 'noon' }), 'embeds.0.timestamp DATE_TIME_TYPE_PARSE'],
    [
      '6 rows',
      { components: many(6, (index) => row(button({ custom_id: `${index}` }))) },
      'components BASE_TYPE_MAX_LENGTH',
    ],
    [
      '6 buttons in a row',
      { components: [row(...many(6, (index) => button({ custom_id: `${index}` })))] },
      'components.0.components BASE_TYPE_BAD_LENGTH',
    ],
    ['an empty row', { components: [row()] }, 'components.0.components BASE_TYPE_BAD_LENGTH'],
    ['a button outside a row', { components: [button()] }, 'components.0.type UNION_TYPE_CHOICES'],
    [
      'a menu beside a button',
      { components: [row(button(), menu())] },
      'components.0.components COMPONENT_LAYOUT_WIDTH_EXCEEDED',
    ],
    [
      'a text of version 2 without the flag',
      { content: 'x', components: [text('x')] },
      'components.0.type UNION_TYPE_CHOICES',
    ],
    ['a label of 81', inRow(button({ label: x(81) })), 'components.0.components.0.label BASE_TYPE_MAX_LENGTH'],
    [
      'a button without label and emoji',
      inRow(button({ label: undefined })),
      'components.0.components.0 BUTTON_COMPONENT_INVALID_LABEL_AND_EMOJI',
    ],
    [
      'a button without a custom ID',
      inRow(button({ custom_id: undefined })),
      'components.0.components.0.custom_id BASE_TYPE_REQUIRED',
    ],
    [
      'a custom ID of 101',
      inRow(button({ custom_id: x(101) })),
      'components.0.components.0.custom_id BASE_TYPE_BAD_LENGTH',
    ],
    [
      'two equal custom IDs',
      { components: [row(button()), row(button())] },
      'components.1.components.0.custom_id COMPONENT_CUSTOM_ID_DUPLICATED',
    ],
    [
      'a custom ID and a link',
      inRow(button({ url: 'https://example.org' })),
      'components.0.components.0.url BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
    ],
    [
      'a link button without a link',
      inRow({ type: 2, style: 5, label: 'x' }),
      'components.0.components.0.url BASE_TYPE_REQUIRED',
    ],
    [
      'a link button to a script',
      inRow({ type: 2, style: 5, label: 'x', url: 'javascript:alert(1)' }),
      'components.0.components.0.url URL_TYPE_INVALID_SCHEME',
    ],
    ['an unknown style', inRow(button({ style: 9 })), 'components.0.components.0.style BASE_TYPE_CHOICES'],
    [
      'a word as an emoji',
      inRow(button({ emoji: { name: 'smile' } })),
      'components.0.components.0.emoji.name COMPONENT_INVALID_EMOJI',
    ],
    ['a menu without options', inRow(menu({ options: [] })), 'components.0.components.0.options BASE_TYPE_BAD_LENGTH'],
    [
      'a menu of 26 options',
      inRow(menu({ options: many(26, (index) => option(index)) })),
      'components.0.components.0.options BASE_TYPE_BAD_LENGTH',
    ],
    [
      'an option label of 101',
      inRow(menu({ options: [option(0, { label: x(101) })] })),
      'components.0.components.0.options.0.label BASE_TYPE_BAD_LENGTH',
    ],
    [
      'an option description of 101',
      inRow(menu({ options: [option(0, { description: x(101) })] })),
      'components.0.components.0.options.0.description BASE_TYPE_MAX_LENGTH',
    ],
    [
      'two equal values',
      inRow(menu({ options: [option(0), option(0)] })),
      'components.0.components.0.options.1.value SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
    ],
    [
      'more to choose than there is',
      inRow(menu({ max_values: 3 })),
      'components.0.components.0.max_values SELECT_COMPONENT_MAX_VALUES_EXCEEDS_OPTIONS',
    ],
    [
      'a minimum over the maximum',
      inRow(menu({ min_values: 2 })),
      'components.0.components.0.min_values SELECT_COMPONENT_MIN_VALUES_EXCEEDS_MAX_VALUES',
    ],
    [
      'a placeholder of 151',
      inRow(menu({ placeholder: x(151) })),
      'components.0.components.0.placeholder BASE_TYPE_MAX_LENGTH',
    ],
    [
      'content beside version 2',
      { ...v2(text('x')), content: 'x' },
      'content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ],
    [
      'embeds beside version 2',
      { ...v2(text('x')), embeds: [{ title: 'x' }] },
      'embeds MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ],
    ['version 2 with nothing', { flags: V2 }, 'components BASE_TYPE_REQUIRED'],
    [
      '41 components',
      v2({ type: 17, components: many(40, (index) => text(`${index}`)) }),
      'components COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
    ],
    ['4001 characters in texts', v2(text(x(4000)), text('x')), 'components COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED'],
    [
      'a container in a container',
      v2({ type: 17, components: [{ type: 17, components: [text('x')] }] }),
      'components.0.components.0.type UNION_TYPE_CHOICES',
    ],
    [
      'a section without an accessory',
      v2({ type: 9, components: [text('x')] }),
      'components.0.accessory BASE_TYPE_REQUIRED',
    ],
    [
      'a picture that was not uploaded',
      v2({ type: 12, items: [{ media: { url: 'attachment://a.png' } }] }),
      'components.0.items.0.media.url UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
    ],
    ['a nonce of 26', { content: 'x', nonce: x(26) }, 'nonce NONCE_TYPE_INVALID'],
    [
      'mentions of an unknown kind',
      { content: 'x', allowed_mentions: { parse: ['all'] } },
      'allowed_mentions.parse.0 BASE_TYPE_CHOICES',
    ],
    [
      'mentions by kind and by name',
      { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } },
      'allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
    ],
    [
      'a reply to nothing',
      { content: 'x', message_reference: { message_id: '1' } },
      'message_reference REPLIES_UNKNOWN_MESSAGE',
    ],
    [
      'an attachment that was not uploaded',
      { content: 'x', attachments: [{ id: 0 }] },
      'attachments.0.id ATTACHMENT_NOT_FOUND',
    ],
  ])('with %s', async (_, body, problem) => {
    const { status, body: answer } = await call(discord, 'POST', path, body);
    expect({ status, code: answer.code, problems: problemsIn(answer.errors) }).toEqual({
      status: 400,
      code: 50035,
      problems: [problem],
    });
  });

  it.each<[string, unknown, number]>([
    ['nothing in it', {}, 50006],
    ['blanks alone', { content: ' \n' }, 50006],
    ['no JSON', '{"content": ', 50109],
    ['a list', [], 50035],
    ['a text', '"x"', 50035],
  ])('with %s', async (_, body, code) => {
    const { status, body: answer } = await call(discord, 'POST', path, body);
    expect({ status, code: answer.code }).toEqual({ status: 400, code });
  });

  it('in a form that is no JSON, or over 25 MB', async () => {
    const answer = await call(discord, 'POST', path, 'content=x', { 'Content-Type': 'text/plain' });
    expect(problemsIn(answer.body.errors)).toEqual(['CONTENT_TYPE_INVALID']);
    expect((await call(discord, 'POST', path, { content: x(26 * 1024 * 1024) })).body.code).toBe(40005);
  });
});

describe('an edit', () => {
  const create = async (body: object) => {
    const { body: message } = await call(discord, 'POST', path, body);
    return `${path}/${message.id}`;
  };

  it('leaves what it does not name, and must leave something', async () => {
    const message = await create({ content: 'a', embeds: [{ title: 'b' }] });
    const { body } = await call(discord, 'PATCH', message, { content: '' });
    expect(body).toMatchObject({ content: '', embeds: [{ title: 'b' }] });
    expect((await call(discord, 'PATCH', message, { embeds: [] })).body.code).toBe(50006);
    expect((await call(discord, 'PATCH', message, {})).status).toBe(200);
  });

  it('does not bring content to components of version 2, and turns to them when it takes the content away', async () => {
    const message = await create({ content: 'a' });
    const legacy = 'content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2';
    const kept = await call(discord, 'PATCH', message, v2(text('b')));
    expect(problemsIn(kept.body.errors)).toEqual([legacy]);
    const turned = await call(discord, 'PATCH', message, { ...v2(text('b')), content: null });
    expect(turned.body).toMatchObject({ content: '', flags: V2 });
    const back = await call(discord, 'PATCH', message, { content: 'c' });
    expect(problemsIn(back.body.errors)).toEqual([legacy]);
  });

  it('does not make a public message private', async () => {
    const message = await create({ content: 'a' });
    expect((await call(discord, 'PATCH', message, { content: 'b', flags: 64 })).body.flags).toBe(0);
  });
});
