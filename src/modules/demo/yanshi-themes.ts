import { TopicTrack } from '../topics/topic.enums.js';
import { UnitKind } from '../implementation/implementation.enums.js';

/** A matter rooms deliberate, in words of the trade; invented, with nobody's name in it. */
export interface Theme {
  readonly title: string;
  readonly summary: string;
  readonly track: TopicTrack;
  readonly unit: string;
  readonly concerns: readonly string[];
  readonly suggestions: readonly string[];
  /** What is then to be done; one an adopted suggestion. */
  readonly measures: readonly string[];
  readonly findings: string;
}

const theme = (
  title: string,
  track: TopicTrack,
  unit: string,
  summary: string,
  concerns: string,
  suggestions: string,
  measures: string,
  findings: string,
): Theme => ({
  title,
  track,
  unit,
  summary,
  findings,
  concerns: concerns.split('；'),
  suggestions: suggestions.split('；'),
  measures: measures.split('；'),
});

const { SIMPLE, URGENT, MAJOR } = TopicTrack;

/** Plainly invented bodies. */
export const UNITS: Readonly<Record<string, UnitKind>> = {
  演示市住建部门: UnitKind.DEPARTMENT,
  演示市水务部门: UnitKind.DEPARTMENT,
  演示市城管部门: UnitKind.DEPARTMENT,
  演示市交通部门: UnitKind.DEPARTMENT,
  演示市民政部门: UnitKind.DEPARTMENT,
  演示市文体部门: UnitKind.DEPARTMENT,
  演示物业公司: UnitKind.COMPANY,
  演示供电公司: UnitKind.COMPANY,
  演示志愿服务队: UnitKind.OTHER,
};

export const THEMES: readonly Theme[] = [
  theme(
    '电动车集中充电点建设',
    URGENT,
    '演示供电公司',
    '楼道内私拉电线充电，存在火灾隐患。',
    '楼道里有人飞线充电；晚上车棚没有插座；充电桩太少要排队',
    '利用闲置车棚建集中充电点；收费公开并由居民代表监督；楼道加装禁停标识；物业每晚巡查一次；安排夜间值守',
    '建成集中充电点；公示收费标准；安装楼道禁停标识；落实夜间巡查；增设消防器材',
    '多数住户愿意集中充电，关心收费和距离。',
  ),
  theme(
    '沟塘清淤与岸坡整理',
    MAJOR,
    '演示市水务部门',
    '沟塘淤积，雨后排水慢，岸边有杂物。',
    '沟里淤泥多、夏天有异味；雨后路边积水；岸边堆放杂物',
    '分段清淤并疏通涵洞；岸坡植草固土；设保洁责任牌；排水口加装格栅；沿岸禁止倾倒杂物',
    '完成沟塘清淤；修整岸坡；设立责任牌；疏通涵洞；清理沿岸杂物',
    '现场查看淤积最深处在涵洞口。',
  ),
  theme(
    '小区停车位重新划线',
    SIMPLE,
    '演示物业公司',
    '车位不足，消防通道被占。',
    '回家晚没有车位；消防通道被占；访客车辆乱停',
    '利用边角地增划车位；消防通道划黄线；访客错时停放；与邻近单位共享夜间车位；登记车辆',
    '增划停车位；施划消防通道标线；签订错时停车约定；设置访客车位；完成车辆登记',
    '可利用的边角地有四处。',
  ),
  theme(
    '垃圾分类投放点调整',
    SIMPLE,
    '演示市城管部门',
    '投放点离住户远，异味扰民。',
    '投放点太远；夏天投放点有味道；投放时间不合适',
    '投放点加装遮雨棚和洗手池；延长早间开放时间；增设一处投放点；定时冲洗；志愿者引导',
    '加装遮雨棚；调整开放时间；增设投放点；落实每日冲洗；排定志愿引导班次',
    '老年住户希望投放点靠近出入口。',
  ),
  theme(
    '主干村道拓宽',
    MAJOR,
    '演示市交通部门',
    '道路窄，会车困难。',
    '路窄会车要倒车；路肩破损；弯道看不见来车',
    '拓宽弯道路段；设会车点；修补路肩；加装凸面镜；大车限时通行',
    '拓宽弯道；建成会车点；修复路肩；安装凸面镜；设置限行标志',
    '高峰时段会车困难的路段共三处。',
  ),
  theme(
    '老旧楼栋加装扶手',
    SIMPLE,
    '演示市住建部门',
    '老楼没有扶手，老人上下楼不便。',
    '老人上下楼不安全；楼梯台阶破损；楼道照明不足',
    '一层至三层先装扶手；修补台阶；更换感应灯；楼栋长负责日常查看；清理楼道杂物',
    '安装楼梯扶手；修补台阶；更换感应灯；清理楼道',
    '住户普遍支持，关注施工时间。',
  ),
  theme(
    '背街小巷照明改善',
    URGENT,
    '演示供电公司',
    '背街小巷夜间照明不足。',
    '晚上巷子里太黑；有两盏灯长期不亮；学生晚归不放心',
    '补装节能灯；建立报修联系方式；公共厕所旁加一盏灯；与路口监控同步安装',
    '补装路灯；公布报修电话；完成线路检修；更换损坏灯具',
    '夜间走访确认暗区四处。',
  ),
  theme(
    '农贸市场周边秩序',
    MAJOR,
    '演示市城管部门',
    '占道经营，早高峰拥堵。',
    '早上摊位占道；市场门口堵车；地面污水',
    '划定疏导区；早七点前进货；设固定保洁；摊位编号管理；出入口分设',
    '划定疏导区；落实错时进货；配备保洁；完成摊位编号；设置隔离设施',
    '商户愿意进疏导区，希望减免首月费用。',
  ),
  theme(
    '社区食堂助餐服务',
    SIMPLE,
    '演示市民政部门',
    '高龄老人做饭难。',
    '独居老人吃饭不方便；助餐点太远；饭菜偏硬',
    '设助餐点并送餐上门；菜单每周公示；公益岗位负责配送；价格分档',
    '设立助餐点；公示每周菜单；落实送餐；实行分档价格',
    '有助餐需求的老人多为独居。',
  ),
  theme(
    '广场活动时间约定',
    SIMPLE,
    '演示市文体部门',
    '晚间活动音量影响休息。',
    '晚上音响太大；早晨活动太早；学生复习受影响',
    '约定活动时段；音量不超过约定值；中高考期间暂停；另辟场地',
    '签订活动公约；设置音量显示牌；公布暂停日期；开放另一处场地',
    '活动队伍愿意签订公约。',
  ),
  theme(
    '雨污分流改造',
    MAJOR,
    '演示市水务部门',
    '雨污合流，汛期倒灌。',
    '下大雨污水倒灌；井盖松动；化粪池满溢',
    '分片改造管网；汛前清掏；更换井盖；施工期设临时通道；完工后现场验收',
    '完成管网改造；完成汛前清掏；更换井盖；设置临时通道',
    '倒灌集中在低洼的两个楼栋。',
  ),
  theme(
    '儿童活动角建设',
    SIMPLE,
    '演示市文体部门',
    '孩子缺少安全的活动场地。',
    '孩子没有地方玩；健身器材损坏；场地没有护栏',
    '在空地铺软质地面；更换损坏器材；加装护栏；家长轮值照看',
    '铺设软质地面；更换器材；安装护栏；排定轮值',
    '家长更关心地面和护栏。',
  ),
  theme(
    '物业服务质量约定',
    MAJOR,
    '演示物业公司',
    '服务质量与收费不相称。',
    '保洁次数太少；报修没有回音；公共收益不清楚',
    '公示服务清单；报修限时回复；公共收益每季公示；每半年评议一次',
    '公示服务清单；建立报修台账；公示公共收益；组织半年评议',
    '住户最不满意的是报修不回复。',
  ),
  theme(
    '村头公交候车亭',
    SIMPLE,
    '演示市交通部门',
    '候车没有遮雨处。',
    '等车没有遮雨的地方；站牌看不清；班次太少',
    '建候车亭；更换站牌；高峰加开一班；设座椅',
    '建成候车亭；更换站牌；协调加开班次；安装座椅',
    '早高峰候车人数较多。',
  ),
  theme(
    '闲置房改建文化活动室',
    SIMPLE,
    '演示志愿服务队',
    '闲置房屋长期未用。',
    '老人没有活动的地方；图书室不开门；活动室冬天太冷',
    '改建为活动室；固定开放时间；志愿者管理；添置取暖设备',
    '完成房屋修缮；公示开放时间；排定志愿者班次；添置取暖设备',
    '老人希望下午开放。',
  ),
  theme(
    '高空抛物防范',
    URGENT,
    '演示物业公司',
    '有高空抛物现象，存在安全隐患。',
    '楼上往下扔东西；阳台花盆没有固定；楼下没有遮挡',
    '安装朝上监控；开展入户告知；阳台花盆加固；楼下设防护网',
    '安装监控；完成入户告知；完成花盆加固；设置防护网',
    '高层住户愿意配合检查。',
  ),
  theme(
    '田间灌溉用水分配',
    MAJOR,
    '演示市水务部门',
    '用水高峰时上下游争水。',
    '上游先放水下游没有水；水泵经常坏；水渠漏水',
    '约定轮灌顺序；检修水泵；修补渠道；设水管员',
    '制定轮灌表；检修水泵；修补渠道；聘请水管员',
    '下游农户每季缺水两到三次。',
  ),
];

/** Parts of a place, so that the same matter can come up twice. */
export const PARTS = ['东片', '西片', '南片', '北片', '中片'] as const;

/** Concerns that come to nothing here, by what becomes of them. */
export const TRANSFERABLE = [
  '医保报销手续咨询',
  '户口迁移手续咨询',
  '噪声夜间施工投诉',
  '社保缴费记录核对',
  '公交卡年检地点咨询',
] as const;
export const REJECTED: readonly (readonly [text: string, reason: string])[] = [
  ['两户之间的借款争执', '属于纯粹的私人纠纷，不在协商范围，建议人民调解'],
  ['要求撤销已生效的行政处罚', '法律已有明确规定，不在协商范围'],
  ['要求公开邻居的家庭情况', '有违公序良俗，不在协商范围'],
];
export const LOOSE = [
  '希望增加长椅',
  '希望修剪行道树',
  '快递柜经常满',
  '希望延长图书室开放时间',
  '公示栏字太小',
  '健身路径有积水',
  '宠物粪便无人清理',
  '希望组织一次义诊',
] as const;
