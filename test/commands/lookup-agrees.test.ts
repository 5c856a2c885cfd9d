import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { questionRevision } from '../../src/db/schema.ts';
import type { Reply } from '../../src/message.ts';
import { REAL_PACKS, type TestApp, createTestApp } from '../helpers/app.ts';
import { controls, labels, run, suggest } from '../helpers/commands.ts';

let app: TestApp;
/** what the pack itself says: how its topics are called and asked for, and what its questions ask */
let texts: string[];
beforeAll(async () => {
  app = await createTestApp({ packsFolder: REAL_PACKS, draws: false });
  const topics = [...app.catalogue.topics('docker').values()];
  const prompts = app.db.select().from(questionRevision).all();
  texts = [
    ...topics.flatMap(({ slug, title, aliases, phrases }) => [slug, title, ...aliases, ...phrases]),
    ...prompts.map(({ content }) => content.prompt.slice(0, 300)),
  ];
});

/** Which page a reply is; undefined where it says that there is none. */
function pageOf(reply: Reply): string | undefined {
  return controls(reply).find((control) => control.custom_id?.startsWith('topic:more:'))?.custom_id;
}

async function expectAgreement(text: string): Promise<void> {
  const [first] = await suggest(app, 'docker', 'topic', text);
  const sent = await run(app, 'docker', { topic: text });
  if (!first) {
    expect(pageOf(sent), text).toBeUndefined();
    expect(labels(sent), text).toEqual([]);
    return;
  }
  const isNone = first.name === 'No page fits this yet. The nearest:';
  const picked = isNone ? undefined : pageOf(await run(app, 'docker', { topic: first.value }));
  expect(picked === undefined, text).toBe(isNone);
  expect(pageOf(sent), text).toBe(picked);
}

describe('what stands first in the list is what sending the text gives', () => {
  it('for every name and phrase of a topic, and every question', { timeout: 120_000 }, async () => {
    expect(texts.length).toBeGreaterThan(4000);
    for (const text of texts) await expectAgreement(text);
  });

  it('for any part of them, which may end within a word', { timeout: 120_000 }, async () => {
    const part = fc
      .tuple(fc.nat(), fc.nat(60), fc.integer({ min: 1, max: 60 }), fc.constantFrom('', ' ', '?'))
      .map(([which, from, length, end]) => {
        const text = texts[which % texts.length] ?? '';
        return `${text.slice(from % text.length).slice(0, length)}${end}`;
      })
      .filter((text) => text.trim() !== '');
    await fc.assert(fc.asyncProperty(part, expectAgreement), { numRuns: 1000 });
  });

  it.each([
    ['how do I get into a running container', 'docker-exec'],
    ['overl', 'overlay-network'],
    ['what port does postgres use', undefined],
  ])('as for "%s": %s', async (text, slug) => {
    await expectAgreement(text);
    const page = pageOf(await run(app, 'docker', { topic: text }));
    expect(page).toBe(slug && `topic:more:docker:${slug}:1`);
  });

  it('where no page fits, the list says so and names the nearest that the answer names', async () => {
    const text = 'what port does postgres use';
    const [first, ...nearest] = await suggest(app, 'docker', 'topic', text);
    expect(first).toEqual({ name: 'No page fits this yet. The nearest:', value: text });
    expect(nearest.slice(0, 4).map(({ name }) => name)).toEqual(labels(await run(app, 'docker', { topic: text })));
  });
});
