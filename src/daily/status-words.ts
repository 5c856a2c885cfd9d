/** What organisers read about how the question of the day is doing: its status, and what keeps it from its channel. */
import { inLanguages } from '../language.ts';
import type { Permission } from '../messenger.ts';
import type { Reason } from './reason.ts';

/** As Discord calls them in this language. */
const PERMISSIONS: Readonly<Record<Permission, string>> = {
  ViewChannel: 'View Channel',
  SendMessages: 'Send Messages',
  EmbedLinks: 'Embed Links',
  AttachFiles: 'Attach Files',
  ReadMessageHistory: 'Read Message History',
  CreatePublicThreads: 'Create Public Threads',
};

/** The ends of sentences. */
const REASONS: Readonly<Record<Exclude<Reason['key'], 'said' | 'out-of-order' | 'refused'>, string>> = {
  away: 'I was not running at that time',
  paused: 'it was paused',
  nothing: 'there was no question to post on this subject',
  fault: 'something went wrong on my side',
  'not-in-server': 'I am not in the server any more',
  'channel-gone': 'the channel is gone; choose another with `/daily setup`',
  'message-gone': 'the message is gone',
  'person-gone': 'this person is not on Discord any more',
  'channel-hidden': 'I may not see the channel',
  'history-hidden': 'I may not read the history of the channel',
  'may-not-post': 'I may not post in the channel',
  'takes-no-messages': 'they take no messages from me',
  'too-much-since': 'too much has been written since to see whether it has arrived',
  'asked-to-wait': 'Discord asked for a pause',
  'not-reached': 'Discord could not be reached',
  'no-time': 'Discord did not say what time it is',
};

const reasonText = (reason: Reason) => {
  switch (reason.key) {
    case 'said':
      return reason.text;
    case 'out-of-order':
      return `Discord is out of order (${reason.status})`;
    case 'refused':
      return `Discord refused it (${reason.said})`;
    default:
      return REASONS[reason.key];
  }
};

interface Told {
  /** undefined: with the next question */
  afterHours: number | undefined;
  isFinal: boolean;
  opensThread: boolean;
}

/** Moments such as `when` are Discord's own timestamps, which each reader sees on their own clock. */
const english = {
  /** Why a question did not come or was not told, as the end of a sentence. */
  reason: reasonText,

  title: 'Question of the day',
  where: (channel: string) => `**Where:** ${channel}`,
  when: (days: string, time: string, zone: string) => `**When:** ${days} at ${time}, ${zone}`,
  about: (subject: string) => `**About:** ${subject || 'everything'}`,
  answers: ({ afterHours, isFinal, opensThread }: Told) => {
    const after = afterHours === 1 ? 'an hour' : `${afterHours} hours`;
    const told = afterHours === undefined ? 'told with the next question' : `told ${after} after the post`;
    const kind = isFinal ? 'the first one counts' : 'they can be changed until then';
    return `**Answers:** ${told}; ${kind}${opensThread ? '; a thread opens below' : ''}`;
  },
  pings: (role: string | undefined) => `**Pings:** ${role ?? 'nobody'}`,
  pinned: (topic: string) => `**Pinned:** next comes the question you chose, on ${topic}`,
  next: '**Next:**',
  nextPaused: '**Next:** paused. `/daily resume` starts it again.',
  nextFailed: '**Next:** I paused it after a week of failures. `/daily resume` starts it again.',
  nextAt: (date: string, time: string, when: string) => `- ${date} at ${time}, ${when}`,
  /** "Tue 24 Nov" @param date an ISO date */
  date: (date: string) =>
    new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' })
      .format(Date.parse(date))
      .replace(',', ''),

  lastOpen: (link: string, when: string, answers: number) =>
    `**Last:** [posted](${link}) ${when}, ${answers === 0 ? 'nobody has answered yet' : `${answers} answered so far`}`,
  lastTold: (link: string, when: string, answers: number, right: number) =>
    `**Last:** [posted](${link}) ${when}, the answer is out: ${answers === 0 ? 'nobody had answered' : `${right} of ${answers} right`}`,
  lastTellingAgain: (link: string, when: string, reason: string) =>
    `**Last:** [posted](${link}) ${when}; the answer could not be told yet: ${reason}. I keep trying.`,
  lastUntold: (link: string, when: string, reason: string) =>
    `**Last:** [posted](${link}) ${when}; the answer could not be told: ${reason}`,
  lastBeingPosted: '**Last:** being posted now',
  lastTryingAgain: (reason: string) => `**Last:** not posted yet: ${reason}. I keep trying.`,
  lastSkipped: (date: string, reason: string) => `**Last:** left out on ${date}: ${reason}`,

  notInServer: 'I am not a member of this server, so I cannot post here. Invite me with the bot scope.',
  channelGone: 'The channel is gone. Choose another with `/daily setup`.',
  channelElsewhere: 'The channel belongs to another server. Choose one of this server with `/daily setup`.',
  lacking: (channel: string, permissions: readonly Permission[]) =>
    `I may not post in ${channel} yet. I need: ${permissions.map((one) => PERMISSIONS[one]).join(', ')}. ` +
    'Somebody who manages the server can allow it under Edit Channel, Permissions.',
  roleGone: 'The role I should ping is gone. Choose another with `/daily setup`.',
  roleSilent: (role: string) =>
    `A ping of ${role} would reach nobody. Switch on “Allow anyone to @mention this role” in the role's settings, ` +
    'or give me the permission Mention Everyone in the channel.',

  noticeTitle: 'Question of the day: a problem',
  notPosted: (channel: string, reason: string) =>
    `I could not post the question of the day in ${channel}: ${reason}. I keep trying for six hours. ` +
    '`/daily status` shows how it goes and what to do.',
  notPostedInTime: (channel: string, date: string, reason: string) =>
    `The question of the day for ${date} did not make it into ${channel}: ${reason}. The next one comes at its time. ` +
    '`/daily status` shows how it goes.',
  pausedItself: (channel: string, days: number, reason: string) =>
    `For ${days} days in a row I could not post the question of the day in ${channel} (${reason}), so I have paused it. ` +
    'Once that is fixed, `/daily resume` starts it again.',
  notTold: (channel: string, date: string, reason: string) =>
    `I could not tell the answers to the question of the day for ${date} in ${channel}: ${reason}. ` +
    'I keep trying for two days. `/daily status` shows how it goes and what to do.',
  neverTold: (channel: string, date: string, reason: string) =>
    `I could not tell the answers to the question of the day for ${date} in ${channel}: ${reason}. ` +
    'I have given up on it; what members answered counts. `/daily status` shows how it goes and what to do.',
};

export const statusWords = inLanguages(english);
