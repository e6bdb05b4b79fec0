const RHYMES = new Set(
  (
    'a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây ' +
    'e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu ' +
    'i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu ' +
    'o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ' +
    'ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt ' +
    'u ua uân uâng uât uây uc uê uêch uên uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu ' +
    'ư ưa ưc ưi ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y ych yêm yên yêng yêt yêu ynh yt'
  ).split(' '),
);

const ONSET = /^(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?/;
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
const STOPPED = /(?:c|ch|p|t)$/;
const FRONT = /^[eêiy]/;

/**
 * Whether a word could be a Vietnamese syllable: an onset, a rhyme and at most one tone that go together.
 * Says nothing about its being a word that exists.
 */
export function isVietnameseSyllable(word: string): boolean {
  if (word.length > 12) return false;
  const decomposed = word.toLowerCase().normalize('NFD');
  const tones = decomposed.match(TONES) ?? [];
  if (tones.length > 1) return false;
  const bare = decomposed.replace(TONES, '').normalize('NFC');
  const onset = ONSET.exec(bare)![0];
  return (
    fits(onset, bare.slice(onset.length), tones[0]) ||
    // "gì", "giếng": the i belongs to the rhyme.
    (onset === 'gi' && fits('g', bare.slice(1), tones[0]))
  );
}

function fits(onset: string, rhyme: string, tone: string | undefined): boolean {
  if (!RHYMES.has(rhyme)) return false;
  // Syllables that end in a stop have the rising or the heavy tone only.
  if (STOPPED.test(rhyme) && tone !== '\u0301' && tone !== '\u0323') return false;
  if (onset === 'c' || onset === 'ng') return !FRONT.test(rhyme);
  if (onset === 'g') return !/^[eêy]/.test(rhyme);
  if (onset === 'k' || onset === 'gh' || onset === 'ngh') return FRONT.test(rhyme);
  return true;
}
