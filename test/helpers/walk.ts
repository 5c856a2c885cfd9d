/** Somebody who tries out whatever a message offers: presses what they have pressed least, chooses, and fills in forms. */
import type { APIMessage } from 'discord-api-types/v10';
import type { InteractionOutcome, Modal, Person } from '../../src/small-discord/index.ts';
import { controls } from './read.ts';

/** A control, and the message on which it was seen. */
export interface Met {
  message: APIMessage;
  customId: string;
}

export interface Walk {
  /** the first control that was met of each action of a feature (`quiz:answer`), as it looked then */
  readonly met: ReadonlyMap<string, Met>;
  /** the actions that were pressed, chosen from or sent */
  readonly used: ReadonlySet<string>;
  /**
   * Follows what came of a command, for so many presses.
   * @param may whether an action is to be tried
   * @returns the message that the command was answered with
   */
  follow(
    person: Person,
    outcome: InteractionOutcome,
    presses: number,
    may?: (action: string) => boolean,
  ): Promise<APIMessage | undefined>;
  /** Uses one control, and gives the message that came of it. */
  use(person: Person, message: APIMessage, customId: string): Promise<APIMessage | undefined>;
}

/** The names of a feature and its action. */
export const actionOf = (customId: string) => customId.split(':', 2).join(':');

/** @param typed what is typed into a form, one after the other, by the text above its field */
export function startWalk(typed: (question: string) => readonly string[]): Walk {
  const met = new Map<string, Met>();
  const used = new Set<string>();
  /** how often a control of this kind was used: what it is about (ids and numbers) makes no difference */
  const uses = new Map<string, number>();
  const usesOf = (customId: string) => uses.get(kindOf(customId)) ?? 0;
  const kindOf = (customId: string) => customId.replace(/:[^:]*\d[^:]*/g, ':');
  let turn = 0;

  const enabled = (message: APIMessage) =>
    controls(message).filter((control) => control.custom_id !== undefined && !control.disabled);

  async function submit(person: Person, form: Modal): Promise<InteractionOutcome> {
    const texts = typed(JSON.stringify(form.components));
    const text = texts[turn % texts.length] ?? '';
    used.add(actionOf(form.custom_id));
    met.set(actionOf(form.custom_id), {
      message: { components: [] } as unknown as APIMessage,
      customId: form.custom_id,
    });
    return person.submit(form, { text });
  }

  async function use(person: Person, message: APIMessage, customId: string): Promise<APIMessage | undefined> {
    turn++;
    used.add(actionOf(customId));
    uses.set(kindOf(customId), usesOf(customId) + 1);
    const menu = controls(message).find((control) => control.custom_id === customId)?.options;
    const values = (menu ?? []).map(({ value }) => value).slice(0, 1 + (turn % 2));
    let outcome = menu ? await person.select(message, customId, values) : await person.press(message, customId);
    if (outcome.modal) outcome = await submit(person, outcome.modal);
    return answerOf(outcome);
  }

  /** What an outcome shows; nothing where Discord's own client refused. */
  async function answerOf(outcome: InteractionOutcome): Promise<APIMessage | undefined> {
    if (outcome.status === 'refused' || outcome.status === 'modal') return undefined;
    if (outcome.status === 'no-response') throw new Error('the bot did not answer');
    return outcome.status === 'deferred' ? outcome.final() : outcome.latest();
  }

  return {
    met,
    used,
    use,
    async follow(person, outcome, presses, may = () => true) {
      const first = await answerOf(outcome);
      const seen = new Map(first ? [[first.id, first]] : []);
      for (let pressed = 0; pressed < presses; pressed++) {
        const offers = [...seen.values()].flatMap(({ id }) => {
          const message = person.message(id);
          const offered = message
            ? enabled(message).map(({ custom_id: customId = '' }) => ({ message, customId }))
            : [];
          return offered.filter(({ customId }) => may(actionOf(customId)));
        });
        for (const offer of offers) if (!met.has(actionOf(offer.customId))) met.set(actionOf(offer.customId), offer);
        const fewest = Math.min(...offers.map(({ customId }) => usesOf(customId)));
        const least = offers.filter(({ customId }) => usesOf(customId) === fewest);
        // Of several that are alike, such as the letters of a question, another one each time.
        const offer = least[turn % least.length];
        if (!offer) break;
        const shown = await use(person, offer.message, offer.customId);
        if (shown) seen.set(shown.id, shown);
      }
      return first;
    },
  };
}
