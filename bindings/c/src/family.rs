//! Labels by number and by name, for any family.

use std::ffi::c_char;

use simpatico_core::Label;

use crate::convert::{output, text};
use crate::label::FAMILIES;
use crate::status::{Failure, Outcome, guard, simpatico_status};
use crate::text::simpatico_str;

/// What can be asked of a family.
pub(crate) struct Family {
    name: &'static str,
    count: usize,
    name_of: fn(usize) -> Option<&'static str>,
    place_of: fn(&str) -> Option<usize>,
}

pub(crate) const fn family<L: Label>() -> Family {
    Family {
        name: L::FAMILY,
        count: L::ALL.len(),
        name_of: |place| L::ALL.get(place).map(|label| label.name()),
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
        let family = known(family)?;
        let name = usize::try_from(label).ok().and_then(family.name_of).ok_or_else(|| {
            let message = format!("label {label} of {} is not below {}", family.name, family.count);
            Failure::new(simpatico_status::InvalidArgument, message)
        })?;
        out.write(name.into());
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
