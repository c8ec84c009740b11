const list = (words: string): string[] => words.trim().split(/\s+/);
const longestFirst = (words: string[]): string[] => words.sort((a, b) => b.length - a.length);

/**
 * Names of divisions with which names of organisations begin (GB/T 2260): provinces, those of which the house keeps lower divisions
 * whole, and the larger cities elsewhere. Without what kind of division they are.
 */
export const placeNames = longestFirst(
  list(`
  中国 北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 重庆 四川 贵州
  云南 西藏 陕西 甘肃 青海 宁夏 新疆 台湾 香港 澳门
  郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源
  老城 西工 瀍河 涧西 偃师 孟津 洛龙 新安 栾川 嵩县 汝阳 宜阳 洛宁 伊川
  石家庄 唐山 保定 太原 大同 呼和浩特 包头 沈阳 大连 鞍山 长春 哈尔滨 大庆 南京 苏州 无锡 常州 南通 扬州 徐州 镇江 杭州 宁波 温州
  嘉兴 绍兴 台州 金华 合肥 芜湖 蚌埠 福州 厦门 泉州 南昌 景德镇 赣州 济南 青岛 烟台 潍坊 淄博 威海 武汉 宜昌 襄阳 长沙 株洲 湘潭
  广州 深圳 珠海 东莞 佛山 中山 惠州 南宁 柳州 桂林 海口 成都 绵阳 德阳 贵阳 遵义 昆明 拉萨 西安 宝鸡 咸阳 兰州 西宁 银川 乌鲁木齐
  河洛 中原 中州`),
);

/** The same in English names, with the kinds of division. */
export const placesInEnglish: ReadonlySet<string> = new Set(
  list(`
  china beijing tianjin hebei shanxi inner mongolia liaoning jilin heilongjiang shanghai jiangsu zhejiang anhui fujian jiangxi shandong
  henan hubei hunan guangdong guangxi hainan chongqing sichuan guizhou yunnan tibet shaanxi gansu qinghai ningxia xinjiang taiwan hong
  kong macao zhengzhou kaifeng luoyang pingdingshan anyang hebi xinxiang jiaozuo puyang xuchang luohe sanmenxia nanyang shangqiu xinyang
  zhoukou zhumadian jiyuan jianxi luolong yanshi mengjin xinan luanchuan songxian ruyang yiyang luoning yichuan shijiazhuang tangshan
  taiyuan shenyang dalian changchun harbin nanjing suzhou wuxi changzhou hangzhou ningbo wenzhou hefei wuhu fuzhou xiamen nanchang jinan
  qingdao yantai wuhan changsha zhuzhou guangzhou shenzhen zhuhai dongguan foshan chengdu mianyang guiyang kunming xian baoji lanzhou
  heluo zhongyuan zhongzhou the city province county district new`),
);

/** Words of trade and of kind at the end of Chinese names: they say what an organisation does, not which it is. */
export const genericWords = longestFirst(
  list(`
  科技 技术 高科 高新 工业 实业 产业 制造 智造 工程 设备 装备 机械 机电 机床 机器人 重工 轻工 重机 精工 精密 智能 自动化 控制 传动 传感
  轴承 轴研 齿轮 模具 刀具 工具 量具 仪器 仪表 电气 电器 电子 电力 电机 电源 电池 电缆 连接 连接器 半导体 芯片 集成电路 光电 光电子 光学
  光子 激光 通信 信息 网络 软件 数据 数字 系统 互联 材料 新材料 新材 材 硅材 硅 金属 钢铁 特钢 钢 铝业 铜业 钛业 钼业 矿业 矿山 冶金 有色
  耐火 耐火材料 耐材 陶瓷 玻璃 水泥 建材 化工 石化 塑料 橡胶 涂料 纺织 造纸 包装 印刷 食品 饮料 粮油 农业 农牧 农机 牧业 种业 生物 生物科技
  生物工程 医药 制药 药业 医疗 医疗器械 器械 健康 环保 环境 节能 能源 新能源 储能 储能科技 电站 燃气 水务 交通 汽车 汽车零部件 零部件 部件
  航空 航天 船舶 铁路 轨道交通 焊接 检测 检验 测试 计量 咨询 服务 管理 管理服务 运营 投资 资本 基金 银行 科创 贸易 商贸 物流 供应链 文化
  传媒 教育 技术转移 技转 技术交易 技术经纪 经纪 知识产权 知产 创新 创业 孵化 中心 创新中心 服务中心 研究院 研究所 研究中心 设计院 实验室
  学院 理工 理工学院 工程学院 职业 大学 学校 院 所 园区 高新园区 开发区 应用 先进 先进金属 疫病防控 动物 动物疫病 微纳 微纳制造 国际 中国 股份 集团`),
);

/** Words of kind and trade at the beginning of English names, which are nobody's. */
export const genericEnglish: ReadonlySet<string> = new Set(
  list(`
  institute university academy college school centre center company bank park of for and technology technologies engineering science
  sciences environmental agriculture agricultural mechanical electric electrical electronic electronics medical chemical industrial
  industry industries research development materials machinery bearing equipment applied advanced innovation national provincial first`),
);

/** Ordinary English words with which names of firms begin: found in a text they ask, they do not refuse. */
export const ordinaryEnglish: ReadonlySet<string> = new Set(
  list(`
  advanced alliance allied alpha apex applied atlas aurora base beta blue bright bridge central century city clean clear cloud core
  creative crown crystal data delta diamond digital dragon dynamic eagle east eastern echo elite energy evergreen excel express fast
  first flow focus force forward fusion future galaxy gate gamma general genesis giant global globe gold golden grand great green grey
  harmony high home honour horizon hydro ideal impact infinity innovation innovative institute integral intelligent inter international
  iron island jade just kind king lake land large leader leading life light line link lion liquid long lotus lucky lunar magic main
  master matrix maxi mega metal micro modern moon motion mountain nano national natural nature neo network next noble north northern
  nova novel ocean omega open optic optical orient oriental original pacific panda peak pearl peony perfect phoenix pioneer planet plus
  power precise precision premier prime prince princess pure quality quantum quick rainbow rapid real red reliable rich ring rising river
  rock royal safe science scientific sea second sense silver simple sincere sky small smart solar solid sonic source south southern space
  spark special speed spring standard star state steel stone strong summit super supreme sure swift target team tech technology tiger time
  titan total tower true trust union united unity universal university urban valley value vast victory vision vital wave west western
  white wide wind wing wise wonder world young zenith zero academy`),
);

/** Ordinary Chinese words that are trade names of many firms: found in a text they ask, they do not refuse. */
export const ordinaryChinese: ReadonlySet<string> = new Set(
  list(`
  安全 安泰 奥运 宝石 北方 北斗 标准 博士 长城 长江 长征 超越 晨光 成功 诚信 传奇 创世 创新 春天 大地 大海 大陆 大众 德国 灯塔 第一 第二
  东方 东风 东海 动力 发展 方圆 方正 飞马 飞鹰 飞跃 丰收 风华 风云 凤凰 福田 复兴 高峰 高科 高原 格局 工匠 共赢 共享 冠军 光辉 光明 光芒
  海洋 和平 和谐 红旗 红星 宏大 宏观 虹桥 鸿运 华北 华东 华南 华夏 华中 黄河 黄金 辉煌 汇通 火炬 基石 吉祥 建设 金刚 金属 金星 金牛 京都
  精诚 精密 精英 巨人 巨星 卓越 开拓 康复 科学 快捷 昆仑 蓝天 蓝海 黎明 理想 力量 立方 联合 联盟 凌云 领先 领航 领袖 龙门 绿色 绿洲 玫瑰
  美好 梦想 民生 名门 明珠 明天 牡丹 南方 能量 鹏程 平安 平衡 普及 奇迹 旗帜 启动 前程 前进 前沿 强力 勤劳 青春 清洁 全球 全新 群星 热力
  人民 日月 荣誉 瑞士 三角 三星 森林 神舟 生命 胜利 盛世 时代 时空 世纪 世界 双星 顺风 四方 太阳 泰山 腾飞 天工 天空 天使 天下 天涯 天宇
  通达 同心 同方 统一 团结 万里 万象 王者 微观 伟业 未来 稳定 五星 希望 西部 先锋 先进 先驱 现代 向上 晓光 新华 新生 新星 信心 星光 星辰
  星火 星空 幸福 雄鹰 旭日 雪山 迅捷 亚洲 阳光 一流 银河 银星 英才 永恒 勇士 友谊 宇宙 远大 远东 远方 远景 远望 运河 中心 中原 至上 智慧
  单位 企业 示范 样本 众志 钻石 自强 自然 宗师 祖国 尊严 坐标`),
);
