/**
 * The order of the house, from the ground up: what stands in a line may use what stands in the lines above it, and nothing
 * below. `npm run lint` holds it, for imports of types, too. A new folder gets its line here.
 */
const ORDER = [
  'src/errors.ts src/language.ts src/clip.ts src/typography.ts src/edit-distance.ts',
  'src/random.ts src/paths.ts src/log.ts src/map-entry.ts src/config.ts',
  'src/message.ts',
  'src/components.ts src/form-fields.ts src/mentions.ts src/message-body.ts src/messenger.ts',
  'src/time/',
  'src/content/', // what a pack is made of
  'src/db/',
  'src/guild/ src/member/ src/picture/ src/command-line/',
  'src/question/',
  'src/topic/',
  'src/pack/', // from files into the database
  'src/score/', // the log of answers, and the totals
  'src/health/',
  'src/app.ts',
  'src/command.ts',
  'src/options.ts',
  'src/readiness/',
  'src/exam/',
  'src/quiz/',
  'src/review/',
  'src/daily/',
  'src/round/', // asks what the question of the day could
  'src/leaderboard/ src/profile/ src/help/',
  'commands/',
  'src/followers.ts', // who follows the log
  'src/create-app.ts src/clock.ts src/rescore.ts',
  'src/engine/',
  'src/discord/ src/playground/',
  'src/main.ts src/engine-thread.ts src/drawing-process.ts src/rebuild.ts',
].map((line) => line.split(' '));

const pattern = (rooms) => rooms.map((room) => `^${room.replaceAll('.', '[.]')}${room.endsWith('/') ? '' : '$'}`);

const upward = ORDER.slice(0, -1).map((rooms, floor) => ({
  name: `nothing-upward-from-${rooms[0].replace(/^src\/|\/$/g, '')}`,
  comment:
    'A part may use only what stands above it in the list in .dependency-cruiser.js. Move what both need down to where ' +
    'both may use it, or hand it in as an argument.',
  severity: 'error',
  from: { path: pattern(rooms) },
  to: { path: ORDER.slice(floor + 1).flatMap(pattern) },
}));

/** Rooms in one line are neighbours that do not know each other. */
const neighbours = ORDER.flatMap((rooms) =>
  rooms
    .filter((room) => room.endsWith('/') && rooms.length > 1)
    .map((room) => ({
      name: `neighbours-of-${room.replace(/^src\/|\/$/g, '')}`,
      comment: 'These two stand side by side and do not know each other. What both need belongs further down.',
      severity: 'error',
      from: { path: pattern([room]) },
      to: { path: pattern(rooms.filter((other) => other !== room)) },
    })),
);

export default {
  forbidden: [
    ...upward,
    ...neighbours,
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one file, or have a third one in them that both can use.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'in-the-order',
      comment: 'This file or folder has no place in the order. Give it a line in .dependency-cruiser.js.',
      severity: 'error',
      from: { path: '^(src|commands)/', pathNot: [...ORDER.flatMap(pattern), '^src/small-discord/'] },
      to: {},
    },
    {
      name: 'small-discord-stands-alone',
      comment: 'The small Discord knows nothing of this bot, so that any bot can be tested against it.',
      severity: 'error',
      from: { path: '^src/small-discord/' },
      to: { path: '^(src|commands)/', pathNot: '^src/small-discord/' },
    },
    {
      name: 'small-discord-by-its-door',
      comment: 'Whoever uses the small Discord does so through src/small-discord/index.ts.',
      severity: 'error',
      from: { pathNot: '^(src|test)/small-discord/' },
      to: { path: '^src/small-discord/', pathNot: '^src/small-discord/index[.]ts$' },
    },
    {
      name: 'discord.js-in-its-room',
      comment:
        'Handlers and features speak in plain data, so that they can be tested without Discord. discord.js stays in src/discord/.',
      severity: 'error',
      from: { path: '^(src|commands)/', pathNot: '^src/(discord|small-discord)/' },
      to: { path: 'node_modules/(discord[.]js|@discordjs)/' },
    },
    {
      name: 'sql-in-stores',
      comment: 'SQL stands in src/db/ and in store files: store.ts, …-store.ts, or a folder store/.',
      severity: 'error',
      from: { path: '^(src|commands)/', pathNot: ['^src/db/', '(^|/|-)store[.]ts$', '/store/'] },
      to: {
        path: ['node_modules/(drizzle-orm|better-sqlite3)/', '^src/db/schema[.]ts$'],
        dependencyTypesNot: ['type-only'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^src/playground/page/', '^dist/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
