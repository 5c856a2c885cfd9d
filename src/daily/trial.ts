/** A trial of the question of the day: one that the organiser alone sees, and that counts nowhere. Nothing of it is kept. */
import type { App } from '../app.ts';
import { customId } from '../components.ts';
import { UserError } from '../errors.ts';
import type { Locale } from '../language.ts';
import type { Reply } from '../message.ts';
import { optionOrder, optionsAt, parsePlaces } from '../question/answering.ts';
import { kindOf } from '../question/kinds/index.ts';
import type { ControlIds } from '../question/kinds/kind.ts';
import { findQuestion, getQuestionContent } from '../question/store.ts';
import { localDate } from '../time/local-day.ts';
import { chooseFor, timingOf } from './plan.ts';
import { dueReveal } from './reveal-time.ts';
import { setupWords } from './setup/words.ts';
import { findPostable } from './store/pool.ts';
import type { Schedule } from './store/schedule.ts';
import { trialAnsweredReply, trialReply } from './trial-view.ts';
import { begunReply } from './view.ts';

/** A question that would come now. @throws UserError when there is none */
export function tryQuestion(app: App, schedule: Schedule, locale: Locale): Reply {
  const { db, catalogue, now, random } = app;
  const today = { date: localDate(now(), timingOf(db, schedule).zone), at: now() };
  const chosen = chooseFor(app, schedule, today);
  if (!chosen) throw new UserError((reader) => setupWords(reader).trialEmpty);
  const facts = findQuestion(db, chosen.key);
  const content = getQuestionContent(db, chosen.key, chosen.revision);
  const order = optionOrder(content, random);
  const asked = { roleId: schedule.roleId, dueAt: now(), optionOrder: order, locksAnswers: schedule.locksAnswers };
  const open = {
    facts,
    content,
    domainName: catalogue.domainName(facts.packId, facts.domain, locale),
    answers: 0,
    revealAt: dueReveal(db, schedule, { dueAt: now(), localDate: today.date }, now()),
    sentAt: now(),
    recap: undefined,
  };
  return trialReply(locale, schedule.channelId, asked, open, trialIds(chosen.key, order));
}

/**
 * What comes of an answer to a trial.
 * @param args the question's key, the order of its options, and the places that are pressed, as they stand in the custom ID
 * @param values what was chosen in a menu
 * @throws UserError when the question has changed meanwhile
 */
export function answerTrial(
  { db, catalogue }: App,
  locale: Locale,
  [key = '', kept = '', pressed = '']: readonly string[],
  values: readonly string[],
): Reply {
  const found = findPostable(db, Number(key));
  const content = found && getQuestionContent(db, found.key, found.revision);
  const order = [...kept].map(Number);
  const isWhole =
    content && [...order].sort().every((index, at) => index === at) && order.length === content.options.length;
  if (!isWhole) throw new UserError((reader) => setupWords(reader).trialGone);
  const choice = optionsAt(order, values.length > 0 ? values.map(Number) : parsePlaces(pressed));
  const delivery = { optionOrder: order };
  if (!kindOf(content).isWhole(content, choice))
    return { ...begunReply(locale, { delivery, content, choice }, trialIds(found.key, order)), update: true };
  const facts = findQuestion(db, found.key);
  const packName = catalogue.manifest(facts.packId)?.name ?? '';
  return trialAnsweredReply(locale, { delivery, facts, content, choice }, packName);
}

function trialIds(key: number, order: readonly number[]): ControlIds {
  const prefix = customId('daily', 'try', key, order.join(''), '');
  return { press: (pressed) => `${prefix}${pressed}`, menu: () => `${prefix}menu` };
}
