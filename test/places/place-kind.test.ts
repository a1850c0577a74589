import { PlaceLevel } from '../../src/modules/places/place.enums.js';
import { decideKind } from '../../src/modules/places/place-kind.service.js';
import { commonNames, isSameButForm } from '../../src/modules/places/place-names.service.js';

const STREET = '990200001';
const community = (digits: string, name: string, type = '') =>
  decideKind({ level: PlaceLevel.COMMUNITY, code: STREET + digits, name, type }, []);
const street = (digits: string, name: string, children: readonly string[] = [], type = '') =>
  decideKind(
    { level: PlaceLevel.STREET, code: `990200${digits}`, name, type },
    children.map((child) => `990200${digits}${child}`),
  );

describe('the kind of a place', () => {
  it.each([
    ['001', 'NEIGHBOURHOOD'],
    ['199', 'NEIGHBOURHOOD'],
    ['200', 'VILLAGE'],
    ['399', 'VILLAGE'],
    ['400', 'NEIGHBOURHOOD'],
    ['497', 'NEIGHBOURHOOD'],
    ['498', 'STATISTICAL_ONLY'],
    ['499', 'NEIGHBOURHOOD'],
    ['500', 'VILLAGE'],
    ['597', 'VILLAGE'],
    ['598', 'STATISTICAL_ONLY'],
    ['599', 'VILLAGE'],
  ])('of a community numbered %s is %s, with a name that says nothing', (digits, kind) => {
    expect(community(digits, '甲')).toEqual({ kind, rule: 'CODE', otherKind: null });
  });

  it.each([
    ['001', 'SUBDISTRICT'],
    ['099', 'SUBDISTRICT'],
    ['100', 'TOWN'],
    ['199', 'TOWN'],
    ['200', 'TOWNSHIP'],
    ['399', 'TOWNSHIP'],
  ])('of a street numbered %s is %s', (digits, kind) => {
    expect(street(digits, '甲')).toEqual({ kind, rule: 'CODE', otherKind: null });
  });

  it('of a unit like a township is real as soon as one of its communities is', () => {
    expect(street('402', '某原种场', ['498', '598'])).toMatchObject({ kind: 'STATISTICAL_ONLY', rule: 'CODE' });
    expect(street('402', '某原种场', ['498', '001'])).toMatchObject({ kind: 'OTHER', rule: 'CODE' });
    expect(street('402', '某原种场')).toMatchObject({ kind: 'OTHER', rule: 'CODE' });
    expect(street('400', '某经济开发区', ['001'])).toMatchObject({ kind: 'DEVELOPMENT_ZONE', rule: 'CODE' });
  });

  it('follows the code where the name says another, and says that it does', () => {
    expect(community('201', '甲居委会')).toEqual({ kind: 'VILLAGE', rule: 'CODE', otherKind: 'NEIGHBOURHOOD' });
    expect(community('001', '某场虚拟生活区')).toEqual({
      kind: 'NEIGHBOURHOOD',
      rule: 'CODE',
      otherKind: 'STATISTICAL_ONLY',
    });
    expect(community('001', '甲居委会', 'VILLAGE')).toMatchObject({ kind: 'NEIGHBOURHOOD', otherKind: 'VILLAGE' });
  });

  it.each([
    ['甲社区居委会（筹）', '', 'NEIGHBOURHOOD', 'NAME'],
    ['乙村委会(新)', '', 'VILLAGE', 'NAME'],
    ['丙村民委员会', '', 'VILLAGE', 'NAME'],
    ['丁居民委员会', '', 'NEIGHBOURHOOD', 'NAME'],
    ['戊', 'VILLAGE', 'VILLAGE', 'TYPE'],
    ['己', '', 'OTHER', 'NONE'],
    ['某场虚拟生活区', '', 'OTHER', 'NONE'],
    ['某场虚拟生活区', 'STATISTICAL_ONLY', 'STATISTICAL_ONLY', 'TYPE'],
  ])('outside the rule: %s with type "%s" is %s', (name, type, kind, rule) => {
    expect(community('777', name, type)).toMatchObject({ kind, rule });
  });

  it('makes no alias that nobody says', () => {
    expect(commonNames('甲社区居委会')).toEqual(['甲社区']);
    expect(commonNames('乙居委会（筹）')).toEqual(['乙社区']);
    expect(commonNames('丙村村民委员会')).toEqual(['丙村']);
    expect(commonNames('丁社区')).toEqual([]);
  });

  it.each([
    ['十里居委会', '十里居委会（筹）', true],
    ['十里居委会', '十里社区居民委员会', true],
    ['甲村委会', '甲村', true],
    ['甲村委会', '甲居委会', false],
    ['甲居委会', '乙居委会', false],
  ])('%s and %s differ in form alone: %s', (one, other, isSame) => {
    expect(isSameButForm(PlaceLevel.COMMUNITY, one, other)).toBe(isSame);
  });
});
