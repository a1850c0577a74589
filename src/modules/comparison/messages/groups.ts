import { type Message, message } from '../../../kernel/message.js';

/** The kinds of place whose rooms are peers. */
export const kindMessages = {
  NEIGHBOURHOOD: message('社区', 'communities'),
  VILLAGE: message('村', 'villages'),
  SUBDISTRICT: message('街道', 'sub-districts'),
  TOWN: message('镇', 'towns'),
  TOWNSHIP: message('乡', 'townships'),
  DEVELOPMENT_ZONE: message('开发区', 'development zones'),
  STREET: message('街道（镇）一级', 'streets'),
  DISTRICT: message('区县', 'districts'),
  CITY: message('市本级', 'the city itself'),
  COMMUNITY: message('村（社区）', 'communities'),
};

/** How much of the period the rooms existed. */
export const exposureMessages = {
  WHOLE: message('整个时段都有室', 'with a room all the period'),
  MOST: message('时段内过半有室', 'with a room most of the period'),
  PART: message('时段内不足一半有室', 'with a room less than half the period'),
};

export const groupMessages = {
  wholeCity: message('全市', 'the whole city'),
  sameStreet: message('本街道（镇）', 'the same street'),
  /** The parts are a kind, a size, an exposure and an age. */
  peers: (parts: readonly Message[]): Message =>
    message(`同类：${parts.map(({ zh }) => zh).join('，')}`, `peers: ${parts.map(({ en }) => en).join(', ')}`),
  likeAge: message('建室年限相近', 'of like room age'),

  // Size of the place, in residents.
  populationUnknown: message('常住人口未登记', 'residents not entered'),
  populationFrom: (from: string): Message => message(`常住人口 ${from} 以上`, `${from} residents or more`),
  populationBelow: (to: string): Message => message(`常住人口不足 ${to}`, `fewer than ${to} residents`),
  populationBetween: (from: string, to: string): Message =>
    message(`常住人口 ${from} 至 ${to}`, `${from} to ${to} residents`),
};
