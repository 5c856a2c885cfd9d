/** Looking up a topic among few and among many. */
import { loadCatalogue } from '../src/topic/catalogue.ts';
import { openDatabase } from '../src/db/open.ts';
import { storePack } from '../src/pack/store.ts';
import { parsePack } from '../src/pack/parse.ts';
import { listPacks, readPackFiles } from '../src/pack/read.ts';
import type { Pack, PackTopic } from '../src/content/pack.ts';
import { PACKS_FOLDER } from '../src/paths.ts';
import { timeSync } from './measure.ts';

const QUERIES = [
  'bridge',
  'overaly netwrok',
  'docker network create -d overlay',
  'containers cannot reach each other by name',
  '4789',
  'how do I delete an image',
  'volume',
  'copy vs add',
  'docker run -p 8080:80 nginx',
  'daemon.json',
  'quorum',
  'best pizza in rome',
  'permission denied',
  'multi stage build',
  'what does expose do',
  'sawrm init',
  'secrets',
  'cgroups',
  'restart always',
  'prune',
];

export function benchSearch(): void {
  const [folder = ''] = listPacks(PACKS_FOLDER);
  const { pack } = parsePack(readPackFiles(folder));
  if (!pack) throw new Error('the pack has mistakes; npm run pack:check names them');
  console.log('\nSearch, per query (finished texts, then texts being typed)');
  for (const count of [pack.topics.length, 10_000]) {
    const db = openDatabase(':memory:');
    storePack(db, { ...pack, topics: multiply(pack, count), questions: [] }, 0);
    const catalogue = loadCatalogue(db);
    const search = catalogue.search();
    const cold = timeSync(QUERIES.length, (index) => search.find(QUERIES[index] ?? '', 5));
    // A number behind each makes them different texts, which no memory of earlier queries answers.
    const found = timeSync(400, (index) => search.find(`${QUERIES[index % QUERIES.length]} ${1000 + index}`, 5));
    const typed = timeSync(400, (index) => {
      const query = QUERIES[index % QUERIES.length] ?? '';
      search.suggest(`${1000 + index} ${query.slice(0, 1 + (index % query.length))}`, 25);
    });
    const show = ({ p50, p99 }: { p50: number; p99: number }) => `p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`;
    console.log(
      `  ${String(count).padStart(6)} topics: find ${show(found)} (first time ${show(cold)}); suggest ${show(typed)}`,
    );
    db.$client.close();
  }
}

/** The pack's topics repeated under other names, up to the number wanted. */
function multiply({ topics }: Pack, count: number): PackTopic[] {
  return Array.from({ length: count }, (_, index) => {
    const topic = topics[index % topics.length] as PackTopic;
    const copy = Math.floor(index / topics.length);
    if (copy === 0) return topic;
    const name = `variant${copy}`;
    return {
      ...topic,
      slug: `${topic.slug}-${copy}`,
      title: `${topic.title} ${name}`,
      aliases: topic.aliases.map((alias) => `${alias} ${name}`),
    };
  });
}
