//! What rules say of a message by themselves, beside any model.
//!
//! A model rests on what its corpus showed, and learns little of a set phrase that it saw twice; the phrase's author knew
//! what it means. In a message of a few words the phrase is the message; in a long one it is a part among others.

use serde::{Deserialize, Serialize};

/// How far a score moves to what the rules say in a message of up to so many tokens; in a longer one in proportion. The largest
/// that cost next to nothing on held-out and dev messages: what it is for, the models' corpus hardly holds.
const SHARE: f32 = 0.6;
const TOKENS: usize = 10;
/// Smaller effects are no verdicts, and together they say no more than so much: the end of the scale of points, and in log-odds
/// what the authors of rules mean by "says".
const LEAST: f32 = 0.9;
const MOST: f32 = 2.0;

/// What the rules that fired say of one head.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// In points or log-odds; 0 where they say nothing.
    said: f32,
    /// How far a score moves there.
    share: f32,
}

impl Verdict {
    /// The verdict of rules with these authored effects on a head, in a message of so many tokens.
    #[must_use]
    pub fn new(tokens: usize, effects: impl Iterator<Item = f32>) -> Self {
        let sum: f32 = effects.filter(|&effect| counts(effect)).sum();
        let share = SHARE * TOKENS as f32 / tokens.max(TOKENS) as f32;
        Self { said: sum.clamp(-MOST, MOST), share }
    }

    /// A raw score, moved.
    #[must_use]
    pub fn on(&self, raw: f64) -> f64 {
        raw + self.moves(raw)
    }

    /// How far a raw score moves: towards what the rules say, never away from further on.
    #[must_use]
    pub fn moves(&self, raw: f64) -> f64 {
        let gap = f64::from(self.said) - raw;
        if gap * f64::from(self.said) > 0.0 { f64::from(self.share) * gap } else { 0.0 }
    }
}

/// True for an effect that is large enough to be a verdict.
pub(super) fn counts(effect: f32) -> bool {
    effect.abs() >= LEAST
}

#[cfg(test)]
mod tests {
    use super::Verdict;

    #[test]
    fn scores_move_to_what_is_said_and_less_in_long_messages() {
        let moves = |tokens: usize, effects: &[f32], raw: f64| Verdict::new(tokens, effects.iter().copied()).moves(raw);
        let is = |got: f64, wanted: f64| assert!((got - wanted).abs() < 1e-6, "{got} {wanted}");
        is(moves(1, &[1.5], -0.5), 1.2);
        is(moves(10, &[1.5], -0.5), 1.2);
        is(moves(40, &[1.5], -0.5), 0.3);
        is(moves(5, &[1.5], 1.75), 0.0);
        is(moves(5, &[-1.5], 0.5), -1.2);
        is(moves(5, &[1.5, 1.5], 0.0), 1.2);
        is(moves(5, &[1.5, -1.5], 0.5), 0.0);
        is(moves(5, &[0.5, 0.75], 0.0), 0.0);
        is(moves(0, &[], 1.0), 0.0);
        is(Verdict::new(5, [1.5].into_iter()).on(-0.5), 0.7);
    }
}
