/** How much of a phone's screen the answers to lookups take. */
import type { Page } from 'playwright-core';
import type { App } from '../../../src/app.ts';
import { passageFor } from '../../../src/topic/passage.ts';
import { type TopicName, findTopic } from '../../../src/topic/store.ts';
import type { Ground } from './ground.ts';

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true } as const;

/** What a topic is found by so that its answer is as long as it gets: with the longest sentence on it, and many words. */
export function longQuery({ db, catalogue }: App, { packId, slug, title, phrases, aliases }: TopicName): string {
  const topic = findTopic(db, packId, slug)!;
  const search = catalogue.search(packId);
  const finds = (query: string) => {
    const [best] = search.find(query, 1);
    return best?.topic.slug === slug && best.fit !== 'weak';
  };
  const lengthOf = (query: string) => passageFor(topic, query, topic.diagram ? 130 : 200)?.length ?? 0;
  const queries = [`${title} ${'?'.repeat(120)}`, ...[...phrases, ...aliases].sort(byLength)].filter(finds);
  return queries.sort((one, other) => lengthOf(other) - lengthOf(one))[0] ?? title;
}

const byLength = (one: string, other: string) => other.length - one.length;

export interface Answer {
  id: string;
  /** its first heading */
  title: string;
  /** pixels, from the line above it ("Ada used /docker") down to its last button */
  height: number;
  /** whether anything in it is wider than the screen */
  isWide: boolean;
  hasPicture: boolean;
}

/** Looks something up as the member of this page does, and measures the answer when its picture is there. */
export async function lookUp(page: Page, ground: Ground, userId: string, topic: string): Promise<Answer> {
  const { discord } = ground.playground;
  const { message, status } = await discord.as(userId).slash(discord.demo.channel, 'docker', { topic });
  if (!message) throw new Error(`"${topic}" got no answer: ${status}`);
  return measure(page, message.id);
}

export async function measure(page: Page, messageId: string): Promise<Answer> {
  const item = page.locator(`[data-message="${messageId}"]`);
  await item.locator('.components').waitFor();
  const measured = await page.evaluate(`(${MEASURE})(document.querySelector('[data-message="${messageId}"]'))`);
  return { id: messageId, ...(measured as Omit<Answer, 'id'>) };
}

const MEASURE = `async (element) => {
  const pictures = [...element.querySelectorAll('.message-main img')];
  for (const picture of pictures) {
    picture.loading = 'eager';
    await picture.decode();
  }
  return {
    title: element.querySelector('.md-heading')?.textContent.trim() ?? '',
    height: Math.ceil(element.getBoundingClientRect().height),
    isWide: element.scrollWidth > element.clientWidth,
    hasPicture: pictures.length > 0,
  };
}`;

/** Pixels between the head of the page and the text field. */
export function roomForMessages(page: Page): Promise<number> {
  return page.locator('.scroller').evaluate((element: { clientHeight: number }) => element.clientHeight);
}
