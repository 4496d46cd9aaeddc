//! Short messages by somebody who had seen neither rules nor tests: how far what holds in `phenomena.toml` holds elsewhere.

use std::collections::BTreeMap;

use serde::Deserialize;
use simpatico_tests::{analyzers, lines};

/// One message of `vectors/unseen.jsonl`.
#[derive(Deserialize)]
struct Message {
    /// `phenomenon/number`.
    id: String,
    customer: String,
    /// The label of its sentiment.
    sentiment: String,
    /// Those that must be found.
    emotions: Vec<String>,
    /// Those that must not.
    not_emotions: Vec<String>,
}

/// Right sentiments of each model below which a change did harm: the accurate model's, the fast one's.
const FLOORS: [usize; 2] = [238, 236];

#[test]
fn most_messages_are_read_right() {
    let messages: Vec<Message> = lines("tests/vectors/unseen.jsonl");
    assert!(messages.len() >= 300);
    for (analyzer, floor) in analyzers().iter().zip(FLOORS) {
        println!("the {} model", analyzer.model());
        let mut rates: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        let (mut found, mut spared) = ((0, 0), (0, 0));
        for message in &messages {
            let analysis = analyzer.analyze(&message.customer);
            let rate = rates.entry(message.id.split('/').next().unwrap_or_default()).or_default();
            *rate = (rate.0 + usize::from(analysis.sentiment.label.to_string() == message.sentiment), rate.1 + 1);
            let is_found = |label: &&String| analysis.emotions.iter().any(|found| found.label.to_string() == **label);
            found.0 += message.emotions.iter().filter(is_found).count();
            found.1 += message.emotions.len();
            spared.0 += message.not_emotions.iter().filter(|label| !is_found(label)).count();
            spared.1 += message.not_emotions.len();
        }
        for (phenomenon, (right, all)) in &rates {
            println!("{phenomenon:<32} {right:>3} of {all:>3}");
        }
        let right: usize = rates.values().map(|rate| rate.0).sum();
        println!("sentiment right in {right} of {}", messages.len());
        println!("emotions found: {} of {}, rightly not found: {} of {}", found.0, found.1, spared.0, spared.1);
        assert!(right >= floor, "{right} right, at least {floor} were");
    }
}
