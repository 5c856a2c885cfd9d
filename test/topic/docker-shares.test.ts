import { beforeAll, describe, expect, it } from 'vitest';
import type { TopicSearch } from '../../src/topic/search.ts';
import { REAL_PACKS, createTestApp } from '../helpers/app.ts';

/**
 * What people type, in the forms in which they type it, as `query => topic`, or `query => topic|topic` where either is an answer.
 * Unlike the lists of docker-queries.test.ts some of these are missed; the shares say how many may be.
 */
const TERMS = `
4789/udp => ports-and-traffic
overlay2 => overlay2
dtr garbage collection => registry-delete
msr => dtr-msr
mke => ucp-mke
vxlan => overlay-network
routing mesh => service-publish
dnsrr => service-discovery
vip => service-discovery
copy on write => writable-layer
cgroup => cgroups
unlock key => swarm-lock
raft log backup => swarm-backup
client certificate => mtls|remote-access
insecure-registries => registry-certificates
live restore => engine-upgrade
daemon.json => docker-daemon
DOCKER_HOST => docker-cli
storageclass => k8s-storage
pvc => k8s-storage
nodeport => k8s-services
clusterip => k8s-services
deployment => k8s-workloads
ldap => ldap-integration
interlock => ucp-load-balancer
rbac => ucp-rbac
heredoc => dockerfile-run
onbuild => dockerfile-other
workdir => dockerfile-other
build arg => dockerfile-arg-env
scratch => dockerfile-from
squash => single-layer
docker scout => image-scanning
notary => content-trust
tmpfs => tmpfs
nfs volume => cluster-storage
loopback => none-network
ipvlan => macvlan
docker_gwbridge => overlay-network
iptables => firewall
oom killed => resource-limits
restart always => restart-policy
s3 => object-vs-block
distroless => image-security
no-new-privileges => runtime-hardening
userns-remap => user-namespaces
domc => dca-exam
copy --from builder => multi-stage
pin image => image-digest
veth pair => container-networking|bridge-network|cnm|namespaces
multistage => multi-stage
what is moby => docker-engine|docker-overview
image manifest => buildkit|image-digest|image
unless-stopped => restart-policy
tcp 2377 => ports-and-traffic
exec into container => docker-exec
mirantis kubernetes engine => ucp-mke
qemu emulation => buildkit
network isolation => container-networking|network-commands|user-defined-bridge|none-network|host-network
pod => k8s-workloads
cpu quota => resource-limits|cgroups
logging configuration => logging-drivers|docker-daemon
go templates => cli-format
untagged images => image-ls|prune|image-rm
failed tasks => service-tasks|service-troubleshooting
working directory => dockerfile-other
smaller images => efficient-images
encrypted network => overlay-encryption
config files for services => swarm-configs
pod networking => k8s-network-model
port conflict => port-publishing
replicas => replicated-global|service-scale
`;

const TYPOS = `
contanier lifecycle => container-lifecycle
mutli stage build => multi-stage
healtcheck => healthcheck
dokcer hub => docker-hub
registery => registry
restrat policy => restart-policy
logging divers => logging-drivers
namspaces => namespaces
cgruops => cgroups
rootles => rootless
macvaln => macvlan
storage divers => storage-driver
bind muont => bind-mount
brige network => bridge-network
swarm secerts => swarm-secrets
kuberntes servces => k8s-services
ovelray2 => overlay2
biuldkit => buildkit
docker compsoe => compose
apparmour => apparmor-selinux
restart polcies => restart-policy
volums => volumes
loging drivers => logging-drivers
configmpa => k8s-config
dockre hub => docker-hub
docker registery => registry
client bundel => client-bundle
unlok key => swarm-lock
enviroment variabels => dockerfile-arg-env|docker-cli|docker-run
swarm servise => service
namespases => namespaces
dokcer netwrok => network-commands|container-networking
kuberntes => kubernetes
docker secerts => swarm-secrets
prvileged mode => capabilities
`;

const COMMAND_LINES = `
docker image ls -f dangling=true => image-ls|cli-filter
docker build -t app . => docker-build
docker tag app:1 reg/app:1 => image-tag
docker push reg.example.com/app => push-pull
docker login => docker-login
docker save -o x.tar app => image-archives
docker history nginx => image-layers
docker inspect -f '{{.State.Status}}' web => cli-format
docker ps --filter status=exited => cli-filter
docker system prune -a => prune
docker network connect dev web => network-commands|user-defined-bridge
docker volume ls => volume-commands
docker run --rm -it alpine sh => docker-run
docker swarm join --token x => swarm-init
docker service update --image web:2 web => service-update
docker service rollback web => rolling-update
docker node ls => swarm-nodes
docker node update --label-add ssd=true n1 => node-labels
docker swarm update --autolock=true => swarm-lock
docker config create => swarm-configs
docker buildx build --platform linux/arm64 => buildkit
docker context use prod => docker-cli
docker stats => docker-events
docker port web => container-ip|port-publishing
docker service ps web => service-tasks|service-troubleshooting
docker run --network host nginx => host-network
docker run --restart unless-stopped => restart-policy
docker run --cap-drop ALL => capabilities
docker plugin ls => authorization-plugins
kubectl get pods => k8s-workloads
docker stack deploy -c docker-compose.yml app => stack
docker manifest inspect nginx => buildkit
docker service logs web => container-logs|service-troubleshooting
docker search nginx => docker-hub
--cap-add NET_ADMIN => capabilities
docker image inspect alpine => docker-inspect|image-layers|image
docker run --user 1000 alpine => runtime-hardening|dockerfile-other|docker-run
docker service inspect --pretty web => service-troubleshooting
docker node promote node2 => swarm-nodes
docker tag app myregistry:5000/app => image-tag
docker network create --driver bridge app => user-defined-bridge|network-commands
docker run -p 80:80 nginx => port-publishing|docker-run
docker push myrepo/app => push-pull
docker service update --image nginx:1.25 web => service-update|rolling-update
docker service ls => service|service-troubleshooting
`;

const QUESTIONS = `
how do I make data survive a container => volumes
why can't my containers reach each other by name => user-defined-bridge|network-troubleshooting|dns
what does EXPOSE do => dockerfile-expose
difference between copy and add => dockerfile-copy-add
how do I see why my service does not start => service-troubleshooting
how to run a container on every node => replicated-global
what happens when a manager dies => quorum
how do I change the port of a running container => port-publishing
where are docker logs stored => container-logs
how to make an image smaller => efficient-images
how do I keep secrets out of an image => build-secrets
what is the difference between an image and a container => container|image
how to back up a swarm => swarm-backup
which storage driver should I use => storage-driver
how to encrypt an overlay network => overlay-encryption
how do I start docker on boot => post-install
how to find the ip of a container => container-ip
how do I set a dns server => dns
why was my container killed => resource-limits|container-lifecycle
how do I use docker without sudo => post-install
can I mount a folder of the host => bind-mount
how do I update a service without downtime => rolling-update
how to limit cpu => resource-limits
what is a stack => stack
how many questions does the exam have => dca-exam
how do I delete unused volumes => prune|volume-commands
does CMD override ENTRYPOINT => cmd-entrypoint
where do i download the client bundle => client-bundle
how can i run a service only on nodes with ssd => node-labels
give a container its own mac address on the lan => macvlan
how do i give a developer read access in ucp => ucp-rbac|users-teams
why do containers on the default bridge not resolve names => bridge-network|user-defined-bridge
how to mount a file into a pod as configuration => k8s-config
how do i scan an image for CVEs => image-scanning
x509: certificate signed by unknown authority when pulling => registry-certificates
how do i keep my postgres data => volumes|storage
how to run one copy of a task on every node => replicated-global
how do i find out if an image has security problems => image-scanning
how do i attach an ebs disk to a pod => k8s-storage
how do services find each other in swarm => service-discovery
how do i get into a running container => docker-exec
is it safe to mount docker.sock in a container => docker-socket
does docker change my iptables rules => firewall
can a swarm have just one manager => quorum|swarm-nodes
what is the difference between stop and kill => container-lifecycle
how do i see the environment variables of a container => docker-inspect|docker-exec
how do i reduce the number of layers => single-layer|efficient-images|dockerfile-run
which command shows the tasks of a stack => stack
how do i find the ip address of a container => container-ip
how do i open a terminal inside a container => docker-exec
how do i set a memory limit in a service => resource-limits
http: server gave HTTP response to HTTPS client => registry-certificates
how do i rename an image => image-tag
can i use docker without internet => image-archives
which tcp port is used for cluster management traffic => ports-and-traffic
how do i make docker trust our internal registry => registry-certificates
`;

/** What the pack has no page for. */
const OFF_TOPIC = `
how do I bake bread
what time is it
who are you
how old is the universe
best laptop for students
learn french fast
how to lose weight
football results
what is love
excel pivot table
java streams tutorial
css flexbox center
how to tie a tie
cheap flights to paris
lorem ipsum
zzzzzz
how to cook rice
recommend a movie
sql join types
is it going to rain
why is the sky blue
explain photosynthesis
angular dependency injection
hello everyone
puppet manifests
git rebase onto main
podman quadlet
guitar chords for beginners
who is the president
blender animation
how do i paint a wall
can you tell me a joke
laravel eloquent relationships
thank you very much
numpy array shape
`;

const linesOf = (text: string) => text.trim().split('\n');

let search: TopicSearch;

beforeAll(async () => {
  const app = await createTestApp({ packsFolder: REAL_PACKS });
  search = app.catalogue.search('docker');
});

/** The topic that would be shown; nothing when the text would be refused. */
function shown(query: string): string | undefined {
  const [best] = search.find(query, 1);
  return best && best.fit !== 'weak' ? best.topic.slug : undefined;
}

describe('/docker', () => {
  it.each([
    ['terms', TERMS, 0.95],
    ['typos', TYPOS, 0.95],
    ['command lines', COMMAND_LINES, 0.95],
    ['questions', QUESTIONS, 0.85],
  ])('shows the right page for most %s', (_form, text, share) => {
    const lines = linesOf(text).map((line) => line.split(' => ') as [string, string]);
    const missed = lines.filter(([query, slugs]) => !slugs.split('|').includes(shown(query) ?? ''));
    expect(1 - missed.length / lines.length, JSON.stringify(missed)).toBeGreaterThanOrEqual(share);
  });

  it('refuses most of what it has no page for', () => {
    const queries = linesOf(OFF_TOPIC);
    const found = queries.filter((query) => shown(query) !== undefined);
    expect(1 - found.length / queries.length, found.join(', ')).toBeGreaterThanOrEqual(0.95);
  });
});
