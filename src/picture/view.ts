import type { Attachment, Reply } from '../message.ts';
import type { Locale } from '../language.ts';
import { pictureWords } from './words.ts';

/**
 * A reply for the one who pressed that is nothing but a picture.
 * @param description takes the picture's place where there is none
 */
export function pictureReply(locale: Locale, text: string, description: string, files: readonly Attachment[]): Reply {
  return {
    private: true,
    content: files.length > 0 ? text : `${text}\n\n${pictureWords(locale).notDrawn(description)}`,
    // Not within an embed: there Discord drops the alternative text.
    files,
  };
}
