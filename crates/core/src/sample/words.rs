//! The invented words of a sample shop in each language. Surnames and given names stand in order
//! of frequency.

use super::presets::Language;

/// Lists to choose from.
#[derive(Debug)]
pub struct Words {
    pub surnames: Vec<&'static str>,
    pub given: Vec<&'static str>,
    pub company_heads: Vec<&'static str>,
    pub company_tails: Vec<&'static str>,
    pub cities: Vec<&'static str>,
    pub streets: Vec<&'static str>,
    pub tags: Vec<&'static str>,
    pub sources: Vec<&'static str>,
    pub notes: Vec<&'static str>,
    pub jobs: Vec<&'static str>,
    pub tasks: Vec<&'static str>,
    pub touches: Vec<&'static str>,
    pub deals: Vec<&'static str>,
}

impl Words {
    pub fn of(language: Language) -> Self {
        let spaced = |texts: [&'static str; 3]| language.pick(texts).split_whitespace().collect();
        let lines = |texts: [&'static str; 3]| language.pick(texts).split('|').collect();
        Self {
            surnames: spaced(SURNAMES),
            given: spaced(GIVEN),
            company_heads: spaced(COMPANY_HEADS),
            company_tails: lines(COMPANY_TAILS),
            cities: lines(CITIES),
            streets: lines(STREETS),
            tags: lines(TAGS),
            sources: lines(SOURCES),
            notes: lines(NOTES),
            jobs: lines(JOBS),
            tasks: lines(TASKS),
            touches: lines(TOUCHES),
            deals: lines(DEALS),
        }
    }
}

const SURNAMES: [&str; 3] = [
    "Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Wilson Anderson Thomas \
     Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen \
     King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts \
     Patel Kim Murphy O'Brien Okafor Müller Novak Rossi Dubois Silva Khan Singh Cohen Lindqvist Kowalski Ivanova Haddad \
     Chen Wong Tanaka Park",
    "王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 高 罗 郑 梁 谢 宋 唐 许 邓 冯 韩 曹 曾 彭 萧 蔡 潘 田 董 袁 于 余 \
     叶 蒋 杜 苏 魏 程 吕 丁 沈 任 姚 卢 傅 钟 姜 崔 谭 廖 范 汪 陆 金 石 戴 贾 韦 夏 邱 方 侯 邹 熊 孟 秦 白 江 阎 薛 尹 段 \
     单 仇 解 欧阳 司马 诸葛",
    "陳 林 黃 張 李 王 吳 劉 蔡 楊 許 鄭 謝 洪 郭 邱 曾 廖 賴 徐 周 葉 蘇 莊 呂 江 何 蕭 羅 高 潘 簡 朱 鍾 游 彭 詹 胡 施 沈 \
     余 盧 梁 趙 顏 柯 翁 魏 孫 戴 范 方 宋 鄧 杜 傅 侯 曹 薛 丁 卓 馬 董 藍 唐 石 紀 歐陽 司徒",
];

const GIVEN: [&str; 3] = [
    "James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica \
     Thomas Karen Daniel Sarah Matthew Lisa Anthony Nancy Mark Sandra Emily Ashley Steven Michelle Andrew Amanda Paul \
     Melissa Joshua Deborah Kevin Stephanie Brian Laura George Rebecca Amelia Oliver Grace Noah Chloe Liam Zoe Ethan \
     Priya Mei Aisha Omar Sofía Lucas Ingrid Tomás Yuki Fatima Mateo Nadia Ruby Henry Alice Felix Clara Hugo Ivy Leo",
    "伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀英 霞 平 刚 桂英 鹏 宇 浩 婷 欣怡 子涵 梓轩 志远 明朗 晓东 建国 \
     思远 雨桐 诗涵 佳怡 俊杰 文博 雅琴 海燕 志强 丽华 春梅 国强 玉兰 小红 嘉欣 天宇 一诺 可馨 浩然 子墨 若曦 梦瑶 晨曦 \
     立新 永康 美玲 淑珍 少华 振华 乐 朝阳 佩珊 家豪 宏伟 静怡 泽宇 语嫣",
    "怡君 雅婷 家豪 志明 淑芬 俊傑 美玲 冠宇 雅雯 宗翰 淑惠 承翰 詩涵 佳穎 宜庭 建宏 欣怡 柏翰 彥廷 心怡 麗華 秀英 志豪 \
     雅筑 品妍 宥廷 惠雯 文雄 淑貞 俊宏 婉婷 郁婷 子晴 芷若 永昌 嘉玲 國華 偉強 詠詩 梓軒 曉彤 志偉 美珍 玉蘭 靜宜 家瑋 \
     思妤 宇軒 沛珊 德華 詩婷 明哲 婷 傑 偉 敏",
];

const COMPANY_HEADS: [&str; 3] = [
    "Harbour Northside Maple Redwood Sunrise Cobble Juniper Bluebird Granite Willow Lantern Summit Clover Beacon Orchard Riverside",
    "鸿运 永兴 恒达 顺发 金源 瑞丰 新华 长青 盛世 宏图 东升 海天 云顶 合力 嘉禾 万和",
    "鴻運 永興 恆達 順發 金源 瑞豐 新華 長青 盛世 宏圖 東昇 海天 雲頂 合力 嘉禾 萬和",
];
const COMPANY_TAILS: [&str; 3] = [
    "Trading Co|Kitchen Ltd|Design Studio|Hotel|Fitness|Dental Care|Logistics Ltd|Books",
    "贸易有限公司|餐饮有限公司|设计工作室|酒店|健身中心|口腔诊所|物流有限公司|文化传播有限公司",
    "貿易有限公司|餐飲有限公司|設計工作室|飯店|健身中心|牙醫診所|物流有限公司|文化有限公司",
];
const CITIES: [&str; 3] = [
    "Springfield|Riverton|Oakdale|Fairview|Lakeside|Milton|Kingsport|Ashford",
    "上海|杭州|苏州|南京|宁波|无锡|嘉兴|绍兴",
    "台北|新北|台中|台南|高雄|新竹|桃園|基隆",
];
const STREETS: [&str; 3] = [
    "Main Street|Station Road|Mill Lane|Park Avenue|High Street|Elm Street|Garden Road",
    "人民路|中山路|解放路|建设路|和平街|文化路|新华街",
    "中山路|中正路|民生路|復興路|和平街|仁愛路|忠孝路",
];
const TAGS: [&str; 3] = [
    "VIP|Regular|Gift buyer|Neighbour|Newsletter|Online|Student|Family",
    "贵宾|熟客|送礼|邻居|订阅资讯|线上|学生|家庭",
    "貴賓|熟客|送禮|鄰居|訂閱資訊|線上|學生|家庭",
];
const SOURCES: [&str; 3] = [
    "Walk-in|Friend|Web site|Instagram|Map search|Flyer|Event",
    "路过|朋友介绍|网站|小红书|大众点评|传单|活动",
    "路過|朋友介紹|網站|Instagram|地圖搜尋|傳單|活動",
];
const NOTES: [&str; 3] = [
    "Prefers to be messaged in the evening.|Allergic to nuts.|Buys presents in December.|Asked about delivery.|\
     Always comes on Saturdays.|Likes to be told about new arrivals.|Pays by transfer.|Knows the owner from school.",
    "喜欢晚上收消息。|对坚果过敏。|年底会买礼物。|问过能不能送货。|总是周六来。|有新品请通知。|习惯转账付款。|和老板是同学。",
    "喜歡晚上收訊息。|對堅果過敏。|年底會買禮物。|問過能不能送貨。|總是週六來。|有新品請通知。|習慣轉帳付款。|和老闆是同學。",
];
const JOBS: [&str; 3] = [
    "Buyer|Office manager|Owner|Accountant|Assistant",
    "采购|行政经理|老板|会计|助理",
    "採購|行政經理|老闆|會計|助理",
];
const TASKS: [&str; 3] = [
    "Call back|Send the price list|Ask how the last purchase was|Confirm the date|Say happy birthday|Order what was asked for",
    "回电话|发报价单|回访上次购买|确认日期|送生日祝福|订购客人要的货",
    "回電話|寄報價單|回訪上次購買|確認日期|送生日祝福|訂購客人要的貨",
];
const TOUCHES: [&str; 3] = [
    "Asked when the new stock arrives.|Told about the offer of the month.|Came by to have a look.|\
     Was very happy with the last visit.|Wants to think about it.|Complained about waiting; gave a voucher.",
    "问新货什么时候到。|介绍了本月优惠。|来店里看了看。|对上次很满意。|说再考虑一下。|抱怨等太久，送了优惠券。",
    "問新貨什麼時候到。|介紹了本月優惠。|來店裡看了看。|對上次很滿意。|說再考慮一下。|抱怨等太久，送了優惠券。",
];
const DEALS: [&str; 3] = [
    "Gift boxes|Yearly order|Office supply|Birthday party|Big repair|Special order|Team event|First order|Wedding|Autumn offer|Trial month|Renewal|Fitting out|Year-end party|Bulk order|House call",
    "礼盒|年度订单|办公室采购|生日聚会|大修|特别订购|团建活动|首单|婚宴|秋季报价|试用一个月|续约|整体布置|年会|批量采购|上门服务",
    "禮盒|年度訂單|辦公室採購|生日聚會|大修|特別訂購|團體活動|首單|婚宴|秋季報價|試用一個月|續約|整體佈置|尾牙|大量採購|到府服務",
];
