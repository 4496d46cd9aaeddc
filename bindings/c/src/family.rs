//! Labels by number and by name, for any family.

use std::ffi::c_char;

use simpatico_core::{Label, title_by_name};

use crate::convert::{output, text};
use crate::label::FAMILIES;
use crate::locale::locale;
use crate::status::{Failure, Outcome, guard, simpatico_status};
use crate::text::simpatico_str;

/// What can be asked of a family.
pub(crate) struct Family {
    name: &'static str,
    count: usize,
    name_at: fn(usize) -> Option<&'static str>,
    place_of: fn(&str) -> Option<usize>,
}

impl Family {
    fn name_of(&self, label: u32) -> Outcome<&'static str> {
        usize::try_from(label).ok().and_then(self.name_at).ok_or_else(|| {
            let message = format!("label {label} of {} is not below {}", self.name, self.count);
            Failure::new(simpatico_status::InvalidArgument, message)
        })
    }
}

pub(crate) const fn family<L: Label>() -> Family {
    Family {
        name: L::FAMILY,
        count: L::ALL.len(),
        name_at: |place| L::ALL.get(place).map(|label| label.name()),
        place_of: |name| L::ALL.iter().position(|label| label.name() == name),
    }
}

fn known(family: u32) -> Outcome<&'static Family> {
    usize::try_from(family).ok().and_then(|family| FAMILIES.get(family)).ok_or_else(|| {
        let message = format!("family {family} is not below {}", FAMILIES.len());
        Failure::new(simpatico_status::InvalidArgument, message)
    })
}

/// Number of labels of a family: they are 0 to one less.
///
/// Takes: a `simpatico_family`. Fails: `SIMPATICO_STATUS_INVALID_ARGUMENT` where it is none. Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_label_count(family: u32, out: *mut u32) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let out = unsafe { output("out", out) }?;
        out.write(u32::try_from(known(family)?.count).unwrap_or(u32::MAX));
        Ok(())
    })
}

/// The codebook's name of a label, as in the JSON contract.
///
/// Takes: a `simpatico_family`, and a label of it. Gives: a text that lives as long as the process. Fails:
/// `SIMPATICO_STATUS_INVALID_ARGUMENT` where there is no such family or label. Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_label_name(family: u32, label: u32, out: *mut simpatico_str) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let out = unsafe { output("out", out) }?;
        out.write(known(family)?.name_of(label)?.into());
        Ok(())
    })
}

/// A label in plain words, for people to read: short, in lower case, without a full stop.
///
/// Takes: a `simpatico_family`, a label of it, and a `simpatico_locale`. Gives: a text that lives as long as the
/// process. Fails: `SIMPATICO_STATUS_INVALID_ARGUMENT` where there is no such family, label or locale. Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_label_title(
    family: u32,
    label: u32,
    locale: u32,
    out: *mut simpatico_str,
) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let out = unsafe { output("out", out) }?;
        let family = known(family)?;
        out.write(title_by_name(family.name, family.name_of(label)?, self::locale(locale)?)?.into());
        Ok(())
    })
}

/// The label that a name of the codebook stands for.
///
/// Takes: a `simpatico_family`, and UTF-8. Fails: `SIMPATICO_STATUS_UNKNOWN_LABEL`;
/// `SIMPATICO_STATUS_INVALID_ARGUMENT` where there is no such family. Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn simpatico_label_from_name(
    family: u32,
    name: *const c_char,
    len: usize,
    out: *mut u32,
) -> simpatico_status {
    guard(|| {
        // SAFETY: as the header asks.
        let (name, out) = unsafe { (text("name", name, len)?, output("out", out)?) };
        let family = known(family)?;
        let place = (family.place_of)(name).and_then(|place| u32::try_from(place).ok()).ok_or_else(|| {
            Failure::new(simpatico_status::UnknownLabel, format!("no label {name:?} in {}", family.name))
        })?;
        out.write(place);
        Ok(())
    })
}
