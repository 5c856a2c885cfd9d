/** Answers what the playground asks of the bot besides what members ask. It runs where the bot's database is. */
import type { App } from '../app.ts';
import { loadContent } from '../create-app.ts';
import { runMinute } from '../clock.ts';
import { ENGLISH } from '../language.ts';
import type { Desk } from '../engine/desk.ts';
import { findNextReveal } from '../daily/store/delivery.ts';
import { listDueSchedules } from '../daily/store/schedule.ts';
import { importPacks } from '../pack/import.ts';
import { findQuestionById } from '../question/store.ts';
import { startQuizOf } from '../quiz/session.ts';
import { askedReply } from '../quiz/view.ts';
import { listDueReminders } from '../review/settings-store.ts';
import { changesBetween } from '../pack/changes.ts';
import { packState } from '../pack/store.ts';
import type { PackNotice } from '../pack/notice.ts';

const SHOWN_PROBLEMS = 20;

function blank(packId: string): Omit<PackNotice, 'outcome'> {
  return { packId, topics: 0, questions: 0, changed: [], problems: [], more: 0 };
}

export function createDesk(app: App, packsFolder: string): Desk {
  const { db } = app;
  const refused = new Set<string>();

  async function takePacksOver(): Promise<PackNotice[]> {
    const before = new Map(app.catalogue.manifests.map(({ id }) => [id, packState(db, id)]));
    const results = await importPacks(db, packsFolder, app.now());
    if (results.some(({ outcome }) => outcome === 'imported' || outcome === 'retired'))
      Object.assign(app, loadContent(db));
    const there = new Set(results.map(({ packId }) => packId));
    const notices = results.flatMap((result): PackNotice[] => {
      const { packId } = result;
      const notice = blank(packId);
      const wasRefused = refused.delete(packId);
      switch (result.outcome) {
        case 'imported': {
          const old = before.get(packId);
          const command = app.catalogue.manifest(packId)?.command ?? packId;
          const changed = old ? changesBetween(old, packState(db, packId), command) : [];
          const { topics, questions } = result;
          return [{ ...notice, outcome: 'imported', topics, questions, changed }];
        }
        case 'retired':
          return [{ ...notice, outcome: 'retired' }];
        case 'refused': {
          refused.add(packId);
          const problems = result.problems.slice(0, SHOWN_PROBLEMS);
          return [{ ...notice, outcome: 'refused', problems, more: result.problems.length - problems.length }];
        }
        default:
          // The mistake was undone, so the files are as they were.
          return wasRefused ? [{ ...notice, outcome: 'unchanged' }] : [];
      }
    });
    // One that was never taken over, and whose folder is gone: so is its mistake.
    for (const packId of [...refused].filter((id) => !there.has(id))) {
      refused.delete(packId);
      notices.push({ ...blank(packId), outcome: 'unchanged' });
    }
    // What is wrong comes last, since the page shows what came last.
    const isBad = ({ outcome }: PackNotice) => outcome === 'refused';
    return [...notices.filter((one) => !isBad(one)), ...notices.filter(isBad)];
  }

  return {
    async nextDailyAt(guildIds) {
      return listDueSchedules(db, Infinity).find(({ guildId }) => guildIds?.includes(guildId) ?? true)?.nextDueAt;
    },
    async nextWork(until) {
      const times = [
        listDueSchedules(db, until, 1)[0]?.nextDueAt,
        findNextReveal(db, until),
        listDueReminders(db, until, 1)[0]?.nextRemindAt,
      ];
      return times.filter((at) => at !== undefined).sort((a, b) => a - b)[0];
    },
    runMinute: () => runMinute(app),
    async askQuestion({ userId, guildId, packId, id }) {
      const found = findQuestionById(db, packId, id);
      const question = found && app.bank.find(found.key);
      if (!question) return undefined;
      const asked = startQuizOf(db, { userId, guildId, questions: [question] }, app.now(), app.random);
      const { facts } = asked;
      return askedReply(ENGLISH, asked, app.catalogue.domainName(facts.packId, facts.domain));
    },
    takePacksOver,
  };
}
