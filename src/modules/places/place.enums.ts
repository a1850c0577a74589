import { describedEnum } from '../../kernel/described-enum.js';

export enum PlaceLevel {
  CITY = 'CITY',
  DISTRICT = 'DISTRICT',
  STREET = 'STREET',
  COMMUNITY = 'COMMUNITY',
}
describedEnum(PlaceLevel, 'PlaceLevel', 'The level of a place in the tree.', {
  CITY: 'City 市 (county-level or prefecture): the tenant.',
  DISTRICT: 'District or county 区/县, where a city has them.',
  STREET: 'Street 街道, town 镇, township 乡 or development zone: never a road.',
  COMMUNITY: 'Community 村（社区）: a neighbourhood 社区 or a village 村.',
});

export enum StreetKind {
  SUBDISTRICT = 'SUBDISTRICT',
  TOWN = 'TOWN',
  TOWNSHIP = 'TOWNSHIP',
  DEVELOPMENT_ZONE = 'DEVELOPMENT_ZONE',
  OTHER = 'OTHER',
  STATISTICAL_ONLY = 'STATISTICAL_ONLY',
}
describedEnum(StreetKind, 'StreetKind', 'What a street is in the official register.', {
  SUBDISTRICT: 'Sub-district 街道.',
  TOWN: 'Town 镇.',
  TOWNSHIP: 'Township 乡.',
  DEVELOPMENT_ZONE: 'Development zone 开发区 or park 园区.',
  OTHER: 'A real unit whose kind neither code nor name says 其他: a farm with residents, for instance.',
  STATISTICAL_ONLY: 'A unit of the statistics only (a farm, a bureau): owns no room and enters no count.',
});

export enum CommunityKind {
  NEIGHBOURHOOD = 'NEIGHBOURHOOD',
  VILLAGE = 'VILLAGE',
  OTHER = 'OTHER',
  STATISTICAL_ONLY = 'STATISTICAL_ONLY',
}
describedEnum(CommunityKind, 'CommunityKind', 'What a community is in the official register.', {
  NEIGHBOURHOOD: "Urban community with a residents' committee 社区(居委会).",
  VILLAGE: "Village with a villagers' committee 村(村委会).",
  OTHER: 'A real community whose kind neither code nor name says 其他.',
  STATISTICAL_ONLY: 'A unit of the statistics only: owns no room and enters no count.',
});

/** Every kind a place can have, for inputs that may be about either level. */
export enum PlaceKind {
  SUBDISTRICT = 'SUBDISTRICT',
  TOWN = 'TOWN',
  TOWNSHIP = 'TOWNSHIP',
  DEVELOPMENT_ZONE = 'DEVELOPMENT_ZONE',
  NEIGHBOURHOOD = 'NEIGHBOURHOOD',
  VILLAGE = 'VILLAGE',
  OTHER = 'OTHER',
  STATISTICAL_ONLY = 'STATISTICAL_ONLY',
}
describedEnum(PlaceKind, 'PlaceKind', 'The kind of a street or of a community.', {
  SUBDISTRICT: 'Of a street: sub-district 街道.',
  TOWN: 'Of a street: town 镇.',
  TOWNSHIP: 'Of a street: township 乡.',
  DEVELOPMENT_ZONE: 'Of a street: development zone 开发区.',
  NEIGHBOURHOOD: "Of a community: with a residents' committee 社区.",
  VILLAGE: "Of a community: with a villagers' committee 村.",
  OTHER: 'A real place of another kind 其他.',
  STATISTICAL_ONLY: 'A unit of the statistics only: owns no room and enters no count 统计单位.',
});

export enum PlaceFactKind {
  USUAL_RESIDENTS = 'USUAL_RESIDENTS',
  REGISTERED_RESIDENTS = 'REGISTERED_RESIDENTS',
  HOUSEHOLDS = 'HOUSEHOLDS',
  RESIDENT_GROUPS = 'RESIDENT_GROUPS',
}
describedEnum(PlaceFactKind, 'PlaceFactKind', 'A dated number about a place.', {
  USUAL_RESIDENTS: 'Usual residents 常住人口, in persons: the denominator of per-1,000 rates.',
  REGISTERED_RESIDENTS: 'Registered residents 户籍人口, in persons.',
  HOUSEHOLDS: 'Households 户数.',
  RESIDENT_GROUPS: 'Resident or villager groups 村(居)民小组.',
});

export enum PlaceChangeKind {
  RENAMED = 'RENAMED',
  MOVED = 'MOVED',
  MERGED = 'MERGED',
  KIND_CHANGED = 'KIND_CHANGED',
  CODE_FREED = 'CODE_FREED',
}
describedEnum(PlaceChangeKind, 'PlaceChangeKind', 'What happened to a place.', {
  RENAMED: 'Its name changed 更名.',
  MOVED: 'It came under another parent 划转.',
  MERGED: 'It was closed and joined to a successor, keeping its records 合并.',
  KIND_CHANGED: 'It is of another kind than before 类型变更.',
  CODE_FREED: 'It was closed, and the register gave its code to another place 编码另用.',
});

export enum RegisterState {
  NEW = 'NEW',
  RENAMED = 'RENAMED',
  FORMAL = 'FORMAL',
  MOVED = 'MOVED',
  KIND_CHANGED = 'KIND_CHANGED',
  SAME = 'SAME',
  ABSENT = 'ABSENT',
  CONFLICT = 'CONFLICT',
  ERROR = 'ERROR',
}
describedEnum(RegisterState, 'RegisterState', 'What an import of the register would do with a place.', {
  NEW: 'It is not registered yet 新增.',
  RENAMED: 'Its name changes 更名.',
  FORMAL: 'Its name is written in another form, which becomes another name of it 写法不同.',
  MOVED: 'It comes under another parent 划转.',
  KIND_CHANGED: 'Its kind changes, as somebody decided 类型变更.',
  SAME: 'Nothing changes 不变.',
  ABSENT: 'The file does not name it. It stays, and is counted 文件中没有.',
  CONFLICT: 'Somebody has to decide before anything is imported 待答复.',
  ERROR: 'The line is wrong, so nothing can be imported 有错.',
});

export enum RegisterAnswer {
  ACCEPT = 'ACCEPT',
  KEEP = 'KEEP',
}
describedEnum(RegisterAnswer, 'RegisterAnswer', 'What was decided about a conflict between file and register.', {
  ACCEPT: 'The file is followed 接受.',
  KEEP: 'The register stays as it is 保持.',
});
