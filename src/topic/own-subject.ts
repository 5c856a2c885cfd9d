/**
 * What a member is asked about who names no subject. Where there are several packs, they choose once, and that is kept until
 * they choose again.
 */
import { button, buttonRows, MOST_SHOWN } from '../components.ts';
import type { Db } from '../db/open.ts';
import type { Locale } from '../language.ts';
import { changeMemberSettings, findMemberSettings } from '../member/settings-store.ts';
import type { Reply } from '../message.ts';
import type { Catalogue } from './catalogue.ts';
import { EVERYTHING, type Subject, findSubject, isWhole, packSubjects, parseSubject } from './subject.ts';
import { topicWords } from './words.ts';

/** Where it is kept, and what there is to choose from. */
interface Kept {
  db: Db;
  catalogue: Catalogue;
}

/**
 * The subject that a member names, or has chosen before.
 * @param text what was chosen from the list or typed; undefined: nothing
 * @returns undefined where the member is to be asked
 * @throws UserError when nothing fits the text
 */
export function ownSubject({ db, catalogue }: Kept, userId: string, text: string | undefined): Subject | undefined {
  if (text !== undefined) {
    const named = parseSubject(catalogue, text);
    if (isWhole(named)) rememberSubject({ db, catalogue }, userId, named);
    return named;
  }
  if (catalogue.manifests.length <= 1) return EVERYTHING;
  const { subject } = findMemberSettings(db, userId);
  return subject === null ? undefined : findSubject(catalogue, subject);
}

/** Keeps what a member has chosen. Where there is one pack, there is nothing to choose. */
export function rememberSubject({ db, catalogue }: Kept, userId: string, { key }: Subject): void {
  if (catalogue.manifests.length > 1 && findMemberSettings(db, userId).subject !== key)
    changeMemberSettings(db, userId, { subject: key });
}

/** The packs, and all of them together. */
export function subjectsToChoose(catalogue: Catalogue): Subject[] {
  return [...packSubjects(catalogue).slice(0, MOST_SHOWN - 1), EVERYTHING];
}

/** Asks for a subject. @param idOf the custom ID of the button for one */
export function whichSubjectReply(
  locale: Locale,
  subjects: readonly Subject[],
  idOf: (subject: Subject) => string,
): Reply {
  const words = topicWords(locale);
  return {
    private: true,
    content: `**${words.whichSubject}**\n${words.isRemembered}`,
    components: buttonRows(...subjects.map((subject) => button(subject.name || words.everything, idOf(subject)))),
  };
}
