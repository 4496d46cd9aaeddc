//! The languages that results are put into words in.

use simpatico_core::Locale;

use crate::convert::choice;
use crate::status::Outcome;

/// The language that results are put into words in; quotations stay in their own.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_locale {
    /// English.
    English = 0,
    /// Spanish.
    Spanish = 1,
}

impl From<simpatico_locale> for Locale {
    fn from(locale: simpatico_locale) -> Self {
        match locale {
            simpatico_locale::English => Self::English,
            simpatico_locale::Spanish => Self::Spanish,
        }
    }
}

/// The locale of a number argument.
pub(crate) fn locale(number: u32) -> Outcome<Locale> {
    Ok(choice("locale", number, &[simpatico_locale::English, simpatico_locale::Spanish])?.into())
}
