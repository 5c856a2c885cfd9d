/** Which topics explain a command. */
import { type Query, commandPath, normalise } from './query.ts';
import type { TopicName } from './store.ts';

export interface CommandIndex {
  /** the programs, and the commands that are a topic's name or stand in several topics */
  known: ReadonlySet<string>;
  /** A bonus for topics whose commands begin as the query does, or that are named after it; by topic id. */
  bonus(query: Query): Map<number, number>;
  /** The topic that is named like the query's command: `docker network rm` for `docker network rm dev`. */
  named(query: Query): TopicName | undefined;
}

/** For each word of the command that a topic's commands share; the fewer such topics, the more. */
const SHARED_BONUS = 5;
/** For each word, when the topic is named like the command. */
const NAMED_BONUS = 4;

/** @param names every name of a topic, as `nameTable` makes them */
export function createCommandIndex(topics: readonly TopicName[], names: ReadonlyMap<string, TopicName>): CommandIndex {
  const commands = commandTable(topics);
  const known = [...commands].filter(([path, ids]) => !path.includes(' ') || ids.size > 1 || names.has(path));
  function namedBy(path: readonly string[]): { topic: TopicName; length: number } | undefined {
    for (let length = path.length; length > 1; length--) {
      const called = path.slice(0, length);
      const topic = names.get(called.join(' ')) ?? (length > 2 ? names.get(called.slice(1).join(' ')) : undefined);
      if (topic) return { topic, length };
    }
    return undefined;
  }

  return {
    known: new Set(known.map(([path]) => path)),
    bonus({ commandPath: path }) {
      const bonus = new Map<number, number>();
      const add = (id: number, more: number) => bonus.set(id, (bonus.get(id) ?? 0) + more);
      for (let length = 2; length <= path.length; length++) {
        const ids = commands.get(path.slice(0, length).join(' '));
        if (!ids) break;
        for (const id of ids) add(id, SHARED_BONUS / Math.sqrt(ids.size));
      }
      const called = namedBy(path);
      if (called) add(called.topic.id, NAMED_BONUS * (called.length - 1));
      return bonus;
    },
    named: ({ commandPath: path }) => namedBy(path)?.topic,
  };
}

/** From `docker network create`, `docker network` and so on to topic ids. */
function commandTable(topics: readonly TopicName[]): Map<string, Set<number>> {
  const table = new Map<string, Set<number>>();
  for (const topic of topics) {
    for (const line of topic.commands.split('\n')) {
      if (!/^(sudo )?[a-z]+ /.test(line)) continue; // a comment, a continued line, a Dockerfile's instruction
      const path = commandPath(normalise(line).replace(/^sudo /, ''));
      for (let length = 1; length <= path.length; length++) {
        const key = path.slice(0, length).join(' ');
        const ids = table.get(key) ?? new Set();
        table.set(key, ids.add(topic.id));
      }
    }
  }
  return table;
}
