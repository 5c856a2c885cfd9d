import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/db/open.ts';
import * as schema from '../../src/db/schema.ts';
import { MIGRATIONS_FOLDER } from '../../src/paths.ts';
import { temporaryFolder } from '../helpers/packs.ts';

const TABLES = Object.values(schema).filter((value) => is(value, SQLiteTable));

describe('src/db/schema.ts', () => {
  it('says nothing that drizzle-kit would add to the migrations', () => {
    const folder = join(temporaryFolder(), 'migrations');
    cpSync(MIGRATIONS_FOLDER, folder, { recursive: true });
    const root = join(MIGRATIONS_FOLDER, '..');
    const output = execFileSync(
      process.execPath,
      [
        ...['node_modules/drizzle-kit/bin.cjs', 'generate', '--dialect', 'sqlite', '--casing', 'snake_case'],
        ...['--schema', 'src/db/schema.ts', '--out', relative(root, folder)],
      ],
      { cwd: root, encoding: 'utf8' },
    );
    expect(output).toContain('No schema changes');
    expect(readdirSync(folder)).toEqual(readdirSync(MIGRATIONS_FOLDER));
  });

  it.each(TABLES.map((table) => [getTableName(table), table] as const))(
    'has the columns of %s that the migrations make, no more and no fewer',
    (name, table) => {
      const db = openDatabase(':memory:');
      expect(db.select().from(table).all()).toEqual([]);
      const made = db.$client.prepare(`select count(*) from pragma_table_info('${name}')`).pluck().get();
      expect(made).toBe(Object.keys(getTableColumns(table)).length);
    },
  );
});
