import { inLanguages } from '../language.ts';

const english = {
  topicOption: 'A topic, a command, a port, an error or a question',
  privateOption: 'Only you see the answer (default: everybody here)',
  commands: 'Commands to know',
  misconceptions: 'What people get wrong',
  domain: (domain: string) => `Exam domain: ${domain}`,
  outsideExam: 'Outside the exam',
  quiz: 'Quiz me',
  asked: (text: string) => `You asked: ${text}`,
  more: 'More',
  back: 'Back',
  next: 'Next',
  pageOf: (page: number, pages: number) => `Page ${page} of ${pages}`,
  picture: 'Show the picture',
  documentation: (pack: string) => `${pack} documentation`,
  nothingTitle: 'I have no page for that',
  nothingFits: (text: string, command: string) =>
    `Nothing here fits ${text}. Try a word or two, like \`/${command} network\`, or pick from the list that appears as you type.`,
  nothingFitsBut: (text: string) => `Nothing here fits ${text}. The nearest that I know:`,
  nothingFitsYet: 'No page fits this yet. The nearest:',
  pictureGone: 'This page has no picture any more.',
  pageGone: 'That page is no longer part of the pack. Look for it with the lookup command: it may have a new name.',
  noSubject: (text: string) => `No topic fits ${text}. Pick one from the list that appears as you type.`,
  noSubjectBut: (text: string, nearest: readonly string[]) =>
    `No topic fits ${text}. The nearest are: ${nearest.join(', ')}. Pick one from the list that appears as you type.`,
  explainThis: 'Explain this',
  quizOnThis: 'Quiz me on this',
  /** @param link to a message */
  about: (link: string) => `About [this message](${link})`,
  showToAll: 'Show to everybody',
  shownToAll: 'Now everybody here can see it.',
  mayNotPost: 'You may not write here, so it stays with you.',
  noWords: 'That message has no words that I can look up.',
  whichSubject: 'Which subject?',
  isRemembered: 'I ask this once. To change it, name another one in the command.',
  everything: 'Everything',
  wholePack: (pack: string) => `${pack} (all of it)`,
  wholeDomain: (domain: string) => `${domain} (whole domain)`,
};

export const topicWords = inLanguages(english);
