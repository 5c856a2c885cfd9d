/** What a member is shown: Discord's own JSON for embeds and components, and a little around it. */
import type {
  APIActionRowComponent,
  APIApplicationCommandOptionChoice,
  APIComponentInMessageActionRow,
  APIEmbed,
  APILabelComponent,
} from 'discord-api-types/v10';

export interface Attachment {
  readonly name: string;
  readonly data: Uint8Array;
  /** alternative text for those who cannot see the picture */
  readonly description: string;
}

export type ActionRow = APIActionRowComponent<APIComponentInMessageActionRow>;
export type Choice = APIApplicationCommandOptionChoice<string>;

/** A message, before it becomes a call to Discord's API. It pings nobody unless `pingRoleId` names a role. */
export interface Message {
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
  readonly components?: readonly ActionRow[];
  readonly files?: readonly Attachment[];
  readonly pingRoleId?: string | null;
}

/** A window that asks for one text. What is typed comes back to the component handler that `customId` names, in `values`. */
export interface Form {
  /** cut after 45 characters */
  readonly title: string;
  readonly customId: string;
  /** Markdown above the field */
  readonly text: string;
  readonly label: string;
  readonly placeholder: string;
  readonly maxLength: number;
  /** what stands in the field already */
  readonly value?: string | undefined;
}

/** A window with up to five fields. What is filled in comes back by the custom ID of each field, in `fields`. */
export interface Sheet {
  /** cut after 45 characters */
  readonly title: string;
  readonly customId: string;
  readonly fields: readonly APILabelComponent[];
}

export interface Reply extends Message {
  /** answers a command or a press by opening this instead of sending anything */
  readonly form?: Form | Sheet;
  /** only the asker sees it */
  readonly private?: boolean;
  /** answers a press by changing the message that was pressed, instead of sending a new one */
  readonly update?: boolean;
  /** with `update`: is posted for everybody before the message changes, and once, however often it is pressed */
  readonly posted?: Message;
}
