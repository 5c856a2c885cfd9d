/** Pictures as plain data: what a view asks for, and who draws it. Nothing here loads what draws. */
import type { Attachment } from '../message.ts';
import type { BarChart } from './bar-chart.ts';
import type { RangeChart } from './range-chart.ts';

/** Everything that a drawing depends on, so that two equal ones are one picture. */
export type Drawing =
  | { readonly kind: 'bars'; readonly chart: BarChart }
  | { readonly kind: 'ranges'; readonly chart: RangeChart }
  /** `dot`: a diagram in Graphviz's language */
  | { readonly kind: 'diagram'; readonly dot: string };

/** A picture of a message, before it is drawn. */
export interface Picture {
  /** of the file, ending in ".png" */
  readonly name: string;
  /** its words for those who cannot see it, at most 1,024 characters */
  readonly description: string;
  readonly drawing: Drawing;
}

/** `now`: somebody waits for it, so it goes before those that come `soon`. */
export type PictureUrgency = 'now' | 'soon';

export interface Pictures {
  /** @returns a PNG; undefined when it could not be drawn, which is logged. Throws nothing. */
  draw(drawing: Drawing, urgency?: PictureUrgency): Promise<Uint8Array | undefined>;
  /** Gives up what is still to be drawn. */
  close(): Promise<void>;
}

/** Draws what a message shows, for its `files`. Nothing when it could not be drawn: the message goes out without it. */
export async function drawn(
  pictures: Pictures,
  picture: Picture | undefined,
  urgency?: PictureUrgency,
): Promise<Attachment[]> {
  const data = picture && (await pictures.draw(picture.drawing, urgency));
  return data ? [{ name: picture.name, data, description: picture.description }] : [];
}
