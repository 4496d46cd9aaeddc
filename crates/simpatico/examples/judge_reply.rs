//! Judges one reply and prints what an agent would want to know.
//!
//! `cargo run --release -p simpatico --example judge_reply -- "CUSTOMER" "REPLY"`

use simpatico::{Analyzer, Exchange, Opportunity, Style, explain};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let customer =
        arguments.next().unwrap_or_else(|| "Third week without my refund, and nobody writes back.".to_owned());
    let reply = arguments.next().unwrap_or_else(|| "Please be patient, refunds take time.".to_owned());
    let analyzer = Analyzer::new();

    // The results as data ...
    let score = analyzer.score_reply(&customer, &reply);
    for technique in score.techniques.iter().filter(|technique| technique.opportunity == Opportunity::Missed) {
        println!("missed: {}", technique.label);
    }

    // ... and as a page for people.
    let exchange = Exchange { customer: &customer, reply: Some(&reply), turns_before: 0 };
    let judgement = analyzer.judge_exchange(&exchange);
    print!("{}", explain(&exchange, &judgement, "your reply", Style::default()));
}
