/** What organisers read about /daily: its options, what it makes of what they type, and what it answers. */
import { inLanguages } from '../../language.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const WHOLE_DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const english = {
  description: 'The question of the day: where and when it is posted',
  setupDescription: 'Set it up or change it: without options, in a form; what you leave out stays as it is',
  channelOption: 'Where to post it',
  timeOption: 'Local time, like 09:00 or 6:30pm',
  timeZoneOption: 'Your city or zone; also decides when a day and a week begin for the leaderboard',
  daysOption: 'Which days (at first every day), like weekdays or Mon, Wed, Fri',
  topicOption: 'A topic or a whole domain (at first everything)',
  roleOption: 'Role to ping with it (at first nobody)',
  revealOption: 'When the answer is revealed (at first with the next question), like 4 hours',
  answersOption: 'Whether answers can be changed (at first until the reveal)',
  sealedChoice: 'Can be changed until the reveal, and nobody sees them',
  finalChoice: 'The first one counts, and is explained at once',
  threadOption: 'Open a thread for discussion at each reveal (at first no)',
  statusDescription: 'The next questions, the latest one, and any problem',
  pauseDescription: 'Stop posting until you resume',
  resumeDescription: 'Go on posting',
  nowDescription: "Post today's question now instead of waiting for its time",
  pinDescription: 'Choose the next question yourself',
  questionOption: 'Search for a question, or choose Nothing to undo',

  everyDay: 'every day',
  weekdays: 'weekdays',
  weekends: 'weekends',
  /** @param days 0 is Monday */
  someDays: (days: readonly number[]) => days.map((day) => DAYS[day]).join(', '),
  withNext: 'with the next question',
  hours: (hours: number) => (hours === 1 ? '1 hour' : `${hours} hours`),
  days: (days: number) => (days === 1 ? '1 day' : `${days} days`),
  noPin: 'Nothing: let the bot choose',
  /** @param day 0 is Monday */
  wholeDay: (day: number) => WHOLE_DAYS[day] ?? '',

  formTitle: 'Question of the day',
  channelField: 'Channel',
  timeField: 'Time of day',
  /** @param zone an IANA name; undefined: not known yet */
  timeNote: (zone: string | undefined) =>
    zone === undefined
      ? 'Add your city, as in 09:00 Berlin'
      : `By the clock of ${zone}. To change that, add a city: 09:00 Berlin`,
  timePlaceholder: '09:00',
  daysField: 'Days',
  roleField: 'Role to ping',
  roleNote: 'Nobody is pinged when this is empty',
  revealField: 'The answer is revealed',
  cityTitle: 'Whose clock?',
  cityText: 'Type the name of a big city nearby, or of a time zone.',
  cityField: 'City or time zone',
  cityPlaceholder: 'Berlin',

  everythingChoice: 'Everything',
  topicMenu: 'Choose a topic',
  subjectTitle: 'What is it to be about?',
  subjectAsked: 'I teach more than one subject here. `/daily setup topic:` changes it later.',
  zoneMenu: 'Choose your clock',
  otherCity: 'Another city',
  openForm: 'Open the form',
  changeSettings: 'Change settings',
  tryIt: 'Try it now',
  mendTitle: 'Not set yet',
  mendNote: 'Nothing is changed yet. The form opens with all that you filled in.',
  zoneTitle: 'Whose clock?',
  /** @param time as it was typed */
  zoneAsked: (time: string) =>
    `\`${time}\` by which clock? Choose the one that shows your time now, or type a city. It also decides when days and weeks begin.`,
  /** @param time on that clock, `HH:MM` */
  nowThere: (time: string) => `${time} now`,
  needsChannel: 'Choose a channel for it.',
  needsTime: 'Choose a time of day for it, like `09:00`.',

  channelName: 'Channel',
  timeName: 'Time',
  timeZoneName: 'Time zone',
  daysName: 'Days',
  topicName: 'About',
  roleName: 'Pings',
  revealName: 'Answer',
  answersName: 'Answers',
  threadName: 'Thread',
  everything: 'everything',
  nobody: 'nobody',
  afterHours: (hours: number) => (hours === 1 ? 'an hour after the post' : `${hours} hours after the post`),
  finalAnswers: 'the first one counts',
  sealedAnswers: 'can be changed until the reveal',
  yes: 'yes',
  no: 'no',
  changedFromTo: (name: string, before: string, after: string) => `**${name}:** ${before} → now ${after}`,
  nothingChanged: 'Nothing changed: that is how it is set already',

  trialNote: (channel: string) => `_Only you see this, and it counts nowhere. In ${channel} it will look like this:_`,
  trialAnswered: '_A trial: this counts nowhere._',
  trialGone: 'This trial is over: its question has changed. `/daily status` has a new one.',
  trialEmpty: 'There is no question to show on this subject. Choose another with `/daily setup topic:`.',

  noTime: (typed: string) => `${typed} is not a time of day. Write it like \`09:00\`, \`18:30\` or \`6:30pm\`.`,
  noTimeZone: (typed: string) =>
    `${typed} is not a time zone that I know. Type a city, like \`Berlin\` or \`New York\`.`,
  noDays: (typed: string) =>
    `I don't recognise ${typed} as days. Write \`every day\`, \`weekdays\`, or days like \`Mon, Wed, Fri\`.`,
  noReveal: (typed: string, longestHours: number) =>
    `${typed} is not a time for the reveal. Write \`next\`, or hours after the post from 1 to ${longestHours}, like \`4 hours\`.`,
  noQuestion: (typed: string) => `No question fits ${typed}. Type a word or two of it and pick from the list.`,
  manyQuestions: (typed: string) => `Several questions fit ${typed}. Pick one from the list that appears as you type.`,

  channelGone: 'That channel is gone.',
  channelElsewhere: 'That channel belongs to another server. Choose one of this server.',
  notEveryone: 'I ping a role, not everyone. Choose a role, or none.',
  noQuestionOn: (subject: string) =>
    `There is no question on ${subject || 'anything'} that a channel can answer with a press. Choose another topic.`,
  notSetUp: 'No question of the day is set up here yet. Start with `/daily setup`.',

  allSet: 'All set: the question of the day',
  changed: 'Changed: the question of the day',
  paused: 'Paused',
  runningAlready: 'It is running already',
  runningAgain: 'Running again',
  unpinned: 'I choose the next question again',
  pinned: (topic: string, prompt: string) => `Pinned, on ${topic}: ${prompt}`,

  isPaused: 'The question of the day is paused. `/daily resume` starts it again; then try this once more.',
  posted: (link: string) => `Today's question [is posted](${link}).`,
  postedAlready: (link: string) => `Today's question [was posted already](${link}). There is one a day.`,
  notPosted: (reason: string) =>
    `Today's question could not be posted: ${reason}. I keep trying; \`/daily status\` shows how it goes.`,
  beingPosted: "Today's question is being posted right now.",
  skipped: (reason: string) => `Today goes without a question: ${reason}. The next one comes at its time.`,
};

export const setupWords = inLanguages(english);
