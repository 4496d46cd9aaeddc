//! `src/label.rs` is written from the core's labels: this writes it, and holds it to them.

use std::fmt::Write as _;
use std::path::Path;

use simpatico_core as core;
use simpatico_core::Label;

use crate::family::{simpatico_label_count, simpatico_label_from_name, simpatico_label_name, simpatico_label_title};
use crate::status::simpatico_status;
use crate::text::simpatico_str;

struct Family {
    core_name: &'static str,
    contract_name: &'static str,
    labels: Vec<(String, &'static str)>,
}

fn family<L: Label>() -> Family {
    let path = std::any::type_name::<L>();
    let labels = L::ALL.iter().map(|label| (format!("{label:?}"), label.name())).collect();
    Family { core_name: path.rsplit("::").next().unwrap_or(path), contract_name: L::FAMILY, labels }
}

/// In the order of `simpatico_family`, whose numbers are fixed: add at the end only.
fn families() -> Vec<Family> {
    vec![
        family::<core::ModelKind>(),
        family::<core::Emotion>(),
        family::<core::ServiceNeed>(),
        family::<core::EmotionalNeed>(),
        family::<core::Reason>(),
        family::<core::Target>(),
        family::<core::Phase>(),
        family::<core::Relationship>(),
        family::<core::Risk>(),
        family::<core::Technique>(),
        family::<core::Antipattern>(),
        family::<core::Pillar>(),
        family::<core::Polarity>(),
        family::<core::Band>(),
        family::<core::Expressed>(),
        family::<core::Opportunity>(),
        family::<core::Coverage>(),
        family::<core::EmpathyLevel>(),
        family::<core::LanguageCode>(),
        family::<core::AbstainReason>(),
        family::<core::Speaker>(),
        family::<core::Specific>(),
        family::<core::TurningPointKind>(),
        family::<core::Resolved>(),
        family::<core::ResolutionReason>(),
        family::<core::NoteKind>(),
        family::<core::PrivateKind>(),
        family::<core::Direction>(),
    ]
}

impl Family {
    fn variant(&self) -> &str {
        if self.core_name == "ModelKind" { "Model" } else { self.core_name }
    }

    fn header_name(&self) -> String {
        let mut name = "simpatico".to_owned();
        for letter in self.variant().chars() {
            if letter.is_uppercase() {
                name.push('_');
            }
            name.push(letter.to_ascii_lowercase());
        }
        name
    }
}

const HEAD: &str = "\
//! The labels of the codebook with the numbers that C programs know them by. Written by the test
//! `labels_are_those_of_the_core` from the core's labels (`UPDATE_EXPECTED=1`); not edited.
#![allow(dead_code)] // some are for the header only

use simpatico_core as core;

use crate::family::{Family, family};

/// The families of labels, for functions that work on any of them.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_family {
";

fn source() -> String {
    let mut out = HEAD.to_owned();
    let families = families();
    for (number, family) in families.iter().enumerate() {
        writeln!(out, "    /// `{}`.\n    {} = {number},", family.header_name(), family.variant()).unwrap();
    }
    out.push_str("}\n\npub(crate) const FAMILIES: &[Family] = &[\n");
    for family in &families {
        writeln!(out, "    family::<core::{}>(),", family.core_name).unwrap();
    }
    out.push_str("];\n");
    for family in &families {
        let (header, core) = (family.header_name(), family.core_name);
        writeln!(out, "\n/// Labels of `{}` in the JSON contract.", family.contract_name).unwrap();
        writeln!(out, "#[repr(u32)]\n#[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub enum {header} {{").unwrap();
        for (number, (variant, name)) in family.labels.iter().enumerate() {
            writeln!(out, "    /// \"{name}\".\n    {variant} = {number},").unwrap();
        }
        writeln!(out, "}}\n\nimpl From<core::{core}> for {header} {{\n    fn from(label: core::{core}) -> Self {{")
            .unwrap();
        out.push_str("        match label {\n");
        for (variant, _) in &family.labels {
            writeln!(out, "            core::{core}::{variant} => Self::{variant},").unwrap();
        }
        out.push_str("        }\n    }\n}\n");
    }
    out
}

#[test]
fn labels_are_those_of_the_core() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/label.rs");
    if std::env::var_os("UPDATE_EXPECTED").is_some_and(|value| value == "1") {
        std::fs::write(&path, source()).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap();
    assert!(committed == source(), "src/label.rs is not what the core's labels make: UPDATE_EXPECTED=1 writes it anew");
}

#[test]
fn names_lead_to_labels_and_back() {
    let mut seen = 0;
    for (number, family) in (0u32..).zip(families()) {
        let mut count = 0;
        // SAFETY: a place of our own.
        assert_eq!(unsafe { simpatico_label_count(number, &raw mut count) }, simpatico_status::Ok);
        assert_eq!(count as usize, family.labels.len());
        for (label, (_, name)) in (0u32..).zip(&family.labels) {
            let mut got = simpatico_str::from("");
            // SAFETY: a place of our own.
            assert_eq!(unsafe { simpatico_label_name(number, label, &raw mut got) }, simpatico_status::Ok);
            // SAFETY: a name lives as long as the process.
            assert_eq!(unsafe { std::slice::from_raw_parts(got.data.cast::<u8>(), got.len) }, name.as_bytes());
            let mut back = u32::MAX;
            // SAFETY: text and place of our own.
            let status = unsafe { simpatico_label_from_name(number, name.as_ptr().cast(), name.len(), &raw mut back) };
            assert_eq!((status, back), (simpatico_status::Ok, label));
            for locale in core::Locale::ALL {
                // SAFETY: a place of our own.
                let status = unsafe { simpatico_label_title(number, label, locale as u32, &raw mut got) };
                assert_eq!(status, simpatico_status::Ok);
                let title = core::title_by_name(family.contract_name, name, locale).unwrap();
                // SAFETY: a title lives as long as the process.
                assert_eq!(unsafe { std::slice::from_raw_parts(got.data.cast::<u8>(), got.len) }, title.as_bytes());
            }
            seen += 1;
        }
    }
    assert!(seen > 120, "{seen} labels");
}
