/**
 * Radicals that look like the ideograph they stand for (CJK Radicals Supplement), each before that ideograph.
 * PDF files and old fonts hold them. NFKC does not replace them. Source: Unicode's EquivalentUnifiedIdeograph.txt.
 */
const RADICALS = [
  '⺁厂 ⺂乛 ⺃乚 ⺄乙 ⺅亻 ⺆冂 ⺇𠘨 ⺈刀 ⺉刂 ⺊卜 ⺋㔾 ⺌小 ⺍小 ⺎兀 ⺏尣 ⺐尢 ⺑𡯂 ⺒巳 ⺓幺 ⺔彑',
  '⺕彐 ⺖忄 ⺗心 ⺘扌 ⺙攵 ⺛旡 ⺜日 ⺝月 ⺞歺 ⺠民 ⺡氵 ⺢氺 ⺣灬 ⺤爫 ⺥爫 ⺦丬 ⺧牛 ⺨犭 ⺩王 ⺪𤴔',
  '⺫目 ⺬示 ⺭礻 ⺮𥫗 ⺯糹 ⺰纟 ⺱罓 ⺲罒 ⺳㓁 ⺴冗 ⺵𦉫 ⺶羊 ⺷𦍌 ⺸𦍋 ⺹耂 ⺺肀 ⺻聿 ⺼肉 ⺽𦥑 ⺾艹',
  '⺿艹 ⻀艹 ⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻇𧢲 ⻈讠 ⻉贝 ⻊𧾷 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏邑 ⻐钅 ⻑長 ⻒镸',
  '⻓长 ⻔门 ⻕𨸏 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻞𩙿 ⻟飠 ⻠饣 ⻡𩠐 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟',
  '⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀',
].join(' ');
const IDEOGRAPHS = new Map(RADICALS.split(' ').map((pair) => [...pair] as [string, string]));
const RADICAL = /[\u2E80-\u2EFF]/gu;

/**
 * Invisible characters: white space, control characters, the blank Braille pattern, and Unicode's default ignorable
 * code points.
 */
const UNSEEN = String.raw`\p{Default_Ignorable_Code_Point}\p{Cc}\u2800\s`;
const ALL_UNSEEN = new RegExp(`[${UNSEEN}]`, 'gu');
const SEEN = new RegExp(`[^${UNSEEN}]`, 'u');

/**
 * The plain form of a name or title. Texts that look alike have the same plain form.
 * Full-width and half-width forms are equal, and spaces are removed. Upper and lower case stay different.
 * The form is stored, so a change here needs all rows filled again (docs/adr/0015-one-plain-form.md).
 */
export const plainText = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(RADICAL, (radical) => IDEOGRAPHS.get(radical) ?? radical)
    .replace(ALL_UNSEEN, '')
    // Removing characters can put a combining mark beside another letter, so normalise again.
    .normalize('NFKC');

/**
 * Whether a text has no visible character. It equals a test for an empty plain form, but stops at the first visible
 * character.
 */
export const isBlank = (text: string): boolean => !SEEN.test(text);
