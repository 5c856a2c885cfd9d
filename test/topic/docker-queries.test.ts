import { beforeAll, describe, expect, it } from 'vitest';
import type { TopicSearch } from '../../src/topic/search.ts';
import { REAL_PACKS, createTestApp } from '../helpers/app.ts';

let search: TopicSearch;

beforeAll(async () => {
  const app = await createTestApp({ packsFolder: REAL_PACKS });
  search = app.catalogue.search('docker');
});

/** What people type, and the topic that is to come first. */
const FOUND: readonly (readonly [query: string, slug: string])[] = [
  // terms, ports, errors
  ['2377', 'ports-and-traffic'],
  ['raft', 'quorum'],
  ['publish port', 'port-publishing'],
  ['exit code 137', 'container-lifecycle'],
  ['dangling images', 'image-ls'],
  ['docker0', 'bridge-network'],
  ['dns 127.0.0.11', 'dns'],
  ['configmap', 'k8s-config'],
  ['global service', 'replicated-global'],
  ['.dockerignore', 'build-context'],
  ['latest tag', 'image-tag'],
  ['seccomp', 'seccomp'],
  ['privileged', 'capabilities'],
  ['journald', 'logging-drivers'],
  ['no space left on device', 'prune'],
  ['cannot connect to the docker daemon', 'daemon-troubleshooting'],
  ['permission denied docker.sock', 'docker-socket'],
  ['ucp grants', 'ucp-rbac'],
  // typos
  ['overaly netwrok', 'overlay-network'],
  ['vloume', 'volumes'],
  ['contianer', 'container'],
  ['helthcheck', 'healthcheck'],
  ['docker imgae', 'image'],
  ['capabilites', 'capabilities'],
  ['swram init', 'swarm-init'],
  ['dockerfle', 'dockerfile'],
  ['insepct', 'docker-inspect'],
  ['kuberntes pod', 'k8s-workloads'],
  ['dokcer compoze', 'compose'],
  ['secomp', 'seccomp'],
  ['cmd vs entripoint', 'cmd-entrypoint'],
  ['what is quorom', 'quorum'],
  // command lines
  ['docker network create -d overlay', 'overlay-network'],
  ['docker swarm init --advertise-addr 10.0.0.1', 'swarm-init'],
  ['docker service scale web=5', 'service-scale'],
  ['docker stack deploy -c file.yml app', 'stack'],
  ['docker run -p 8080:80 nginx', 'port-publishing'],
  ['docker exec -it web sh', 'docker-exec'],
  ['docker logs -f web', 'container-logs'],
  ['docker node update --availability drain node1', 'swarm-nodes'],
  ['docker secret create', 'swarm-secrets'],
  ['docker trust sign', 'content-trust'],
  ['docker system df', 'prune'],
  ['--mount type=secret', 'build-secrets'],
  // questions
  ['how do i delete an image', 'image-rm'],
  ['remove all stopped containers', 'container-lifecycle'],
  ['rolling back a service', 'rolling-update'],
  ['what is the difference between cmd and entrypoint', 'cmd-entrypoint'],
  ['copy file from container to host', 'docker-exec'],
  ['how many managers do I need', 'swarm-nodes'],
  ['how do i limit memory', 'resource-limits'],
  ['push image to private registry', 'push-pull'],
  ['how to sign an image', 'content-trust'],
  ['scan image for cve', 'image-scanning'],
  ['what is a namespace', 'namespaces'],
];

/** What the pack has no page for. */
const REFUSED: readonly string[] = [
  'best pizza in rome',
  'weather tomorrow',
  'what is the capital of france',
  'who won the world cup',
  'python list comprehension',
  'how to write a for loop in javascript',
  'asdf qwer zxcv',
  'translate hello to spanish',
  'tell me a joke',
  'react useState hook',
  'git rebase',
  'buy cheap shoes',
  'stock price of apple',
];

describe('/docker', () => {
  it.each(FOUND)('finds for "%s" the topic %s', (query, slug) => {
    const [best] = search.find(query, 1);
    expect(best?.topic.slug).toBe(slug);
    expect(best?.fit).not.toBe('weak');
  });

  it.each(REFUSED)('has no page for "%s"', (query) => {
    const [best] = search.find(query, 1);
    expect(best?.fit ?? 'weak').toBe('weak');
  });

  it.each(['dock', 'Conta', 'contai', 'overl', 'mult'])('takes "%s" for the beginning of a name', (query) => {
    const [best] = search.find(query, 1);
    expect([best?.topic.title, best?.topic.slug, ...(best?.topic.aliases ?? [])].join('\n')).toMatch(
      new RegExp(`^${query}`, 'im'),
    );
    expect(best?.fit).toBe('good');
  });

  it.each(['o', 'ov', 'what port does postgres use'])('does not guess a page from "%s"', (query) => {
    expect(search.find(query, 1)[0]?.fit ?? 'weak').toBe('weak');
  });
});
