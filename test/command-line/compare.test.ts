import { describe, expect, test } from 'vitest';
import { type Mistake, judge } from '../../src/command-line/compare.ts';
import { inEnglish } from '../../src/command-line/remark.ts';
import { docker } from './grammar.ts';

const isRight = (typed: string, answer: string) => judge(docker, typed, [answer]).correct;

describe('the same command line', () => {
  test.each([
    ['docker run -d -v a:/b img', 'docker container run --volume=a:/b --detach img'],
    ['docker images', 'docker image ls'],
    ['docker ps -a', 'docker container ls --all=true'],
    ['docker run --rm=false nginx', 'docker run nginx'],
    ['docker run -it alpine sh', 'docker run --tty --interactive alpine sh'],
    ['docker run -p 8080:80 nginx', 'docker run -p 8080:80/tcp docker.io/library/nginx:latest'],
    ['docker run --expose 80 nginx', 'docker run --expose 80/tcp nginx'],
    ['docker pull nginx', 'docker pull docker.io/nginx'],
    ['docker tag web:1 reg.example.com/web', 'docker image tag web:1 reg.example.com/web:latest'],
    ['docker run -m 512m nginx', 'docker run --memory=0.5g nginx'],
    ['docker run -m 512M nginx', 'docker run -m 536870912 nginx'],
    ['docker run --cpus 1.50 nginx', 'docker run --cpus 1.5 nginx'],
    ['docker run --health-interval 90s nginx', 'docker run --health-interval 1m30s nginx'],
    ['docker run --network back nginx', 'docker run --net name=back nginx'],
    ['docker run -e A=1 -e B=2 nginx', 'docker run --env B=2 --env A=1 nginx'],
    [
      'docker run --mount type=bind,source=/a,target=/b,readonly nginx',
      'docker run --mount ro=true,dst=/b,src=/a,type=bind nginx',
    ],
    ['docker run --mount source=a,target=/b nginx', 'docker run --mount type=volume,src=a,destination=/b nginx'],
    [
      'docker run --mount type=tmpfs,target=/t,tmpfs-size=64m nginx',
      'docker run --mount tmpfs-size=67108864,type=tmpfs,dst=/t nginx',
    ],
    ['docker run -v a:/b:rw nginx', 'docker run -v a:/b nginx'],
    ['docker run -v $(pwd):/b nginx', 'docker run -v "$PWD":/b nginx'],
    ['docker run --cap-add CAP_NET_ADMIN nginx', 'docker run --cap-add net_admin nginx'],
    ['docker run --security-opt no-new-privileges:true nginx', 'docker run --security-opt no-new-privileges nginx'],
    ['docker run --add-host a:1.2.3.4 nginx', 'docker run --add-host a=1.2.3.4 nginx'],
    ['docker run --ulimit nofile=10:10 nginx', 'docker run --ulimit nofile=10 nginx'],
    ['docker run --name a --name b nginx', 'docker run --name b nginx'],
    ['docker rm a b', 'docker container rm b a'],
    ['docker stop -t 5 a b', 'docker stop b a --timeout=5'],
    ['docker node inspect self a', 'docker node inspect a self'],
    ['docker service scale a=1 b=2', 'docker service scale b=2 a=1'],
    ['docker ps -f status=exited -f name=web', 'docker ps --filter name=web --filter status=exited'],
    ["docker ps --format '{{.Names}}'", 'docker ps --format "{{ .Names }}"'],
    ['docker network create -d bridge a', 'docker network create a'],
    ['docker swarm init --listen-addr 0.0.0.0:2377', 'docker swarm init'],
    [
      'docker service create -p 8080:80 nginx',
      'docker service create --publish target=80,published=8080,protocol=tcp nginx',
    ],
    ['docker service create -p 80:80 nginx', 'docker service create -p mode=ingress,published=80,target=80 nginx'],
    ['docker service create --secret site nginx', 'docker service create --secret src=site,target=site nginx'],
    [
      'docker service create --constraint node.role==manager nginx',
      "docker service create --constraint 'node.role == manager' nginx",
    ],
    ['docker build -t app .', 'docker buildx build --tag app:latest ./'],
    ['docker build -f ./Dockerfile.dev .', 'docker build --file=Dockerfile.dev .'],
    ['docker kill -s SIGHUP web', 'docker kill --signal=hup web'],
    ['docker load < a.tar', 'docker image load <./a.tar'],
    ['docker commit --pause=false a b', 'docker container commit --no-pause a b:latest'],
    ['docker compose -f a.yaml up -d', 'docker compose --file ./a.yaml up --detach'],
    [
      'docker buildx build --platform linux/amd64 --platform linux/arm64 .',
      'docker build --platform linux/arm64 --platform linux/amd64 .',
    ],
    [
      'docker network create --subnet 10.0.0.0/8,10.1.0.0/16 a',
      'docker network create --subnet 10.1.0.0/16 --subnet 10.0.0.0/8 a',
    ],
    ['sudo docker ps', 'docker ps'],
  ])('%s: %s', (one, other) => {
    expect(isRight(one, other)).toBe(true);
    expect(isRight(other, one)).toBe(true);
  });

  test.each([
    ['docker run -p 8080:80 nginx', 'docker run -p 80:8080 nginx'],
    ['docker run -p 53:53 dns', 'docker run -p 53:53/udp dns'],
    ['docker run -P nginx', 'docker run -p 80 nginx'],
    ['docker run nginx', 'docker run nginx:1'],
    ['docker run nginx', 'docker run me/nginx'],
    ['docker run a -d', 'docker run -d a'],
    ['docker run a b c', 'docker run a c b'],
    ['docker tag a b', 'docker tag b a'],
    ['docker images nginx', 'docker images nginx:latest'],
    ['docker pull -a nginx', 'docker pull nginx'],
    ['docker stop web', 'docker stop -t 0 web'],
    ['docker rm a', 'docker rm a a'],
    ['docker logs -f web', 'docker compose logs -f web'],
    ['docker compose -p a up', 'docker compose up'],
    ['docker service update --update-parallelism 0 web', 'docker service update web'],
    ['docker swarm update --autolock=false', 'docker swarm update'],
    ['docker compose exec -T web ls', 'docker compose exec web ls'],
    ['docker run -e A=1 nginx', 'docker run -e a=1 nginx'],
    ['docker ps --help', 'docker ps'],
    ['DOCKER_CONTENT_TRUST=1 docker push a', 'docker push a'],
    ['docker save a', 'docker save a > a.tar'],
    ['docker ps', 'docker ps | wc'],
  ])('is not %s for %s', (one, other) => {
    expect(isRight(one, other)).toBe(false);
  });
});

function told(typed: string, answers: readonly string[], mistakes?: readonly Mistake[]) {
  const { correct, says } = judge(docker, typed, answers, mistakes);
  return { correct, says: says.map(inEnglish) };
}

describe('a wrong answer is told what differs', () => {
  test.each([
    ['docker run nginx', 'docker run -d nginx', ['`--detach` is missing.']],
    ['docker run --rm nginx', 'docker run nginx', ['`--rm` is one too many.']],
    [
      'docker run -p 80:8080 nginx',
      'docker run -p 8080:80 nginx',
      ["`--publish` should be `8080:80`, not `80:8080`: the host's port comes first."],
    ],
    [
      'docker run -v /a:vol nginx',
      'docker run -v vol:/a nginx',
      ['`--volume` should be `vol:/a`, not `/a:vol`: what is mounted comes first.'],
    ],
    ['docker run nginx -d', 'docker run -d nginx', ['The image comes after the options.']],
    ['docker run nginx -p 80:80', 'docker run -p 80:80 nginx', ['The image comes after the options.']],
    ['docker run nginx -d', 'docker container run -d nginx', ['The image comes after the options.']],
    ['docker exec web -it sh', 'docker exec -it web sh', ['The container comes after the options.']],
    ['docker image rm a', 'docker volume rm a', ['This is `docker image rm`, but another command is needed.']],
    ['docker run ngnix', 'docker run nginx', ['The image should be `nginx`, not `ngnix`.']],
    ['docker run alpine', 'docker run alpine ls /', ['After the image, `ls /` is missing.']],
    ['docker run alpine ls', 'docker run alpine', ['Nothing comes after the image: leave out `ls`.']],
    ['docker run alpine ls', 'docker run alpine ls /', ['After the image comes `ls /`, not `ls`.']],
    ['docker exec web sh', 'docker exec web bash', ['After the container comes `bash`, not `sh`.']],
    ['docker tag b a', 'docker tag a b', ['The order should be `a b`.']],
    ['docker rm a', 'docker rm a b', ['`b` is missing.']],
    ['docker rm a b c', 'docker rm a b', ['`c` is one too many.']],
    ['docker run -e A=1 nginx', 'docker run -e A=1 -e B=2 nginx', ['`--env` with `B=2` is missing.']],
    ['docker run -e A=1 -e B=2 nginx', 'docker run -e A=1 nginx', ['`--env` with `B=2` is one too many.']],
    ['docker run --name api nginx', 'docker run --name web nginx', ['`--name` should be `web`, not `api`.']],
    ['docker attach --sig-proxy=true a', 'docker attach --sig-proxy=false a', ['`--sig-proxy=false` is missing.']],
    ['docker save a', 'docker save a > a.tar', ['`> a.tar` is missing at the end.']],
    ['docker push a', 'X=1 docker push a', ['`X=1` is missing in front of the command.']],
    ['docker ps --help', 'docker ps', ['`--help` only prints the help.']],
    ['docker tag a', 'docker tag a b', ['`docker tag` needs `SOURCE_IMAGE TARGET_IMAGE` after it.']],
    [
      'docker run -ti --rm --init --name a b',
      'docker run -d b',
      ['`--detach` is missing.', '`--init` is one too many.', '`--interactive` is one too many.'],
    ],
  ])('%s for %s', (typed, answer, says) => {
    expect(told(typed, [answer])).toEqual({ correct: false, says });
  });

  test('by the nearest answer', () => {
    const answers = ['docker volume create a', 'docker run -d -v a:/b img', 'docker run -d --mount src=a,dst=/b img'];
    expect(told('docker run --mount src=a,dst=/b img', answers).says).toEqual(['`--detach` is missing.']);
    expect(told('docker run -v a:/b -d img', answers)).toEqual({ correct: true, says: [] });
  });

  test("in the author's words where the mistake is a known one", () => {
    const mistakes = [{ command: 'docker image prune', why: 'That deletes the images.' }];
    const { correct, says } = told('docker image prune --all=false', ['docker images -f dangling=true'], mistakes);
    expect(correct).toBe(false);
    expect(says).toEqual(['That deletes the images.']);
  });

  test('and a right one that is on its way out too', () => {
    const { correct, says } = told('docker stop --time 5 a', ['docker stop -t 5 a']);
    expect(correct).toBe(true);
    expect(says).toEqual(['`--time` is deprecated: use --timeout (deprecated 28.0).']);
  });
});
