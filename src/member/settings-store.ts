/** What one member has chosen for themselves, in all servers alike. */
import { sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../db/open.ts';
import { memberSettings } from '../db/schema.ts';

export type MemberSettings = Omit<typeof memberSettings.$inferSelect, 'userId'>;

const DEFAULTS: MemberSettings = { subject: null, examPack: null, showsAnswers: false };

const p = sql.placeholder;

const statements = perDatabase((db) => ({
  find: db
    .select()
    .from(memberSettings)
    .where(sql`${memberSettings.userId} = ${p('userId')}`)
    .prepare(),
  save: db
    .insert(memberSettings)
    .values({
      userId: p('userId'),
      subject: p('subject'),
      examPack: p('examPack'),
      showsAnswers: p('showsAnswers'),
    })
    .onConflictDoUpdate({
      target: memberSettings.userId,
      set: {
        subject: sql`excluded.subject`,
        examPack: sql`excluded.exam_pack`,
        showsAnswers: sql`excluded.shows_answers`,
      },
    })
    .prepare(),
}));

/** What a member has chosen, or the defaults. */
export function findMemberSettings(db: Db, userId: string): MemberSettings {
  return statements(db).find.get({ userId }) ?? DEFAULTS;
}

/** Changes what is named, and leaves the rest. */
export function changeMemberSettings(db: Db, userId: string, changes: Partial<MemberSettings>): void {
  statements(db).save.run({ ...findMemberSettings(db, userId), ...changes, userId });
}
