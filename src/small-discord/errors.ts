/** Discord's refusals: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */

export interface FieldProblem {
  /** where in the body, as keys and indices */
  path: (string | number)[];
  code: string;
  message: string;
}

export class DiscordError extends Error {
  readonly status: number;
  readonly code: number;
  readonly fields: readonly FieldProblem[];

  constructor(status: number, code: number, message: string, fields: readonly FieldProblem[] = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = fields;
  }

  /** The body as Discord words it, with the tree of fields. */
  toJSON(): Record<string, unknown> {
    const body: Record<string, unknown> = { message: this.message, code: this.code };
    if (this.fields.length > 0) body.errors = tree(this.fields);
    return body;
  }
}

interface Branch {
  _errors?: { code: string; message: string }[];
  [key: string]: unknown;
}

function tree(fields: readonly FieldProblem[]): Branch {
  // Some keys are the sender's own: without a prototype, `__proto__` is a key like any other.
  const newBranch = () => Object.create(null) as Branch;
  const root = newBranch();
  for (const { path, code, message } of fields) {
    let branch = root;
    for (const key of path) branch = (branch[key] ??= newBranch()) as Branch;
    (branch._errors ??= []).push({ code, message });
  }
  return root;
}

export const refusals = {
  unauthorized: () => new DiscordError(401, 0, '401: Unauthorized'),
  badRequest: () => new DiscordError(400, 0, '400: Bad Request'),
  notFound: () => new DiscordError(404, 0, '404: Not Found'),
  unknownChannel: () => new DiscordError(404, 10003, 'Unknown Channel'),
  unknownApplication: () => new DiscordError(404, 10002, 'Unknown Application'),
  unknownGuild: () => new DiscordError(404, 10004, 'Unknown Guild'),
  unknownMember: () => new DiscordError(404, 10007, 'Unknown Member'),
  unknownMessage: () => new DiscordError(404, 10008, 'Unknown Message'),
  unknownWebhook: () => new DiscordError(404, 10015, 'Unknown Webhook'),
  unknownInteraction: () => new DiscordError(404, 10062, 'Unknown interaction'),
  unknownCommand: () => new DiscordError(404, 10063, 'Unknown application command'),
  notYourApplication: () =>
    new DiscordError(403, 20012, 'You are not authorized to perform this action on this application'),
  tooLarge: () => new DiscordError(413, 40005, 'Request entity too large'),
  tooManyFollowUps: () =>
    new DiscordError(400, 40094, 'This interaction has reached the maximum number of follow up messages.'),
  acknowledged: () => new DiscordError(400, 40060, 'Interaction has already been acknowledged.'),
  missingAccess: () => new DiscordError(403, 50001, 'Missing Access'),
  notYourMessage: () => new DiscordError(403, 50005, 'Cannot edit a message authored by another user'),
  emptyMessage: () => new DiscordError(400, 50006, 'Cannot send an empty message'),
  cannotSendToUser: () => new DiscordError(403, 50007, 'Cannot send messages to this user'),
  missingPermissions: () => new DiscordError(403, 50013, 'Missing Permissions'),
  wrongChannelType: () => new DiscordError(400, 50024, 'Cannot execute action on this channel type'),
  invalidToken: () => new DiscordError(401, 50027, 'Invalid Webhook Token'),
  invalidBody: (fields: readonly FieldProblem[]) => new DiscordError(400, 50035, 'Invalid Form Body', fields),
  invalidVersion: () => new DiscordError(400, 50041, 'Invalid API version provided'),
  threadExists: () => new DiscordError(400, 160004, 'A thread has already been created for this message'),
  notJson: () => new DiscordError(400, 50109, 'The request body contains invalid JSON.'),
} as const;
