/** What a person does with messages beside using apps: answer, edit, delete, react. And the menu where all of it is. */
import { type APIMessage, ApplicationCommandType } from 'discord-api-types/v10';
import type { Actions } from './actions.ts';
import { messageHere } from './state.ts';

const CLOSED = { menu: null } as const;

/**
 * Opens the menu of a message.
 * @param at where on the screen, in pixels
 */
export async function openMenu(
  actions: Actions,
  { id, channel_id: channelId }: APIMessage,
  at: { x: number; y: number },
) {
  actions.set({ menu: { messageId: id, ...at, apps: [], isPicking: false } });
  const commands = await actions.call('commands', { channelId }).catch(() => []);
  const { menu } = actions.state;
  if (menu?.messageId !== id) return;
  const apps = commands.filter(({ type }) => type === ApplicationCommandType.Message).map(({ name }) => name);
  actions.set({ menu: { ...menu, apps } });
}

export function closeMenu(actions: Actions): void {
  actions.set(CLOSED);
}

/** The next message that is written answers this one. */
export function answerTo(actions: Actions, { id }: APIMessage): void {
  actions.set({ ...CLOSED, answered: id, editing: '' });
}

export function startEdit(actions: Actions, { id }: APIMessage): void {
  actions.set({ ...CLOSED, editing: id, answered: '' });
}

/** @returns whether there is one: the last message here that this person wrote */
export function editLast(actions: Actions): boolean {
  const { messages, channelId, places } = actions.state;
  const own = messages.get(channelId)?.findLast(({ author }) => author.id === places?.me.id);
  if (own) startEdit(actions, own);
  return own !== undefined;
}

/** An emptied one is about to be deleted, as on Discord. */
export async function saveEdit(actions: Actions, message: APIMessage, content: string): Promise<void> {
  const { id: messageId, channel_id: channelId } = message;
  if (content.trim() === '') return actions.set({ editing: '', deleting: messageId });
  const isDone = await actions.attempt(messageId, actions.call('edit', { channelId, messageId, content }));
  if (isDone && actions.state.editing === messageId) actions.set({ editing: '' });
}

export async function remove(actions: Actions, { id: messageId, channel_id: channelId }: APIMessage): Promise<void> {
  actions.set({ deleting: '' });
  if (await actions.attempt(messageId, actions.call('delete', { channelId, messageId })))
    actions.announce('The message was deleted.');
}

/** Adds a reaction, or takes it back where it is one's own. */
export async function toggleReaction(
  actions: Actions,
  { id: messageId, channel_id: channelId }: APIMessage,
  emoji: string,
) {
  actions.set(CLOSED);
  const now = messageHere(actions.state, messageId)?.reactions?.find((reaction) => reaction.emoji.name === emoji);
  const isOn = !now?.me;
  if (await actions.attempt(messageId, actions.call('react', { channelId, messageId, emoji, isOn })))
    actions.announce(isOn ? `You reacted with ${emoji}.` : `You took ${emoji} back.`);
}

/** Where one may write to or delete what somebody else wrote is the server's to say; here stands what is never offered. */
export function isOwn({ state }: Actions, { author }: APIMessage): boolean {
  return author.id === state.places?.me.id;
}
