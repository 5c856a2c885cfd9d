import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const onlyAtTheEdge = {
  patterns: [
    { group: ['discord.js', '@discordjs/*'], message: 'discord.js stays in src/discord/; use discord-api-types.' },
  ],
};
const throughTheDoor = {
  regex: 'small-discord/(?!index\\.ts$)',
  message: 'src/small-discord/ is used through its index.ts.',
};
const ownRoom = (group) => ({ group, message: 'src/small-discord/ imports nothing from outside itself.' });
const notFromTheAir = [
  { object: 'Date', property: 'now', message: 'Time is an argument.' },
  { object: 'Math', property: 'random', message: 'Chance is an argument.' },
];

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'var/', 'node_modules/'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allowNullish: true },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['src/**', 'commands/**'],
    ignores: ['src/discord/**'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', onlyAtTheEdge] },
  },
  {
    files: ['src/playground/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [...onlyAtTheEdge.patterns, throughTheDoor] }],
    },
  },
  {
    files: ['bench/**', 'scripts/**', 'test/**'],
    ignores: ['test/small-discord/**'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [throughTheDoor] }] },
  },
  // As deep as the file lies, so far up may its imports go.
  ...[
    [['src/small-discord/*.ts'], ['../*']],
    [['src/small-discord/*/*.ts'], ['../../*']],
  ].map(([files, outside]) => ({
    files,
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [...onlyAtTheEdge.patterns, ownRoom(outside)] },
      ],
    },
  })),
  {
    files: ['src/**', 'commands/**'],
    ignores: [
      'src/main.ts',
      'src/engine-thread.ts',
      'src/rebuild.ts',
      'src/discord/**',
      'src/playground/**',
      'src/small-discord/**',
    ],
    rules: { 'no-restricted-properties': ['error', ...notFromTheAir] },
  },
  { files: ['eslint.config.js', 'test/fixtures/*.mjs'], extends: [tseslint.configs.disableTypeChecked] },
);
