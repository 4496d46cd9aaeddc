//! A reply judged while it is being written: its message is read once.

use std::ffi::c_char;
use std::sync::Arc;

use self_cell::self_cell;
use simpatico_core::{Analyzer, Draft, Judgement};

use crate::analyzer::simpatico_analyzer;
use crate::convert::{output, text};
use crate::handle::{borrow, free, handle, own};
use crate::judgement::{Judged, Texts, simpatico_judgement};
use crate::status::{guard, simpatico_status};

/// A customer's message, read once, to judge the versions of the reply to it while an agent types. Never changes: any
/// number of threads may use it at once.
pub struct simpatico_draft {
    _opaque: (),
}

handle!(simpatico_draft, Drafting, b"draft\0\0\0");

self_cell!(
    struct Held {
        owner: Box<str>,
        #[covariant]
        dependent: Draft,
    }
);

/// A message as read.
pub(crate) struct Message(Held);

impl Message {
    pub(crate) fn text(&self) -> &str {
        self.0.borrow_owner()
    }

    pub(crate) fn judge<'r>(&'r self, reply: &'r str) -> Judgement<'r> {
        let draft = self.0.borrow_dependent();
        Judgement { customer: draft.customer().clone(), reply: Some(draft.check(reply)) }
    }
}

/// A message that replies to it are judged against; judgements keep it alive.
pub(crate) struct Drafting {
    analyzer: Analyzer,
    message: Arc<Message>,
}

impl Drafting {
    pub(crate) fn new(analyzer: &Analyzer, customer: &str) -> Self {
        let message = Held::new(customer.into(), |customer| analyzer.draft(customer));
        Self { analyzer: analyzer.clone(), message: Arc::new(Message(message)) }
    }

    pub(crate) fn check(&self, reply: &str) -> Judged {
        Judged::new(&self.analyzer, Texts::of_draft(&self.message, reply))
    }
}

/// Reads a customer's message once, for `simpatico_draft_check`. In a session, `simpatico_session_check` does this
/// itself.
///
/// Takes: UTF-8, copied. Gives: a handle that you free with `simpatico_draft_free`. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_analyzer_draft(
    analyzer: *const simpatico_analyzer,
    customer: *const c_char,
    len: usize,
    out: *mut *mut simpatico_draft,
) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let (analyzer, customer, out) =
            unsafe { (borrow(analyzer)?, text("customer", customer, len)?, output("out", out)?) };
        out.write(own(Drafting::new(analyzer, customer)));
        Ok(())
    })
}

/// Judges the reply as it stands, for what the reply costs: the same as `simpatico_analyzer_score_reply` gives.
///
/// Takes: UTF-8, copied. Gives: a judgement of both, which you free with `simpatico_judgement_free`, before or after
/// the draft. Threads: any, at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_draft_check(
    draft: *const simpatico_draft,
    reply: *const c_char,
    len: usize,
    out: *mut *mut simpatico_judgement,
) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let (draft, reply, out) = unsafe { (borrow(draft)?, text("reply", reply, len)?, output("out", out)?) };
        out.write(own(draft.check(reply)));
        Ok(())
    })
}

/// Frees a draft. NULL is fine. Its judgements live on.
///
/// Threads: any, once no other thread uses it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_draft_free(draft: *mut simpatico_draft) {
    // SAFETY: as the header asks.
    unsafe { free(draft) };
}
