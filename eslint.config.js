import js from '@eslint/js';
import tseslint from 'typescript-eslint';

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
  {
    files: ['.dependency-cruiser.js', 'eslint.config.js', 'test/fixtures/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
  },
);
