//! The five pillars: techniques reported together.

use serde::{Deserialize, Serialize};

use crate::label::{Label, Pillar, Technique};
use crate::score::rubric::Rubric;
use crate::span::rounded_option;

/// The five pillars, each 0 to 100; `None` where nothing it judges was called for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Pillars {
    /// Paraphrase, clarifying question.
    #[serde(serialize_with = "rounded_option")]
    pub active_listening: Option<f64>,
    /// Perspective taking.
    #[serde(serialize_with = "rounded_option")]
    pub perspective_taking: Option<f64>,
    /// Emotional acknowledgement, reassurance, apology, appreciation.
    #[serde(serialize_with = "rounded_option")]
    pub empathetic_language: Option<f64>,
    /// Concrete action, proactive support.
    #[serde(serialize_with = "rounded_option")]
    pub action: Option<f64>,
    /// Personalisation, and the absence of robotic wording.
    #[serde(serialize_with = "rounded_option")]
    pub human_touch: Option<f64>,
}

impl Pillars {
    /// Each pillar: the mean level of what was called for, by the rubric's shares, over 2, times 100. Robotic wording
    /// halves the human touch. `levels` and `needed` stand in the codebook's order of techniques.
    pub(crate) fn new(levels: &[u8], needed: &[bool], is_robotic: bool, rubric: &Rubric) -> Self {
        let points =
            |technique: Technique| f64::from(levels.get(technique.index()).copied().unwrap_or_default()) * 50.0;
        let mean = |pillar: Pillar| {
            let (mut sum, mut shares) = (0.0, 0.0);
            for &technique in Technique::ALL.iter().filter(|technique| technique.pillar() == pillar) {
                if needed.get(technique.index()).copied().unwrap_or_default() {
                    let share = rubric.share(technique);
                    sum += share * points(technique);
                    shares += share;
                }
            }
            (shares > 0.0).then(|| sum / shares)
        };
        // A person is always called for: without a finer call, given personalisation or canned wording decides.
        let personal = points(Technique::Personalisation);
        let human_touch = mean(Pillar::HumanTouch).or_else(|| (is_robotic || personal > 0.0).then_some(personal));
        Self {
            active_listening: mean(Pillar::ActiveListening),
            perspective_taking: mean(Pillar::PerspectiveTaking),
            empathetic_language: mean(Pillar::EmpatheticLanguage),
            action: mean(Pillar::Action),
            human_touch: human_touch.map(|touch| if is_robotic { touch / 2.0 } else { touch }),
        }
    }

    /// The pillar's value.
    #[must_use]
    pub fn of(&self, pillar: Pillar) -> Option<f64> {
        match pillar {
            Pillar::ActiveListening => self.active_listening,
            Pillar::PerspectiveTaking => self.perspective_taking,
            Pillar::EmpatheticLanguage => self.empathetic_language,
            Pillar::Action => self.action,
            Pillar::HumanTouch => self.human_touch,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(given: &[(Technique, u8)], needed: &[Technique], is_robotic: bool, rubric: &Rubric) -> Pillars {
        let level = |technique| given.iter().find(|(own, _)| *own == technique).map_or(0, |(_, level)| *level);
        let levels: Vec<u8> = Technique::ALL.iter().map(|&technique| level(technique)).collect();
        let needed: Vec<bool> = Technique::ALL.iter().map(|technique| needed.contains(technique)).collect();
        Pillars::new(&levels, &needed, is_robotic, rubric)
    }

    #[test]
    fn only_what_was_called_for_counts() {
        let given = [(Technique::Apology, 2), (Technique::Reassurance, 1)];
        let pillars = with(&given, &[Technique::Apology, Technique::ConcreteAction], false, &Rubric::default());
        assert_eq!(pillars.empathetic_language, Some(100.0));
        assert_eq!((pillars.action, pillars.active_listening, pillars.human_touch), (Some(0.0), None, None));
    }

    #[test]
    fn canned_wording_halves_the_human_touch() {
        let given = [(Technique::Personalisation, 2)];
        assert_eq!(with(&given, &[], false, &Rubric::default()).human_touch, Some(100.0));
        assert_eq!(with(&given, &[], true, &Rubric::default()).human_touch, Some(50.0));
        assert_eq!(with(&[], &[], true, &Rubric::default()).human_touch, Some(0.0));
    }

    #[test]
    fn shares_weigh_techniques_inside_their_pillar() {
        let mut rubric = Rubric::default();
        rubric.set_share(Technique::Paraphrase, 75.0);
        rubric.set_share(Technique::ClarifyingQuestion, 25.0);
        let needed = [Technique::Paraphrase, Technique::ClarifyingQuestion];
        assert_eq!(with(&[(Technique::Paraphrase, 2)], &needed, false, &rubric).active_listening, Some(75.0));
    }
}
