//! The heads of the two models, in the order of the pack.

use simpatico::{Antipattern, Emotion, EmotionalNeed, Label, Phase, Reason, Risk, ServiceNeed, Target, Technique};

/// What a head learns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A label, there or not.
    Label,
    /// A scale of whole steps from the first to the second.
    Graded(i32, i32),
}

/// A head's name and kind.
pub(crate) type Head = (String, Kind);

fn family<L: Label>(name: &str) -> impl Iterator<Item = Head> {
    L::ALL.iter().map(move |label| (format!("{name}.{label}"), Kind::Label))
}

/// Heads of the model of messages.
pub(crate) fn customer() -> Vec<Head> {
    let mut heads = vec![("sentiment".to_owned(), Kind::Graded(-2, 2)), ("mixed".to_owned(), Kind::Label)];
    heads.extend(family::<Emotion>("emotions"));
    heads.extend(family::<ServiceNeed>("service_needs"));
    heads.extend(family::<EmotionalNeed>("emotional_needs"));
    heads.extend(family::<Reason>("reasons"));
    heads.extend(family::<Risk>("risks"));
    heads.extend(family::<Target>("target"));
    heads.push(("target.none".to_owned(), Kind::Label));
    heads.extend(family::<Phase>("phase"));
    heads.push(("relationship.employee".to_owned(), Kind::Label));
    heads.push(("urgency".to_owned(), Kind::Graded(0, 2)));
    heads.push(("effort".to_owned(), Kind::Graded(0, 2)));
    heads.extend(family::<Technique>("needed"));
    heads
}

/// Heads of the model of replies.
pub(crate) fn reply() -> Vec<Head> {
    let mut heads: Vec<Head> = family::<Technique>("techniques").collect();
    heads.extend(Technique::ALL.iter().map(|technique| (format!("techniques.{technique}.strong"), Kind::Label)));
    heads.extend(family::<Antipattern>("antipatterns"));
    heads.push(("coverage".to_owned(), Kind::Graded(0, 2)));
    heads.push(("empathy".to_owned(), Kind::Graded(0, 4)));
    heads
}
