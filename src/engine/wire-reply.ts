import type { Reply } from '../message.ts';
import { COLOURS, codeBlock } from '../components.ts';
import { toBody } from '../message-body.ts';
import type { Call } from './contract.ts';
import { engineWords } from './words.ts';

/**
 * A reply as it crosses between threads and goes out: its message is Discord's JSON already, written where there is time for
 * it. One string is handed over in far less time than what it was made from, and is sent as it is.
 */
export interface WireReply extends Pick<Reply, 'files' | 'form' | 'private' | 'update'> {
  readonly json: string;
  readonly posted?: WireReply;
}

export function toWire(reply: Reply): WireReply {
  const { files, form, private: isPrivate, update, posted } = reply;
  return {
    json: JSON.stringify(toBody(reply)),
    ...(files && { files }),
    ...(form && { form }),
    ...(isPrivate && { private: true }),
    ...(update && { update: true }),
    ...(posted && { posted: toWire(posted) }),
  };
}

/** What only the asker sees, in place of an answer. */
export function notice(text: string): WireReply {
  return toWire({ private: true, embeds: [{ description: text, color: COLOURS.notice }] });
}

/** Why a call is not answered. What was typed into a form is given back, to be copied: it must not be lost. */
export function refusal(call: Call, text: string): WireReply {
  const [typed = ''] = call.kind === 'component' && call.input.isForm ? call.input.values : [];
  return notice(typed.trim() === '' ? text : engineWords(call.input.locale).keepTyped(text, codeBlock(typed)));
}
