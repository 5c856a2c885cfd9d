/** The English that questions are made of, whatever a pack is about. */
import { stemmer } from 'stemmer';

const wordsOf = (text: string) => text.trim().split(/\s+/);

/** They say nothing about a topic. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  wordsOf(`
a about again all already also always am an and any anything are arent as at be because been before being between
both but by can cannot cant could couldnt did didnt difference differ do does doesnt doing don done dont each
either else etc ever every for from had has hasnt have havent having he her here hers him his how i if im in
into is isnt it its itself ive just let lets ll me mean means meant my myself nor not now of off on once one or
other others our ours please quite rather really s shall she should shouldnt show so some somehow someone something
still such t tell than that thats the their them then there theres these they thing things this those though to too
toward upon us use used uses using usually ve versus very via vs want wants was wasnt way ways we well were what
whats when where whether which while who whom whose why will wish with wont would wouldnt yes yet you your yours re
explain work works working
`),
);

/** Ordinary words that say a little: they decide between topics that are equal otherwise. */
export const LIGHT_WORDS: ReadonlySet<string> = new Set(
  wordsOf(`
actually allowed away back become begin best better bring call called come correct correctly different exactly easy
easily enough few find give gives given go goes going good got get gets getting happen happens happened happening
help instead keep keeps kept know less like likely long look lot made make makes making many may might more most
much must need needed needs never new next nice no only out part possible properly put right safe safely same say says
see seen seems several simple simply take takes talk think time try trying tried turn two automatically currently
another actual bad benefit benefits advantage advantages purpose point reason reasons example examples newest entire
whole completely nobody anybody everybody colleague friend live lives living able unable failed
`),
);

/** Words that computer users use interchangeably; each line is one meaning. */
const MEANINGS = `
delete remove rm erase discard
folder directory dir
machine host computer server laptop pc
ram memory
restart reboot
undo revert rollback
error failure problem issue fail broken
fail crash die dies dead lose
password secret credential
small tiny slim
big large huge
persist survive retain preserve
show list display
change modify edit alter
stop exit quit terminate
connect reach communicate talk ping
move transfer migrate
config configuration configure setting
variable var env environment
limit restrict cap maximum
offline airgapped disconnected
shell terminal bash console
account user
verify check validate
kubernetes k8s kube
database db
repository repo
authentication auth
certificate cert
image img
volume vol
network net
service svc
permission perm
development dev
cpu processor core
print output stdout log
isolate separate
cleanup clean prune
`;

/** For the stem of a word, the other words of its meaning. */
export const SYNONYMS: ReadonlyMap<string, readonly string[]> = synonyms();

function synonyms(): Map<string, string[]> {
  const table = new Map<string, string[]>();
  for (const line of MEANINGS.trim().split('\n')) {
    const words = wordsOf(line);
    for (const stem of new Set(words.map(stemmer))) {
      const others = words.filter((word) => stemmer(word) !== stem);
      table.set(stem, [...(table.get(stem) ?? []), ...others]);
    }
  }
  return table;
}

/** Whom one speaks to, and how one begins: never what it is about. */
export const GREETING = new RegExp(
  String.raw`^(?:(?:hey|hi|hello|guys|all|folks|team|everyone|everybody|@everyone|@here|so|anyway|ok|okay|well|please|pls|help|sorry` +
    String.raw`|quick question|(?:does|do) (?:any|some)(?:body|one) know|(?:can|could) (?:you|(?:any|some)(?:body|one)) (?:please )?(?:explain|tell me))\b[\s,.!:]*)+`,
  'i',
);
