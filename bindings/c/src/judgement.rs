//! What an exchange was found to be, held together with its texts.

use std::ffi::c_char;
use std::sync::{Arc, OnceLock};

use self_cell::self_cell;
use simpatico_core::{Analyzer, Exchange, Judgement, Locale, Style, note, to_json};

use crate::analysis::{AnalysisView, simpatico_analysis};
use crate::convert::{optional_text, output, text};
use crate::draft::Message;
use crate::handle::{Tagged, answer, borrow, free, handle};
use crate::locale::locale;
use crate::reply::{ReplyView, simpatico_reply_score};
use crate::status::{Failure, Outcome, guard, simpatico_status};
use crate::text::{simpatico_str, simpatico_string};

/// A customer's message, the reply to it where there is one, and the number of turns before them.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct simpatico_exchange {
    /// The message.
    pub customer: simpatico_str,
    /// The reply; `data` is NULL where there is none. An empty reply has another address and `len` 0.
    pub reply: simpatico_str,
    /// Number of turns before the message in the same conversation.
    pub turns_before: usize,
}

/// What an exchange was found to be. Never changes: any number of threads may read it at once.
pub struct simpatico_judgement {
    _opaque: (),
}

handle!(simpatico_judgement, Judged, b"judgemnt");

/// Copies of the texts of an exchange.
pub(crate) struct Texts {
    customer: Customer,
    reply: Option<Box<str>>,
    turns_before: usize,
}

/// A message: to be read, or read already.
enum Customer {
    Text(Box<str>),
    Read(Arc<Message>),
}

impl Texts {
    pub(crate) fn new(customer: &str, reply: Option<&str>, turns_before: usize) -> Self {
        Self { customer: Customer::Text(customer.into()), reply: reply.map(Into::into), turns_before }
    }

    /// A message that was read before, and a reply to it.
    pub(crate) fn of_draft(message: &Arc<Message>, reply: &str) -> Self {
        Self { customer: Customer::Read(Arc::clone(message)), reply: Some(reply.into()), turns_before: 0 }
    }

    fn exchange(&self) -> Exchange<'_> {
        let customer = match &self.customer {
            Customer::Text(text) => text,
            Customer::Read(message) => message.text(),
        };
        Exchange { customer, reply: self.reply.as_deref(), turns_before: self.turns_before }
    }

    fn judge(&self, analyzer: &Analyzer) -> Judgement<'_> {
        match &self.customer {
            Customer::Text(_) => analyzer.judge_exchange(&self.exchange()),
            Customer::Read(message) => message.judge(self.reply.as_deref().unwrap_or_default()),
        }
    }
}

self_cell!(
    struct Held {
        owner: Texts,
        #[covariant]
        dependent: Judgement,
    }
);

/// A judgement, and its parts as the header lays them out, made when first asked for.
pub(crate) struct Judged {
    analyzer: Analyzer,
    held: Held,
    customer: OnceLock<Tagged<simpatico_analysis>>,
    reply: OnceLock<Option<Tagged<simpatico_reply_score>>>,
}

impl Judged {
    pub(crate) fn new(analyzer: &Analyzer, texts: Texts) -> Self {
        let held = Held::new(texts, |texts| texts.judge(analyzer));
        Self { analyzer: analyzer.clone(), held, customer: OnceLock::new(), reply: OnceLock::new() }
    }

    fn customer(&self) -> &Tagged<simpatico_analysis> {
        self.customer.get_or_init(|| Tagged::new(AnalysisView::new(&self.held.borrow_dependent().customer)))
    }

    fn reply(&self) -> Option<&Tagged<simpatico_reply_score>> {
        let view = || self.held.borrow_dependent().reply.as_ref().map(|reply| Tagged::new(ReplyView::new(reply)));
        self.reply.get_or_init(view).as_ref()
    }
}

/// Frees a judgement and all that was borrowed from it. NULL is fine.
///
/// Threads: any, once no other thread uses it. A judgement of a batch belongs to the batch: do not free it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_judgement_free(judgement: *mut simpatico_judgement) {
    // SAFETY: as the header asks.
    unsafe { free(judgement) };
}

/// What was found in the customer's message.
///
/// Gives: a part of the judgement, which you do not free. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_judgement_customer(
    judgement: *const simpatico_judgement,
    out: *mut *const simpatico_analysis,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer(judgement, out, |judged| Ok(judged.customer().handle())) }
}

/// How well the reply meets the message; `SIMPATICO_STATUS_ABSENT` where there is no reply.
///
/// Gives: a part of the judgement, which you do not free. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_judgement_reply(
    judgement: *const simpatico_judgement,
    out: *mut *const simpatico_reply_score,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe { answer(judgement, out, |judged| Ok(judged.reply().ok_or_else(Failure::absent)?.handle())) }
}

/// The judgement as one line of the JSON contract, without a line break: byte for byte what every other interface
/// writes.
///
/// Takes: the line's id, UTF-8; `(NULL, 0)` gives `null`. Gives: a string that you free with `simpatico_string_free`.
/// Fails: `SIMPATICO_STATUS_INVALID_UTF8`. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_judgement_to_json(
    judgement: *const simpatico_judgement,
    id: *const c_char,
    id_len: usize,
    out: *mut simpatico_string,
) -> simpatico_status {
    guard(|| {
        let id = simpatico_str { data: id, len: id_len };
        // SAFETY: as the header asks.
        let (judged, id, out) = unsafe { (borrow(judgement)?, optional_text("id", id)?, output("out", out)?) };
        out.write(to_json(judged.held.borrow_dependent(), id, &judged.analyzer).into());
        Ok(())
    })
}

/// What a coach would write beside the exchange: one plain sentence a line.
///
/// Takes: a `simpatico_locale`. Gives: a string that you free with `simpatico_string_free`. Fails:
/// `SIMPATICO_STATUS_INVALID_ARGUMENT` where `locale` is none. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_judgement_note(
    judgement: *const simpatico_judgement,
    locale: u32,
    out: *mut simpatico_string,
) -> simpatico_status {
    // SAFETY: as the header asks.
    unsafe {
        answer(judgement, out, |judged| {
            Ok(note(judged.held.borrow_dependent(), self::locale(locale)?).join("\n").into())
        })
    }
}

/// Columns that a page has at least.
const LEAST_WIDTH: usize = 40;

/// The style of a page, from arguments.
pub(crate) fn style(colour: bool, width: usize, locale: Locale) -> Outcome<Style> {
    if width < LEAST_WIDTH {
        let message = format!("width {width} is below {LEAST_WIDTH}");
        return Err(Failure::new(simpatico_status::InvalidArgument, message));
    }
    Ok(Style { colour, width, locale })
}

/// The judgement as a page for people, with the evidence beside each label.
///
/// Takes: a heading, UTF-8, which may be empty; whether to use ANSI colours; the columns to wrap at, 40 or more; the
/// `simpatico_locale` of the coach's note. Gives: a string that you free with `simpatico_string_free`. Fails:
/// `SIMPATICO_STATUS_INVALID_UTF8`, `SIMPATICO_STATUS_INVALID_ARGUMENT`. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_judgement_explain(
    judgement: *const simpatico_judgement,
    title: *const c_char,
    title_len: usize,
    colour: bool,
    width: usize,
    locale: u32,
    out: *mut simpatico_string,
) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let (judged, title, out) =
            unsafe { (borrow(judgement)?, text("title", title, title_len)?, output("out", out)?) };
        let (exchange, style) = (judged.held.borrow_owner().exchange(), style(colour, width, self::locale(locale)?)?);
        out.write(judged.analyzer.explain(&exchange, judged.held.borrow_dependent(), title, style).into());
        Ok(())
    })
}
