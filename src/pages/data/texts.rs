//! Words for what a file is, what is wrong with it, and what its columns hold.

use crate::{
    app::data::{Failure, Kind, file::BACKUP_LIMIT, reading::Reason},
    domain::TableName,
    exchange::{
        amount::AmountError,
        customers::What,
        dates::{DateError, DateOrder},
        duplicates::Sign,
        problem::ProblemKind,
        sales::{self, Field, SalesError},
        things::Part,
        unpack::UnpackError,
    },
    i18n::{Locale, td_string},
};

/// What a file holds.
pub fn kind(locale: Locale, kind: Kind) -> &'static str {
    match kind {
        Kind::Customers => td_string!(locale, data.kind_customers),
        Kind::Sales => td_string!(locale, data.kind_sales),
        Kind::Lines => td_string!(locale, data.kind_lines),
        Kind::Deals => td_string!(locale, data.kind_deals),
        Kind::Products => td_string!(locale, data.kind_products),
        Kind::Activities => td_string!(locale, data.kind_activities),
        Kind::Points => td_string!(locale, data.kind_points),
        Kind::Calendar => td_string!(locale, data.kind_calendar),
        Kind::Backup => td_string!(locale, data.kind_backup),
    }
}

/// A table of the shop.
pub fn table(locale: Locale, table: TableName) -> &'static str {
    match table {
        TableName::Shop => td_string!(locale, data.t_shop),
        TableName::Customers => td_string!(locale, common.customers),
        TableName::Pipelines => td_string!(locale, data.t_pipelines),
        TableName::Products => td_string!(locale, common.products),
        TableName::Deals => td_string!(locale, data.t_deals),
        TableName::Sales => td_string!(locale, common.sales),
        TableName::Cases => td_string!(locale, care.cases),
        TableName::Points => td_string!(locale, care.points),
        TableName::Activities => td_string!(locale, data.t_activities),
        TableName::Tasks => td_string!(locale, common.tasks),
        TableName::Members => td_string!(locale, history.table_members),
        TableName::Fields => td_string!(locale, history.table_fields),
        TableName::Relations => td_string!(locale, history.table_relations),
        TableName::Views => td_string!(locale, history.table_views),
        TableName::Templates => td_string!(locale, history.table_templates),
        TableName::Files => td_string!(locale, history.table_files),
        TableName::Trash => td_string!(locale, data.t_trash),
    }
}

/// A separator of cells.
pub fn delimiter(locale: Locale, sign: char) -> &'static str {
    match sign {
        ';' => td_string!(locale, data.semicolon),
        '\t' => td_string!(locale, data.tab),
        '|' => td_string!(locale, data.pipe),
        '~' => td_string!(locale, data.tilde),
        _ => td_string!(locale, data.comma),
    }
}

/// What is wrong with a place of a file.
pub fn reason(locale: Locale, reason: &Reason) -> String {
    match reason {
        Reason::Table(kind) => table_problem(locale, kind),
        Reason::Sale(kind) => sale_problem(locale, kind),
    }
}

fn table_problem(locale: Locale, kind: &ProblemKind) -> String {
    let text = match kind {
        ProblemKind::UnclosedQuote => td_string!(locale, data.p_unclosed_quote),
        ProblemKind::TooManyCells { .. } => td_string!(locale, data.p_too_many_cells),
        ProblemKind::Undecodable(count) => {
            return td_string!(locale, data.p_undecodable, count = *count);
        }
        ProblemKind::NoCharset(name) => {
            return td_string!(locale, data.p_no_charset, name = name.to_uppercase());
        }
        ProblemKind::Shared { sign, name } => {
            let name = name.clone();
            return match sign {
                Sign::Email => td_string!(locale, data.p_shared_email, name = name),
                Sign::Code => td_string!(locale, data.p_shared_code, name = name),
                Sign::Phone | Sign::Name => td_string!(locale, data.p_shared_phone, name = name),
            };
        }
        ProblemKind::Twins(name) => {
            return td_string!(locale, data.p_twins, name = name.clone());
        }
        ProblemKind::Exceptions(days) => {
            return td_string!(locale, data.p_exceptions, count = *days);
        }
        ProblemKind::NoIdentity => td_string!(locale, data.p_no_identity),
        ProblemKind::UnreadableBirthday => td_string!(locale, data.p_birthday),
        ProblemKind::AmbiguousDates { order } => match order {
            DateOrder::DayFirst => td_string!(locale, data.p_ambiguous_day),
            DateOrder::MonthFirst => td_string!(locale, data.p_ambiguous_month),
            DateOrder::YearFirst => td_string!(locale, data.p_ambiguous_year),
            DateOrder::RepublicFirst => td_string!(locale, data.p_ambiguous_republic),
        },
        ProblemKind::AmbiguousNumbers { comma: true } => {
            td_string!(locale, data.p_ambiguous_comma)
        }
        ProblemKind::AmbiguousNumbers { comma: false } => {
            td_string!(locale, data.p_ambiguous_point)
        }
        ProblemKind::LostDigits => td_string!(locale, data.p_lost_digits),
        ProblemKind::UnreadablePhone => td_string!(locale, data.p_phone),
        ProblemKind::UnreadableEmail => td_string!(locale, data.p_email),
        ProblemKind::UnreadableFlag => td_string!(locale, data.p_flag),
        ProblemKind::UnreadableNumber => td_string!(locale, data.p_number),
        ProblemKind::UnreadableDate => td_string!(locale, data.p_date_unreadable),
        ProblemKind::NotAnOption => td_string!(locale, data.p_not_an_option),
        ProblemKind::UnreadableConsent => td_string!(locale, data.p_consent),
        ProblemKind::UnreadableRelation => td_string!(locale, data.p_relation),
        ProblemKind::UnknownRelation => td_string!(locale, data.p_relation_unknown),
        ProblemKind::UnreadableLink => td_string!(locale, data.p_link),
        ProblemKind::OutOfRange => td_string!(locale, data.p_out_of_range),
        ProblemKind::UnknownCurrency => td_string!(locale, data.p_currency),
        ProblemKind::ForeignSign => td_string!(locale, data.p_foreign_sign),
        ProblemKind::TooLong => td_string!(locale, data.p_too_long),
        ProblemKind::AmountTooLarge => td_string!(locale, data.p_amount_too_large),
        ProblemKind::OrderDiffers => td_string!(locale, data.p_order_differs),
        ProblemKind::OrderCancelled => td_string!(locale, data.p_order_cancelled),
        ProblemKind::OrderUnpaid => td_string!(locale, data.p_order_unpaid),
        ProblemKind::NotASale => td_string!(locale, data.p_not_a_sale),
        ProblemKind::SoldUnpaid => td_string!(locale, data.p_sold_unpaid),
        ProblemKind::LinesDiffer => td_string!(locale, data.p_lines_differ),
        ProblemKind::NoSale => td_string!(locale, data.p_no_sale),
        ProblemKind::UnknownOrder => td_string!(locale, data.p_unknown_order),
        ProblemKind::PointsBrought => td_string!(locale, data.p_points_brought),
        ProblemKind::PhotoTooLarge => td_string!(locale, data.p_photo),
        ProblemKind::NotACard => td_string!(locale, data.p_not_a_card),
        ProblemKind::UnknownZone => td_string!(locale, data.p_unknown_zone),
        ProblemKind::AGroup => td_string!(locale, data.p_a_group),
        ProblemKind::NotAnEntry => td_string!(locale, data.p_not_an_entry),
        ProblemKind::NoTitle => td_string!(locale, data.p_no_title),
        ProblemKind::NoDay => td_string!(locale, data.p_no_day),
        ProblemKind::UnknownRule => td_string!(locale, data.p_unknown_rule),
        ProblemKind::UnknownRuleOver => td_string!(locale, data.p_unknown_rule_over),
        ProblemKind::MissingEnd => td_string!(locale, data.p_missing_end),
    };
    text.to_owned()
}

fn sale_problem(locale: Locale, kind: &sales::ProblemKind) -> String {
    let text = match kind {
        sales::ProblemKind::Date(DateError::Empty) => td_string!(locale, data.p_date_missing),
        sales::ProblemKind::Date(DateError::Unreadable) => {
            td_string!(locale, data.p_date_unreadable)
        }
        sales::ProblemKind::Date(DateError::Impossible) => {
            td_string!(locale, data.p_date_impossible)
        }
        sales::ProblemKind::YearOutOfRange => td_string!(locale, data.p_year),
        sales::ProblemKind::Amount(AmountError::Empty) => {
            td_string!(locale, data.p_amount_missing)
        }
        sales::ProblemKind::Amount(AmountError::NotANumber) => {
            td_string!(locale, data.p_amount_unreadable)
        }
        sales::ProblemKind::Amount(AmountError::TooManyDecimals) => {
            td_string!(locale, data.p_amount_decimals)
        }
        sales::ProblemKind::Amount(AmountError::Overflow) => {
            td_string!(locale, data.p_amount_too_large)
        }
        sales::ProblemKind::Quantity(_) => td_string!(locale, data.p_quantity),
        sales::ProblemKind::UnknownCurrency => td_string!(locale, data.p_currency),
        sales::ProblemKind::ForeignSign => td_string!(locale, data.p_foreign_sign),
        sales::ProblemKind::CurrencyConflict => td_string!(locale, data.p_currency_conflict),
        sales::ProblemKind::UnknownPayment => td_string!(locale, data.p_payment),
        sales::ProblemKind::UnknownStatus => td_string!(locale, data.p_status),
        sales::ProblemKind::RefundTooLarge => td_string!(locale, data.p_refund_too_large),
        sales::ProblemKind::RefundUnknown => td_string!(locale, data.p_refund_unknown),
        sales::ProblemKind::PartlyPaid => td_string!(locale, data.p_partly_paid),
        sales::ProblemKind::OrderBroken => td_string!(locale, data.p_order_broken),
        sales::ProblemKind::Time => td_string!(locale, data.p_time),
        sales::ProblemKind::TooManyCells => td_string!(locale, data.p_too_many_cells),
        sales::ProblemKind::UnclosedQuote => td_string!(locale, data.p_unclosed_quote),
        sales::ProblemKind::Own(kind) | sales::ProblemKind::Value(kind) => {
            return table_problem(locale, kind);
        }
    };
    text.to_owned()
}

/// Why a file can't be used.
pub fn failure(locale: Locale, file: &str, failure: &Failure) -> String {
    let file = file.to_owned();
    match failure {
        Failure::Empty | Failure::Sales(SalesError::Empty | SalesError::MissingColumn(_)) => {
            td_string!(locale, data.f_empty, file = file)
        }
        Failure::TooLarge { bytes, limit } => {
            let (size, limit_mb) = (bytes.div_ceil(1 << 20), limit >> 20);
            if *limit == BACKUP_LIMIT {
                td_string!(
                    locale,
                    data.f_backup_large,
                    file = file,
                    size = size,
                    limit = limit_mb
                )
            } else {
                td_string!(
                    locale,
                    data.f_file_large,
                    file = file,
                    size = size,
                    limit = limit_mb
                )
            }
        }
        Failure::Unpack(error) => unpack_error(locale, file, *error),
        Failure::Binary => td_string!(locale, data.f_binary, file = file),
        Failure::Json { line, column } => {
            td_string!(
                locale,
                data.f_json,
                file = file,
                line = *line,
                column = *column
            )
        }
        Failure::Truncated { line } => {
            td_string!(locale, data.f_truncated, file = file, line = *line)
        }
        Failure::NotABackup => td_string!(locale, data.f_not_backup, file = file),
        Failure::Newer(version) => {
            td_string!(locale, data.f_newer, file = file, version = *version)
        }
        Failure::Record {
            table: name,
            position,
            ..
        } => td_string!(
            locale,
            data.f_record,
            file = file,
            position = *position,
            table = table(locale, *name)
        ),
        Failure::Files { names, count } => td_string!(
            locale,
            data.f_files,
            file = file,
            count = *count,
            names = names.join(" · ")
        ),
        Failure::Locked => td_string!(locale, data.f_locked, file = file),
        Failure::Gone => td_string!(locale, data.f_gone, file = file),
        Failure::ArchiveTooLarge => td_string!(locale, data.f_zip_large).to_owned(),
        Failure::Broken(message) => {
            td_string!(
                locale,
                data.f_broken,
                file = file,
                message = message.clone()
            )
        }
    }
}

/// Why a workbook or an archive can't be taken apart.
fn unpack_error(locale: Locale, file: String, error: UnpackError) -> String {
    match error {
        UnpackError::Damaged => td_string!(locale, data.f_damaged, file = file),
        UnpackError::Protected => td_string!(locale, data.f_protected, file = file),
        UnpackError::TooLarge(limit) => {
            td_string!(locale, data.f_too_large, file = file, limit = limit)
        }
        UnpackError::OtherProgram => td_string!(locale, data.f_other_program, file = file),
        UnpackError::Nothing => td_string!(locale, data.f_nothing_inside, file = file),
    }
}

macro_rules! words {
    ($locale:ident, $value:expr, $type:ident, $($variant:ident $key:ident)*) => {
        match $value { $($type::$variant => td_string!($locale, data.$key),)* }
    };
}

/// What a column of customers holds.
pub fn what(locale: Locale, what: What) -> &'static str {
    words!(locale, what, What,
        FullName w_full_name FamilyName w_family_name GivenName w_given_name
        MiddleName w_middle_name NamePrefix w_name_prefix NameSuffix w_name_suffix
        Nickname w_nickname Phonetic w_phonetic PhoneticFamily w_phonetic_family
        PhoneticGiven w_phonetic_given Phone w_phone PhoneCode w_phone_code PhoneLabel w_phone_label Email w_email
        EmailLabel w_email_label Street w_street Street2 w_street2 Street3 w_street3
        PoBox w_po_box City w_city Region w_region Postcode w_postcode Country w_country
        Address w_address AddressLabel w_address_label Company w_company CompanyCode w_company_code JobTitle w_job_title
        Birthday w_birthday BirthYear w_birth_year BirthMonth w_birth_month BirthDay w_birth_day
        Gender w_gender Tags w_tags Note w_note Source w_source Code w_code Website w_website
        DoNotContact w_do_not_contact Kind w_kind Since w_since Standing w_standing Owner d_owner
        LeadStatus w_lead_status LeadReason w_lead_reason LeadSince w_lead_since
        LeadAnswered w_lead_answered ConsentPhone w_consent_phone ConsentEmail w_consent_email
        ConsentMessage w_consent_message ConsentPost w_consent_post
        AcceptsEmail w_accepts_email AcceptsMessages w_accepts_messages RefusesEmail w_refuses_email Relations w_relations Points w_points
        Own w_own New new_field Ignore w_ignore)
}

/// What a column of sales holds.
pub fn sales_field(locale: Locale, field: Field) -> &'static str {
    words!(locale, field, Field,
        Customer s_customer Date s_date TimestampUtc s_timestamp_utc Time s_time Amount s_amount
        OrderId s_order_id RefundOf s_refund_of Product s_product Quantity s_quantity
        UnitPrice s_unit_price Discount s_discount TaxRate s_tax_rate Currency s_currency Payment s_payment RowKind s_row_kind Status s_status
        CancelledAt s_cancelled_at Refunded s_refunded RefundedAt s_refunded_at RowId s_row_id Note s_note CustomerName s_customer_name
        CustomerFamily s_customer_family Variant s_variant LineDiscount s_line_discount Shipping s_shipping Tax s_tax
        CustomerPhone s_customer_phone CustomerEmail s_customer_email PayeeEmail s_payee_email
        CustomerCompany s_customer_company)
}

/// What a column of deals or products holds.
pub fn part(locale: Locale, part: Part) -> &'static str {
    words!(locale, part, Part,
        Title d_title Value d_value Currency s_currency Board d_board Stage d_stage
        Status d_status Owner d_owner ExpectedClose d_expected_close Won d_won Lost d_lost
        Closed d_closed Reason d_reason Source w_source Note w_note Tags w_tags PersonCode d_person_code
        CompanyCode d_company_code Code d_code Name d_name Variant d_variant Family d_family Sku d_sku Category d_category Price d_price
        Tax d_tax Archived d_archived What d_what Due d_due Time d_time Done d_done
        DoneAt d_done_at When d_when Priority d_priority Deal d_deal DealCode d_deal_code
        CaseKind d_case_kind CaseStatus d_case_status Received d_received Solution d_solution
        Order s_order_id Points d_points PointsReason d_points_reason)
}
