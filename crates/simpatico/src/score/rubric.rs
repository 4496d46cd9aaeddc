//! What a company may weigh otherwise than the library does: pillars, techniques, antipatterns, caps and levels.

use crate::label::{Antipattern, EmpathyLevel, Label, Pillar, Technique};
use crate::score::pillars::Pillars;

/// Highest score of a reply that carries one severe antipattern, or warm words without the step that was called for:
/// the top of level 1.
const CAP: f64 = 37.4;
/// Points of a reply to a message that called for nothing: level 2, a polite step that fits.
const NOTHING_CALLED_FOR: f64 = 50.0;

/// Weights, caps and levels of the empathy score. The default is the library's own: the learned sum, the codebook's caps.
#[derive(Clone, Debug)]
pub(crate) struct Rubric {
    /// Medium from here on, and high from here on.
    pub(crate) borders: (f64, f64),
    /// In place of the learned sum.
    pub(crate) weights: Option<Weights>,
    /// What each technique counts inside its pillar.
    shares: Vec<f64>,
    /// Highest score of a reply with each antipattern; 100 where it caps nothing.
    caps: Vec<f64>,
    /// Highest score of a reply that leaves a distressed person's need unanswered.
    pub(crate) left_alone: f64,
    /// Highest score of a reply without any step where one was called for.
    pub(crate) no_step: f64,
}

/// A sum that can be followed with pencil and paper.
#[derive(Clone, Debug, Default)]
pub(crate) struct Weights {
    /// Of each pillar; their sum is 100.
    pub(crate) pillars: Vec<f64>,
    /// Points that each antipattern takes off.
    pub(crate) harm: Vec<f64>,
}

impl Default for Rubric {
    fn default() -> Self {
        let cap = |antipattern: &Antipattern| if antipattern.is_severe() { CAP } else { 100.0 };
        Self {
            borders: (37.5, 62.5),
            weights: None,
            shares: vec![1.0; Technique::ALL.len()],
            caps: Antipattern::ALL.iter().map(cap).collect(),
            left_alone: CAP,
            no_step: CAP,
        }
    }
}

impl Rubric {
    /// What a technique counts inside its pillar.
    pub(crate) fn share(&self, technique: Technique) -> f64 {
        self.shares.get(technique.index()).copied().unwrap_or_default()
    }

    pub(crate) fn set_share(&mut self, technique: Technique, share: f64) {
        self.shares.iter_mut().skip(technique.index()).take(1).for_each(|own| *own = share);
    }

    pub(crate) fn set_cap(&mut self, antipattern: Antipattern, cap: f64) {
        self.caps.iter_mut().skip(antipattern.index()).take(1).for_each(|own| *own = cap);
    }

    /// The lowest cap of the antipatterns found, which stand in the codebook's order.
    pub(crate) fn cap(&self, harmed: &[bool]) -> f64 {
        let found = self.caps.iter().zip(harmed).filter(|(_, harmed)| **harmed);
        found.map(|(cap, _)| *cap).fold(100.0, f64::min)
    }

    /// The level of a score.
    pub(crate) fn level(&self, score: f64) -> EmpathyLevel {
        match score {
            s if s < self.borders.0 => EmpathyLevel::Low,
            s if s < self.borders.1 => EmpathyLevel::Medium,
            _ => EmpathyLevel::High,
        }
    }
}

impl Weights {
    /// The mean of the pillars that something was called for in, by their weights, less what harmed; 0 to 100.
    pub(crate) fn points(&self, pillars: &Pillars, harmed: &[bool]) -> f64 {
        let (mut sum, mut weights) = (0.0, 0.0);
        for (&pillar, weight) in Pillar::ALL.iter().zip(&self.pillars) {
            if let Some(value) = pillars.of(pillar) {
                sum += weight * value;
                weights += weight;
            }
        }
        let mean = if weights > 0.0 { sum / weights } else { NOTHING_CALLED_FOR };
        let harm: f64 = self.harm.iter().zip(harmed).filter(|(_, harmed)| **harmed).map(|(points, _)| points).sum();
        (mean - harm).clamp(0.0, 100.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pillars_without_a_call_leave_the_denominator() {
        let weights = Weights { pillars: vec![40.0, 0.0, 40.0, 20.0, 0.0], harm: vec![5.0; 13] };
        let pillars = Pillars { empathetic_language: Some(100.0), action: Some(50.0), ..Pillars::default() };
        let none = vec![false; 13];
        assert!((weights.points(&pillars, &none) - (40.0 * 100.0 + 20.0 * 50.0) / 60.0).abs() < 1e-9);
        assert_eq!(weights.points(&Pillars::default(), &none), 50.0);
        let mut two = none.clone();
        (two[0], two[4]) = (true, true);
        assert_eq!(weights.points(&Pillars::default(), &two), 40.0);
    }

    #[test]
    fn the_lowest_cap_holds() {
        let mut rubric = Rubric::default();
        rubric.set_cap(Antipattern::Robotic, 60.0);
        let found = |labels: &[Antipattern]| -> Vec<bool> {
            Antipattern::ALL.iter().map(|label| labels.contains(label)).collect()
        };
        assert_eq!(rubric.cap(&found(&[])), 100.0);
        assert_eq!(rubric.cap(&found(&[Antipattern::Robotic])), 60.0);
        assert_eq!(rubric.cap(&found(&[Antipattern::Robotic, Antipattern::Rude])), CAP);
    }
}
