//! A company's own rubric: `[rubric]` of a pack.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::Reader;
use crate::label::{Antipattern, Label, Pillar, Technique};
use crate::score::{Rubric, Weights};

/// How far a sum of weights may be from 100.
const ROUNDING: f64 = 1e-6;
/// Caps that are not an antipattern's.
const NO_STEP: &str = "no_step";
const LEFT_ALONE: &str = "left_alone";

type Table = BTreeMap<Spanned<String>, Spanned<f64>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    medium: Option<Spanned<f64>>,
    high: Option<Spanned<f64>>,
    pillars: Option<Spanned<Table>>,
    techniques: Option<Spanned<Table>>,
    harm: Option<Spanned<Table>>,
    #[serde(default)]
    caps: Table,
}

impl Reader<'_> {
    pub(super) fn rubric(&mut self, file: &Spanned<File>) {
        if self.into.rubric.is_some() {
            self.fault(file, "another pack has a rubric");
        }
        let file = file.get_ref();
        let mut rubric = Rubric::default();
        self.borders(file, &mut rubric);
        if let Some(table) = &file.techniques {
            self.shares(table, &mut rubric);
        }
        for (name, cap) in &file.caps {
            let cap = self.within(cap, 0.0, 100.0);
            match (name.get_ref().as_str(), name.get_ref().parse::<Antipattern>()) {
                (NO_STEP, _) => rubric.no_step = cap,
                (LEFT_ALONE, _) => rubric.left_alone = cap,
                (_, Ok(antipattern)) => rubric.set_cap(antipattern, cap),
                (other, Err(_)) => {
                    let what = format!("{other:?} caps nothing: write an antipattern, {NO_STEP} or {LEFT_ALONE}");
                    self.fault(name, &what);
                }
            }
        }
        match (&file.pillars, &file.harm) {
            (Some(pillars), harm) => {
                let weights = self.table::<Pillar>(pillars.get_ref(), "pillar");
                let sum: f64 = weights.iter().sum();
                if (sum - 100.0).abs() > ROUNDING {
                    self.fault(pillars, &format!("the weights of the pillars sum to {sum}, not to 100"));
                }
                let harm = harm.as_ref().map(|harm| self.table::<Antipattern>(harm.get_ref(), "antipattern"));
                rubric.weights = Some(Weights { pillars: weights, harm: harm.unwrap_or_default() });
            }
            (None, Some(harm)) => self.fault(harm, "points are taken off a sum of pillars only: give their weights"),
            (None, None) => {}
        }
        self.into.rubric = Some(rubric);
    }

    fn borders(&mut self, file: &File, rubric: &mut Rubric) {
        for (border, own) in [(&file.medium, &mut rubric.borders.0), (&file.high, &mut rubric.borders.1)] {
            if let Some(border) = border {
                *own = self.within(border, 0.0, 100.0);
            }
        }
        let (medium, high) = rubric.borders;
        if let (Some(at), true) = (file.medium.as_ref().or(file.high.as_ref()), medium >= high) {
            self.fault(at, &format!("medium begins at {medium} and high at {high}: the first must be the lower"));
        }
    }

    /// Shares of techniques: those of one pillar sum to 100, or none of them is named.
    fn shares(&mut self, table: &Spanned<Table>, rubric: &mut Rubric) {
        let shares = self.table::<Technique>(table.get_ref(), "technique");
        for pillar in Pillar::ALL {
            let inside = || Technique::ALL.iter().filter(|technique| technique.pillar() == *pillar);
            let is_named = table.get_ref().keys().any(|name| inside().any(|own| own.name() == name.get_ref()));
            if !is_named {
                continue;
            }
            let own = |technique: Technique| shares.get(technique.index()).copied().unwrap_or_default();
            let sum: f64 = inside().map(|&technique| own(technique)).sum();
            if (sum - 100.0).abs() > ROUNDING {
                self.fault(table, &format!("the shares of the techniques of {pillar} sum to {sum}, not to 100"));
            }
            inside().for_each(|&technique| rubric.set_share(technique, own(technique)));
        }
    }

    /// One number from 0 to 100 a label, 0 where the table does not name it.
    fn table<L: Label + core::str::FromStr>(&mut self, table: &Table, what: &str) -> Vec<f64> {
        let mut values = vec![0.0; L::ALL.len()];
        for (name, value) in table {
            let number = self.within(value, 0.0, 100.0);
            match name.get_ref().parse::<L>().ok().and_then(|label| values.get_mut(label.index())) {
                Some(slot) => *slot = number,
                None => self.fault(name, &format!("no {what} {:?}", name.get_ref())),
            }
        }
        values
    }

    fn within(&mut self, value: &Spanned<f64>, low: f64, high: f64) -> f64 {
        let number = *value.get_ref();
        if !(low..=high).contains(&number) {
            self.fault(value, &format!("{number} is outside the limits of {low} to {high}"));
        }
        number
    }
}
