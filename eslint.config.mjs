import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';
import { contexts } from './tools/contexts.cjs';

const specs = [
  '**/*.spec.ts',
  'libs/*/test/**',
  '**/contract-suite/**',
  '**/contract-suite.ts',
  'libs/testing/**',
  'test/**',
];
const pure = contexts.flatMap((context) =>
  ['domain', 'processes', 'views'].map((folder) => `libs/${context}/src/${folder}/**/*.ts`),
);

const mutableField = {
  selector:
    'TSInterfaceDeclaration TSPropertySignature[readonly!=true], TSTypeAliasDeclaration TSPropertySignature[readonly!=true]',
  message: 'Fields of types are readonly.',
};
const impure = [
  { selector: 'AwaitExpression, :function[async=true]', message: 'Rules, processes and views are synchronous.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The clock arrives in the context.' },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'The clock arrives in the context.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Nothing here is left to chance.',
  },
];

export default tseslint.config(
  {
    ignores: ['**/node_modules', '**/dist', 'coverage', '.cache', 'tools/rules-fixtures', 'apps/console/**', 'docs/**'],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [eslint.configs.recommended, ...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      'no-restricted-syntax': ['error', mutableField],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/ban-ts-comment': ['error', { minimumDescriptionLength: 10 }],
      // Numbers in messages are fine; objects are not.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowNever: true }],
      // Nest modules and message classes are classes for their decorators' sake.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // Messages are data: a literal or a spread with the right fields is one, whoever made it. Text is counted in code points.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      // `LocalDate | Instant` tells the reader something, though both are text.
      '@typescript-eslint/no-duplicate-type-constituents': 'off',
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      // A type parameter that only names what the caller gets back is how contracts stay typed (view<E>(), read<S>()).
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // `() => close()` says what it does, and a decider without facts takes `Record<never, object>`.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-generated-empty-object-type': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // Port methods answer promises whether or not an adapter has to wait.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: pure,
    ignores: specs,
    rules: {
      'no-restricted-syntax': ['error', mutableField, ...impure],
      'no-restricted-globals': [
        'error',
        'process',
        'crypto',
        'fetch',
        'setTimeout',
        'setInterval',
        'performance',
        'globalThis',
      ],
    },
  },
  {
    files: ['**/adapters/**/*.ts', '**/*.adapter.ts'],
    // What a driver hands over is known better by us than by its types; a driver that may be absent is required late.
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', '@typescript-eslint/no-require-imports': 'off' },
  },
  { files: ['apps/cli/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: specs,
    rules: {
      'no-restricted-syntax': 'off',
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      'no-console': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
      // expect.any() and what a test parses are `any`; the assertion is their type.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },
  {
    files: ['**/*.cjs'],
    extends: [eslint.configs.recommended],
    languageOptions: {
      sourceType: 'commonjs',
      globals: Object.fromEntries(
        ['require', 'module', '__dirname', 'process', 'performance', 'setInterval', 'clearInterval', 'Buffer'].map(
          (name) => [name, 'readonly'],
        ),
      ),
    },
  },
);
