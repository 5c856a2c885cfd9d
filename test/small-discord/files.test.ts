import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { APIMessage } from 'discord-api-types/v10';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type SavedDiscord, type SmallDiscord, startSmallDiscord } from '../../src/small-discord/index.ts';
import { temporaryFolder } from '../helpers/packs.ts';
import { call } from './call.ts';

async function start(folder: string, saved?: SavedDiscord): Promise<SmallDiscord> {
  const discord = await startSmallDiscord({ filesFolder: folder, ...(saved && { saved }) });
  onTestFinished(() => discord.close());
  return discord;
}

/** Sends a message with a picture; `embeds` may show it. */
async function postPicture({ apiUrl, token, demo }: SmallDiscord, content: string): Promise<APIMessage> {
  const form = new FormData();
  const embeds = [{ title: content, image: { url: 'attachment://a chart.png' } }];
  form.set('payload_json', JSON.stringify({ content, embeds }));
  form.set('files[0]', new Blob([content], { type: 'image/png' }), 'a chart.png');
  const response = await fetch(`${apiUrl}/v10/channels/${demo.channel}/messages`, {
    method: 'POST',
    headers: { Authorization: `Bot ${token}` },
    body: form,
  });
  return (await response.json()) as APIMessage;
}

/** The same file at another small Discord. */
async function look({ apiUrl }: SmallDiscord, { embeds }: APIMessage) {
  const { pathname } = new URL(embeds[0]?.image?.url ?? '');
  const response = await fetch(new URL(pathname, apiUrl));
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}

/** As it is kept: in JSON. */
const saveOf = (discord: SmallDiscord) => JSON.parse(JSON.stringify(discord.save())) as SavedDiscord;

describe('an uploaded file', () => {
  it('is there after a restart, and is written once', async () => {
    const folder = temporaryFolder();
    const before = await start(folder);
    const message = await postPicture(before, 'one');
    const [name = ''] = readdirSync(folder);
    const { mtimeMs } = statSync(join(folder, name));
    const after = await start(folder, saveOf(before));
    expect(await look(after, message)).toEqual({ status: 200, type: 'image/png', text: 'one' });
    await postPicture(after, 'two');
    const last = await start(folder, saveOf(after));
    expect(await look(last, message)).toMatchObject({ status: 200, text: 'one' });
    expect(statSync(join(folder, name)).mtimeMs).toBe(mtimeMs);
    expect(readFileSync(join(folder, name), 'utf8')).toBe('one');
  });

  it('goes with its message, and with everything when nothing is to be known any more', async () => {
    const folder = temporaryFolder();
    const before = await start(folder);
    const [gone, kept] = [await postPicture(before, 'gone'), await postPicture(before, 'kept')];
    before.world.removeMessage(gone.channel_id, gone.id);
    const after = await start(folder, saveOf(before));
    expect(await look(after, gone)).toMatchObject({ status: 404 });
    expect(await look(after, kept)).toMatchObject({ status: 200 });
    expect(readdirSync(folder)).toHaveLength(1);
    await start(folder);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that is looked at, there or gone, is no request of the bot', async () => {
    const discord = await start(temporaryFolder());
    const message = await postPicture(discord, 'one');
    await look(discord, message);
    expect((await fetch(new URL('/attachments/1/gone.png', discord.apiUrl))).status).toBe(404);
    expect(discord.requests.map(({ method }) => method)).toEqual(['POST']);
    expect((await call(discord, 'GET', '/nothing')).status).toBe(404);
    expect(discord.requests).toHaveLength(2);
  });
});
