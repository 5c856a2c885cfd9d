/** What a bot may send over the gateway: everything that comes in goes through here. */
import { z } from 'zod';

/** The largest frame that Discord accepts. */
const LARGEST_FRAME_BYTES = 4096;

const frame = z.object({ op: z.int(), d: z.unknown().optional() });

// For these Discord has refusals of their own, so they may be anything here.
const identify = z.object({
  token: z.unknown().optional(),
  intents: z.unknown().optional(),
  shard: z.unknown().optional(),
});
const resume = z.object({ token: z.unknown().optional(), session_id: z.unknown().optional(), seq: z.int().min(0) });

export type Frame = z.infer<typeof frame>;

/** @returns undefined where it is no payload of the gateway */
export function parseFrame(raw: Buffer): Frame | undefined {
  if (raw.length > LARGEST_FRAME_BYTES) return undefined;
  try {
    return frame.safeParse(JSON.parse(raw.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

/** @returns undefined where it does not have that form; what is in it is still to be judged */
export function parseIdentify(data: unknown): z.infer<typeof identify> | undefined {
  return identify.safeParse(data).data;
}

/** @returns undefined where it does not have that form */
export function parseResume(data: unknown): z.infer<typeof resume> | undefined {
  return resume.safeParse(data).data;
}

export function isShard(shard: unknown): shard is [id: number, count: number] {
  if (!Array.isArray(shard) || shard.length !== 2) return false;
  const [id, count] = shard as [unknown, unknown];
  return Number.isSafeInteger(id) && Number.isSafeInteger(count) && Number(id) >= 0 && Number(id) < Number(count);
}
