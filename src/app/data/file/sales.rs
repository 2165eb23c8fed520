//! A list of sales, or of the lines of sales.

use chrono_tz::Tz;
use rustc_hash::FxHashMap;

use super::{
    super::{
        Failure, Kind, Reading, Request,
        reading::{
            Columns, Counts, Fate, Issue, Met, Of, Preview, Reason, SalesColumn, Stage, among,
        },
    },
    ISSUES, Outcome, Wrong, lacking, refused, rejects, report, shown,
    things::used,
};
use crate::{
    app::worker::Progress,
    domain::{IdMaker, Moment, Record, TableName},
    exchange::{
        customers::layout::Layout,
        date_orders::DateOrders,
        duplicates::Sign,
        import::Opened,
        own::{OwnColumn, OwnFields},
        recognise::{columns_of_sales, head_of_sales, product_of_sales},
        sales::{
            self, Field, SaleRow, SalesError, SalesOptions, SalesSheet, SalesWarning, Target,
            plan::{self, CustomerCells, Known, PlanOptions},
        },
        sheet::Row,
    },
};

/// Reads and plans.
pub fn read(
    request: &Request,
    opened: &Opened,
    known: &Known,
    mut reading: Reading,
    progress: Progress<'_>,
) -> Result<(Reading, Outcome), Failure> {
    let now = &request.setting;
    let moment = Moment {
        now: now.now,
        today: now.today,
    };
    let mut ids = IdMaker::new(now.seed);
    let mut own = OwnFields::new(TableName::Sales, &now.fields, now.currency);
    let columns = columns(request, opened, &mut own, &mut ids);
    let fields: Vec<_> = columns.iter().map(|one| one.target.field()).collect();
    let head = head_of_sales(opened);
    let Some(table) = &opened.sheet else {
        return Err(Failure::Empty);
    };
    let header = head.header.and_then(|at| table.rows.get(at));
    reading.header = Some(header.map_or(0, |row: &Row| row.number));
    let lines = reading.kind == Kind::Lines;
    let missing = if lines {
        sales::missing_of_lines(fields.iter().copied())
    } else {
        sales::missing(fields.iter().copied())
    };
    if request.stage == Stage::Look && missing.is_none() {
        reading.columns = Columns::Sales(columns);
        return Ok((reading, Outcome::NOTHING));
    }
    let options = options(request, opened);
    let own_columns = own_columns(&columns, opened, &own, &options);
    let found = if lines {
        sales::read_lines_as(table, &options, Some(&fields), &own_columns)
    } else {
        sales::read_sales_as(table, &options, Some(&fields), &own_columns)
    };
    let mut sheet = match found {
        // The person can still say which column it is.
        Err(SalesError::MissingColumn(_)) => {
            reading.usable = false;
            reading.columns = Columns::Sales(columns);
            return Ok((reading, Outcome::NOTHING));
        }
        other => other.map_err(Failure::Sales)?,
    };
    let cells = customer_cells(&columns);
    let row = reading.header.unwrap_or_default().max(1);
    let doubts = doubts(&columns, &own_columns, row);
    reading.columns = Columns::Sales(columns);
    reading.warnings.clone_from(&sheet.warnings);
    reading.product = product_of_sales(opened).map(str::to_owned);
    reading.no_orders = !lines && sheet.rows.iter().all(|row| row.order_id.is_none());
    reading.set_totals(&sheet.totals);
    let mut issues = read_issues(&sheet);
    let options = PlanOptions {
        currency: now.currency,
        choice: request.decisions.duplicates,
        amounts: !sheet.warnings.contains(&SalesWarning::NoAmountColumn),
        cells,
    };
    let report = report(progress);
    let plan = if lines {
        plan::plan_lines(&mut sheet.rows, known, options, &mut ids, &moment, report)
    } else {
        plan::plan(&sheet.rows, known, options, &mut ids, &moment, report)
    };
    let plan = plan.map_err(|stopped| Failure::Broken(stopped.to_string()))?;
    let fates: FxHashMap<u32, plan::Fate> = plan.fates.iter().copied().collect();
    let changes: FxHashMap<u32, _> = plan.changes.iter().copied().collect();
    let whom: FxHashMap<u32, _> = plan.whom.iter().copied().collect();
    if lines && !plan.sales.is_empty() {
        let alone = u32::try_from(plan.sales.len()).unwrap_or(u32::MAX);
        reading.warnings.push(SalesWarning::LinesAlone(alone));
    }
    let read = sheet.rows.len();
    let rows = std::mem::take(&mut sheet.rows).into_iter();
    let rows = rows.take(shown(request.stage)).map(|row| {
        let met = || Met {
            name: String::new(),
            sign: row.order_id.as_ref().map(|_| Sign::Code),
            id: changes.get(&row.row_number).map(|id| id.raw()),
        };
        let fate = match fates.get(&row.row_number) {
            Some(plan::Fate::Update) => Fate::Update(met()),
            Some(plan::Fate::Known) => Fate::Skip(met()),
            Some(plan::Fate::Differs) => Fate::Differs,
            Some(plan::Fate::Return) => Fate::Return,
            Some(plan::Fate::Void) => Fate::Void,
            None => Fate::New,
        };
        let of = whom.get(&row.row_number).copied();
        (row, fate, of)
    });
    let rows: Vec<_> = rows.collect();
    issues.extend(plan.problems.iter().map(Issue::from));
    let left_out = sheet
        .rejected
        .iter()
        .filter_map(|row| (*row).try_into().ok());
    let left_out = left_out.chain(plan.problems.iter().map(|problem| problem.row));
    let mut rejected: Wrong = left_out.map(|row| (row, Vec::new())).collect();
    for issue in &issues {
        if let Some(reasons) = rejected.get_mut(&issue.row) {
            reasons.push(issue.reason.clone());
        }
    }
    let told = issues.iter().map(|one| (one.row, one.reason.clone()));
    let lack = lacking(&rejected, told);
    issues.extend(opened.undecodable().iter().map(Issue::from));
    // Known, not unreadable: in the list, and in no file to correct.
    issues.extend(plan.differing.iter().chain(&plan.void).map(Issue::from));
    issues.extend(plan.doubts.iter().map(|(_, doubt)| Issue::from(doubt)));
    issues.extend(doubts);
    issues.sort_by_key(|issue| issue.row);
    reading.add_issues(issues, ISSUES);
    let edited = plan.update.iter().map(|(_, edited)| edited);
    let made = used(&own, plan.sales.iter().chain(edited).map(|one| &one.values));
    reading.counts = Counts {
        rows: read + rejected.len() - plan.problems.len(),
        create: plan.sales.len(),
        update: plan.update.len(),
        skip: plan.skipped,
        differing: plan.differing.len(),
        void: plan.void.len(),
        returns: plan.returns,
        rejected: rejected.len(),
        lacking: lack.len(),
        customers: plan.customers.len(),
        products: plan.products.len(),
        unlinked: plan.unlinked,
        fields: made.len(),
        ..reading.counts
    };
    let layout = Layout::with(table, reading.header);
    let bytes = rejects(Some(&layout), request.stage, &rejected, &lack)?;
    let refused = refused(Some(&layout), request.stage, &rejected);
    let place = |(row, ..): &Of<SaleRow>| usize::try_from(row.row_number).unwrap_or(usize::MAX);
    reading.preview = Preview::Sales(among(rows, refused, place));
    if let Some(bytes) = bytes {
        return Ok((reading, Outcome::Bytes(bytes)));
    }
    let customers = plan.customers.into_iter().map(Record::from);
    let products = plan.products.into_iter().map(Record::from);
    let updated = plan.update.into_iter().map(|(_, edited)| edited);
    let sales = plan.sales.into_iter().chain(updated).map(Record::from);
    let fields = made.into_iter().map(Record::Fields);
    let records = fields.chain(customers).chain(products).chain(sales);
    Ok((reading, Outcome::Plan(records.collect())))
}

fn options(request: &Request, opened: &Opened) -> SalesOptions {
    let setting = &request.setting;
    // Without other evidence a date is read as the language writes it.
    let chinese = setting.language.starts_with("zh");
    let usual = chinese || setting.language == "en";
    SalesOptions {
        delimiter: None,
        zone: setting.zone.parse().unwrap_or(Tz::UTC),
        currency: setting.currency,
        date_order: DateOrders::of(request.decisions.date_order, usual, chinese),
        header: opened.header.and_then(|row| u32::try_from(row).ok()),
        typed: request.decisions.choices.typed,
        decimal_mark: request.decisions.decimal_mark,
    }
}

/// The rows below the header.
fn below(opened: &Opened) -> &[Row] {
    let rows = opened.sheet.as_ref().map_or(&[][..], |sheet| &sheet.rows);
    rows.get(head_of_sales(opened).first..).unwrap_or_default()
}

/// The columns with an example each, as the header or the person says; fields that they become are made.
fn columns(
    request: &Request,
    opened: &Opened,
    own: &mut OwnFields,
    ids: &mut IdMaker,
) -> Vec<SalesColumn> {
    let rows = below(opened);
    let example = |at: usize| {
        let mut cells = rows.iter().map(|row| row.cell(at).trim());
        cells
            .find(|cell| !cell.is_empty())
            .unwrap_or_default()
            .to_owned()
    };
    let columns = columns_of_sales(opened);
    let chosen = request.decisions.sales_targets.as_deref();
    let mut targets = sales::targets(&columns, chosen, own);
    let cells = |at: usize| rows.iter().map(move |row| row.cell(at));
    sales::make_fields(&columns, &mut targets, cells, own, ids, request.setting.now);
    let columns = columns.into_iter().zip(targets).enumerate();
    columns
        .map(|(at, (column, target))| SalesColumn {
            title: column.header,
            example: example(at),
            target,
        })
        .collect()
}

/// How each column of an own field is written.
fn own_columns(
    columns: &[SalesColumn],
    opened: &Opened,
    own: &OwnFields,
    options: &SalesOptions,
) -> Vec<(usize, OwnColumn)> {
    let rows = below(opened);
    let columns = columns.iter().enumerate();
    columns
        .filter_map(|(at, column)| {
            let field = match column.target {
                Target::Own(one) => one.field(&column.title, own),
                Target::Ignore | Target::Field(_) => None,
            };
            let cells = rows.iter().map(|row| row.cell(at));
            let written = own.column(field?, cells, options.date_order, options.decimal_mark);
            Some((at, written))
        })
        .collect()
}

/// What columns of own fields leave open; told in the row that names them.
fn doubts(columns: &[SalesColumn], own: &[(usize, OwnColumn)], row: usize) -> Vec<Issue> {
    let named = own
        .iter()
        .filter_map(|(at, own)| Some((columns.get(*at)?, own)));
    let all = named.flat_map(|(column, own)| {
        own.doubts().map(|kind| Issue {
            row,
            column: column.title.clone(),
            reason: Reason::Table(kind),
            value: column.example.clone(),
        })
    });
    all.collect()
}

fn customer_cells(columns: &[SalesColumn]) -> CustomerCells {
    columns
        .iter()
        .find(|column| column.target == Target::Field(Field::Customer))
        .map_or(CustomerCells::Anything, |column| {
            CustomerCells::of(&column.title)
        })
}

fn read_issues(sheet: &SalesSheet) -> Vec<Issue> {
    let issue = |problem: &sales::RowProblem| Issue {
        row: usize::try_from(problem.row_number).unwrap_or(usize::MAX),
        column: problem.column.clone().unwrap_or_default(),
        reason: Reason::Sale(problem.kind.clone()),
        value: problem.text.clone(),
    };
    sheet.problems.iter().map(issue).collect()
}
