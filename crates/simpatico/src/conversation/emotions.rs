//! Emotions over a customer's turns, and how long they outlast the replies.

use crate::conversation::analysis::EmotionCourse;
use crate::label::{Emotion, Label};

#[derive(Clone, Copy, Debug, Default)]
struct Track {
    turns: usize,
    first_turn: usize,
    last_turn: usize,
    highest: f64,
    longest: usize,
    /// Messages in a row up to the last that showed it.
    run: usize,
    in_this: bool,
    in_last: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Emotions {
    tracks: Vec<Track>,
}

impl Default for Emotions {
    fn default() -> Self {
        Self { tracks: vec![Track::default(); Emotion::ALL.len()] }
    }
}

impl Emotions {
    /// A new message begins, after a reply to the last one.
    pub(crate) fn begin_message(&mut self) {
        for track in &mut self.tracks {
            track.in_last = std::mem::take(&mut track.in_this);
        }
    }

    /// A turn shows an emotion; true where it is carried over from the last message.
    pub(crate) fn show(&mut self, turn: usize, emotion: Emotion, score: f64) -> bool {
        let Some(track) = self.tracks.get_mut(emotion.index()) else { return false };
        if track.turns == 0 {
            track.first_turn = turn;
        }
        track.turns += 1;
        track.last_turn = turn;
        track.highest = track.highest.max(score);
        if !std::mem::replace(&mut track.in_this, true) {
            track.run = if track.in_last { track.run + 1 } else { 1 };
            track.longest = track.longest.max(track.run);
        }
        track.in_last
    }

    pub(crate) fn courses(&self) -> Vec<EmotionCourse> {
        let shown = Emotion::ALL.iter().zip(&self.tracks).filter(|(_, track)| track.turns > 0);
        shown
            .map(|(&label, track)| EmotionCourse {
                label,
                turns: track.turns,
                first_turn: track.first_turn,
                last_turn: track.last_turn,
                highest: track.highest,
                carried: track.longest,
                at_end: track.in_this,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emotions_are_carried_over_replies_not_over_turns_of_one_message() {
        let mut emotions = Emotions::default();
        assert!(!emotions.show(0, Emotion::Anger, 0.5));
        assert!(!emotions.show(1, Emotion::Anger, 0.9));
        emotions.begin_message();
        assert!(emotions.show(3, Emotion::Anger, 0.7));
        assert!(!emotions.show(3, Emotion::Anxiety, 0.4));
        emotions.begin_message();
        assert!(emotions.show(5, Emotion::Anxiety, 0.4));
        emotions.begin_message();
        assert!(!emotions.show(7, Emotion::Anger, 0.4), "it was gone in between");
        let courses = emotions.courses();
        let anger = EmotionCourse {
            label: Emotion::Anger,
            turns: 4,
            first_turn: 0,
            last_turn: 7,
            highest: 0.9,
            carried: 2,
            at_end: true,
        };
        assert_eq!(courses[0], anger);
        assert_eq!((courses[1].label, courses[1].carried, courses[1].at_end), (Emotion::Anxiety, 2, false));
        assert_eq!(courses.len(), 2);
    }
}
