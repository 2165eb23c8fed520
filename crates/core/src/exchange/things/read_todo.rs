//! Rows of what is to be done and of what was: tasks, calls, visits, notes.

use chrono::{NaiveTime, TimeZone};

use super::{One, Way};
use crate::{
    domain::{CaseKind, CaseStatus, FieldDef, FieldValue, Id, Priority, limits},
    exchange::{
        customers::cell,
        dates::{DateOrder, Moment, Unzoned, parse_moment},
        duplicates::name_key,
        problem::ProblemKind,
        things::{CaseRow, Part, Target, TodoRow, row::touch_of},
    },
};

impl One<'_> {
    pub(super) fn todo(&mut self) -> Option<TodoRow> {
        let what = self.line(Part::What);
        let touch = touch_of(&what);
        let title = self.line(Part::Title);
        let note = self.text(Part::Note, limits::NOTE);
        let when = self.instant(Part::When);
        if title.is_empty() && (note.is_empty() || when.is_none()) {
            self.problem("", ProblemKind::NoTitle, "");
            return None;
        }
        let due = self.moment(Part::Due);
        let (done, done_at) = self.done();
        let done_at = self.instant(Part::DoneAt).or(done_at);
        let time = self.time().or_else(|| due.and_then(|due| self.clock(due)));
        let about = self.cell(Part::Deal);
        let mut row = TodoRow {
            row: self.row.number,
            title,
            // A kind of task nobody here knows stays readable in the title's note.
            what,
            touch,
            due: due.map(|due| due.date),
            time,
            done: done || done_at.is_some(),
            done_at: done_at.and_then(|at| at.at),
            done_on: done_at.map(|at| at.date),
            when: when.map(|when| (when.date, when.at)),
            priority: self.priority(),
            deal: about
                .map(|(_, _, text)| text.to_owned())
                .unwrap_or_default(),
            deal_column: about
                .map(|(_, column, _)| column.title.clone())
                .unwrap_or_default(),
            deal_code: self.line(Part::DealCode),
            owner: self.line(Part::Owner),
            note,
            order: self.order(),
            case: self.case(),
            codes: self.codes(),
            values: self.values(),
            who: String::new(),
        };
        // What took place and cases have other fields than tasks: there they are said in words.
        if row.case.is_some() || row.took_place().is_some() {
            let said = row
                .values
                .iter()
                .filter_map(|(id, value)| self.said(*id, value));
            let lines = std::iter::once(row.note.clone()).filter(|note| !note.is_empty());
            let note: Vec<String> = lines.chain(said).collect();
            row.note = note.join("\n");
            row.values.clear();
        }
        Some(row)
    }

    /// The number of a sale; our own lists write `#` where it has none.
    pub(super) fn order(&mut self) -> String {
        let order = self.line(Part::Order);
        if self.ours && order == "#" {
            return String::new();
        }
        order
    }

    /// The value of an own field with its name.
    fn said(&self, id: Id<FieldDef>, value: &FieldValue) -> Option<String> {
        let mut ways = self.ways.values();
        ways.find_map(|way| match way {
            Way::Own(own) if own.field.id == id => {
                Some(format!("{}: {}", own.field.name, value.plain(&own.field)))
            }
            _ => None,
        })
    }

    /// What the row says of a case; `None` where no column speaks of one.
    fn case(&mut self) -> Option<CaseRow> {
        let speaks = [Part::CaseKind, Part::CaseStatus];
        let mut columns = self.columns.iter();
        columns.find(|column| {
            speaks
                .iter()
                .any(|part| column.target == Target::Part(*part))
        })?;
        let kind = match self.cell(Part::CaseKind) {
            None => CaseKind::default(),
            Some((_, column, text)) => kind_of(text).unwrap_or_else(|| {
                self.problem(&column.title, ProblemKind::NotAnOption, text);
                CaseKind::Other
            }),
        };
        let status = match self.cell(Part::CaseStatus) {
            None => CaseStatus::Open,
            Some((_, column, text)) => status_of(text).unwrap_or_else(|| {
                self.problem(&column.title, ProblemKind::NotAnOption, text);
                CaseStatus::Open
            }),
        };
        let received = self.instant(Part::Received);
        Some(CaseRow {
            kind,
            status,
            received: received.map(|at| (at.date, at.at)),
            solution: self.text(Part::Solution, limits::NOTE),
        })
    }

    /// A day, perhaps with its time.
    fn moment(&mut self, part: Part) -> Option<Moment> {
        let (at, column, text) = self.cell(part)?;
        if text.chars().all(|c| !c.is_ascii_digit() || c == '0') && text.contains('0') {
            return None;
        }
        let order = match self.ways.get(&at) {
            Some(Way::Date(order)) => *order,
            _ => DateOrder::DayFirst,
        };
        let moment = parse_moment(text, order, self.reader.zone, Unzoned::Local).ok();
        if moment.is_none() {
            self.problem(&column.title, ProblemKind::UnreadableDate, text);
        }
        moment
    }

    /// The same of something that took place.
    pub(super) fn instant(&mut self, part: Part) -> Option<Moment> {
        let moment = self.moment(part)?;
        Some(self.begun(moment))
    }

    /// A cell of a workbook that is midnight says only its day; ours say when something took place.
    fn begun(&self, moment: Moment) -> Moment {
        if moment.at.is_some() || !self.ours || !self.reader.typed {
            return moment;
        }
        let begins = moment.date.and_time(NaiveTime::MIN);
        let begins = self.reader.zone.from_local_datetime(&begins).earliest();
        Moment {
            at: begins.map(|at| at.timestamp_millis()),
            ..moment
        }
    }

    /// The time of day of a moment, in the shop's zone.
    fn clock(&self, moment: Moment) -> Option<NaiveTime> {
        let utc = chrono::DateTime::from_timestamp_millis(moment.at?)?;
        Some(utc.with_timezone(&self.reader.zone).time())
    }

    fn time(&mut self) -> Option<NaiveTime> {
        let (_, column, text) = self.cell(Part::Time)?;
        let forms = ["%H:%M", "%H:%M:%S", "%I:%M %p"];
        let time = forms
            .iter()
            .find_map(|form| NaiveTime::parse_from_str(text, form).ok());
        if time.is_none() {
            self.problem(&column.title, ProblemKind::UnreadableDate, text);
        }
        time
    }

    /// Yes and no in words, or the moment it was done.
    fn done(&mut self) -> (bool, Option<Moment>) {
        let Some((_, column, text)) = self.cell(Part::Done) else {
            return (false, None);
        };
        let done = [
            "done",
            "completed",
            "complete",
            "closed",
            "finished",
            "erledigt",
            "完成",
            "已完成",
        ];
        let open = [
            "todo",
            "todos",
            "open",
            "offen",
            "planned",
            "pending",
            "inprogress",
            "notstarted",
            "未完成",
            "待办",
            "待辦",
            "进行中",
            "進行中",
            "overdue",
        ];
        let word = name_key(text);
        if done.contains(&word.as_str()) {
            return (true, None);
        }
        if open.contains(&word.as_str()) {
            return (false, None);
        }
        if let Some(flag) = cell::flag(text) {
            return (flag, None);
        }
        let moment = parse_moment(text, DateOrder::DayFirst, self.reader.zone, Unzoned::Local);
        match moment {
            Ok(moment) => (true, Some(self.begun(moment))),
            Err(_) => {
                self.problem(&column.title, ProblemKind::UnreadableFlag, text);
                (false, None)
            }
        }
    }

    fn priority(&mut self) -> Priority {
        let Some((_, column, text)) = self.cell(Part::Priority) else {
            return Priority::Normal;
        };
        match name_key(text).as_str() {
            "high" | "hoch" | "urgent" | "高" | "紧急" | "緊急" | "1" => Priority::High,
            "low" | "niedrig" | "低" => Priority::Low,
            "normal" | "medium" | "mittel" | "none" | "普通" | "中" => Priority::Normal,
            _ => {
                self.problem(&column.title, ProblemKind::NotAnOption, text);
                Priority::Normal
            }
        }
    }
}

/// The kind of case that a word names.
fn kind_of(text: &str) -> Option<CaseKind> {
    Some(match name_key(text).as_str() {
        "question" | "inquiry" | "frage" | "咨询" | "諮詢" => CaseKind::Question,
        "complaint" | "beschwerde" | "reklamation" | "投诉" | "投訴" => CaseKind::Complaint,
        "repair" | "reparatur" | "维修" | "維修" => CaseKind::Repair,
        "return" | "exchange" | "retoure" | "退换" | "退換" | "退货" | "退貨" => {
            CaseKind::Return
        }
        "other" | "sonstiges" | "其他" => CaseKind::Other,
        _ => return None,
    })
}

/// How far a case is by a word.
fn status_of(text: &str) -> Option<CaseStatus> {
    Some(match name_key(text).as_str() {
        "open" | "new" | "offen" | "inprogress" | "处理中" | "處理中" | "待处理" | "待處理" => {
            CaseStatus::Open
        }
        "waiting" | "pending" | "onhold" | "wartet" | "等待中" | "等待" => CaseStatus::Waiting,
        "solved" | "resolved" | "closed" | "done" | "erledigt" | "gelöst" | "已解决" | "已解決"
        | "已关闭" | "已關閉" => CaseStatus::Solved,
        _ => return None,
    })
}
