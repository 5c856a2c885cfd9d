/** What members read when nothing else can be said: of what nobody answers, and of what went wrong. */
import { inLanguages } from '../language.ts';

const english = {
  unknownCommand: 'I no longer know this command. Type / to see the ones I have.',
  unknownButton: 'This button is from an older version of me and does nothing any more. Type / to see what I can do.',
  busy: 'More people are asking me than I can answer at the moment. Nothing was done. Please try again in a minute.',
  databaseBusy: 'My database is in use by another program, so I could not do that. Please try again in a few minutes.',
  /** @param refusal why what was typed into a form could not be taken */
  keepTyped: (refusal: string, typed: string) => `${refusal}\nThis is what you typed: ${typed}`,
  // What was done before it went wrong may have been kept.
  lost: 'Something went wrong on my side. Before you try again, please check whether it was done after all.',
  fault: (reference: string) =>
    `Something went wrong on my side. Before you try again, please check whether it was done after all. If it keeps happening, give the people who run this bot the reference **${reference}**.`,
  tooSlowForCommandsForm: 'That took me too long to open the form. Please send the command again.',
  tooSlowForForm: 'That took me too long to open the form. Nothing was counted. Please press the button again.',
};

export const engineWords = inLanguages(english);
