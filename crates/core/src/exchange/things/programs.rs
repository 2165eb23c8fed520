//! Lists of other programs, told by headers that only they have. The first that fits wins.

/// Headers that a list always has, all of a line, and the program it is of.
pub(super) type Programs = &'static [(&'static str, &'static [&'static str])];

/// Lists of deals.
pub(super) const DEALS: Programs = &[
    (
        "Regulars",
        &["title", "customer", "board", "stage", "value"],
    ),
    ("Regulars", &["标题", "客户", "看板", "阶段", "金额"]),
    ("Regulars", &["標題", "客戶", "看板", "階段", "金額"]),
    ("Zoho CRM (deals)", &["deal owner id", "deal name"]),
    ("Zoho CRM (deals)", &["deal name", "closing date", "stage"]),
    ("HubSpot (deals)", &["deal name", "deal stage"]),
    ("HubSpot (deals)", &["deal name", "amount"]),
    ("HubSpot (deals)", &["deal name", "deal phase"]),
    ("Pipedrive (deals)", &["deal title", "deal value"]),
    ("Pipedrive (deals)", &["deal title", "deal stage"]),
    ("Pipedrive (deals)", &["deal title", "deal status"]),
    ("Pipedrive (deals)", &["deal title"]),
    ("Pipedrive (deals)", &["deal titel"]),
    ("Pipedrive (leads)", &["lead title"]),
    ("HubSpot (deals)", &["datensatz id", "deal name"]),
    ("HubSpot (deals)", &["记录 id", "交易名称"]),
    ("Krayin (leads)", &["title", "lead value"]),
    ("Twenty (opportunities)", &["name", "stage", "close date"]),
    (
        "Salesforce (opportunities)",
        &["opportunity name", "stage", "close date"],
    ),
    (
        "Salesforce (opportunities)",
        &["opportunity owner", "opportunity name", "stage"],
    ),
    (
        "Salesforce (opportunities)",
        &["id", "accountid", "name", "stagename", "closedate"],
    ),
];

/// Lists of products.
pub(super) const PRODUCTS: Programs = &[
    ("Regulars", &["name", "sku", "category", "price"]),
    ("Regulars", &["名称", "货号", "类别", "价格"]),
    ("Regulars", &["名稱", "貨號", "類別", "價格"]),
    ("Shopify (products)", &["handle", "title", "variant price"]),
    ("WooCommerce (products)", &["sku", "name", "regular price"]),
    ("Pipedrive (products)", &["product name", "product code"]),
    (
        "Pipedrive (products)",
        &["product name", "product unit price"],
    ),
    ("Square (items)", &["item name", "sku", "price"]),
    ("Square (items)", &["item name", "category", "price"]),
];

/// Lists of tasks and touches.
pub(super) const TODOS: Programs = &[
    ("Regulars", &["title", "due", "priority", "done"]),
    ("Regulars", &["标题", "到期", "优先级", "完成"]),
    ("Regulars", &["標題", "到期", "優先順序", "完成"]),
    ("Regulars", &["case", "case type", "case status"]),
    ("Regulars", &["服务单", "服务类型", "服务状态"]),
    ("Regulars", &["服務單", "服務類型", "服務狀態"]),
    ("Regulars", &["when", "what", "customer", "deal", "text"]),
    ("Regulars", &["时间", "类型", "客户", "商机", "内容"]),
    ("Regulars", &["時間", "類型", "客戶", "商機", "內容"]),
    (
        "Pipedrive (activities)",
        &["activity subject", "activity type"],
    ),
    (
        "Pipedrive (activities)",
        &["activity subject", "activity due date"],
    ),
    (
        "Pipedrive (activities)",
        &["activity subject", "activity done"],
    ),
    (
        "Pipedrive (activities)",
        &["aktivität betreff", "aktivität typ"],
    ),
    (
        "Twenty (tasks)",
        &["title", "due date", "status", "assignee"],
    ),
];

/// Every program.
#[cfg(test)]
pub(in crate::exchange) fn programs() -> impl Iterator<Item = &'static str> {
    let all = DEALS.iter().chain(PRODUCTS).chain(TODOS);
    all.map(|(name, _)| *name)
}
