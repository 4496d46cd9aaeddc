//! What can be asked for on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use simpatico::{Analyzer, Locale, ModelKind, Period, Redactor};

use crate::failure::Failure;
use crate::input::Format;

const EXAMPLES: &str = "\
Examples:
  simpatico analyze exchanges.jsonl > judgements.jsonl
  simpatico analyze tickets.csv --id-column ticket --customer-column message --reply-column answer
  zcat old.jsonl.gz | simpatico analyze - --output old.judged.jsonl
  simpatico explain exchanges.jsonl --limit 3
  simpatico explain --customer \"Nobody answers me!\" --reply \"Please hold.\"
  simpatico report conversations.jsonl --html report.html

Exit codes:
  0  done; rows that could not be used are counted on standard error
  1  a file could not be read or written, or with --strict a row could not be used
  2  wrong usage, such as an unknown option or the name of a column that the file does not have";

const ANALYZE_DETAILS: &str = "\
Formats:
  jsonl  one object a line: {\"id\": \"...\", \"customer\": \"...\", \"reply\": \"...\", \"context\": [\"...\"]}
         all but \"customer\" may be left out, other fields are ignored; or a whole conversation:
         {\"id\": \"...\", \"agent\": \"...\", \"turns\": [{\"speaker\": \"customer\", \"text\": \"...\", \"time\": \"...\"}]}
         with customer, agent, bot or system for \"speaker\", times as RFC 3339
  csv    a header, then one exchange a row; see the --*-column options
  text   one customer message a line

Output, in the order of the input:
  {\"schema\": 1, \"data_version\": \"...\", \"model\": \"fast\", \"id\": \"...\", \"customer\": {...}, \"reply\": ...}
  with \"conversation\": {...} in place of the last two for a conversation
A row that cannot be used leaves its place to
  {\"id\": ..., \"line\": 7, \"error\": {\"kind\": \"invalid_json\", \"message\": \"...\"}}

Examples:
  simpatico analyze exchanges.jsonl > judgements.jsonl
  simpatico analyze monday.csv tuesday.csv --customer-column message --reply-column answer --strict
  grep -i refund messages.txt | simpatico analyze - --format text | head -3

Exit codes: 0 done, 1 failed or --strict and a row could not be used, 2 wrong usage";

const EXPLAIN_DETAILS: &str = "\
Examples:
  simpatico explain --customer \"Nobody answers me!\" --reply \"Please hold.\"
  simpatico explain exchanges.jsonl --id airline-01 --id telecom-02
  simpatico explain exchanges.jsonl --limit 0           (the summary alone)
  simpatico explain exchanges.jsonl --color always | less -R

Exit codes: 0 done, 1 failed or --strict and a row could not be used, 2 wrong usage";

const REPORT_DETAILS: &str = "\
One page, complete in itself: no scripts, nothing loaded, light and dark, made to be printed and to be heard. Times are read
off the turns; without times, `--period 20` follows every 20 conversations.

Corrections, one a line, are kept beside the machine's scores, with the agreement:
  {\"id\": \"chat-7\", \"turn\": 3, \"field\": \"techniques.apology\", \"value\": 2, \"reviewer\": \"...\"}
  fields: empathy (0 to 100), sentiment (-1 to 1), resolved (yes, no, unclear; no turn), techniques.* (0 to 2), and
  antipatterns.*, emotions.*, service_needs.*, emotional_needs.*, reasons.*, risks.* (true, false)

Examples:
  simpatico report conversations.jsonl --html report.html
  simpatico report march.jsonl april.jsonl --html informe.html --lang es --title \"Primavera\" --redact
  simpatico report year.jsonl --model fast --period months --json year.json --csv year.csv

Exit codes: 0 done, 1 failed or --strict and a row could not be used, 2 wrong usage";

/// Reads what customers write (English, Spanish) and judges how well the replies meet them.
#[derive(Debug, Parser)]
#[command(name = "simpatico", version, propagate_version = true, after_help = EXAMPLES, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Judge every exchange of files, one line of JSON for each.
    Analyze(AnalyzeArguments),
    /// Show exchanges for people: what the customer feels and needs, what the reply met and missed.
    Explain(ExplainArguments),
    /// Look back on many conversations: one page to read, and its figures as JSON and CSV.
    Report(ReportArguments),
}

#[derive(Debug, Args)]
#[command(after_help = ANALYZE_DETAILS)]
pub(crate) struct AnalyzeArguments {
    /// Files to read, one after the other; `-` is standard input.
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) input: InputArguments,
    #[command(flatten)]
    pub(crate) run: RunArguments,
}

#[derive(Debug, Args)]
#[command(after_help = EXPLAIN_DETAILS)]
pub(crate) struct ExplainArguments {
    /// Files to read, one after the other; `-` is standard input.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// A customer's message, in place of files.
    #[arg(long, value_name = "TEXT", conflicts_with = "files", help_heading = "One exchange")]
    pub(crate) customer: Option<String>,
    /// The reply to it.
    #[arg(long, value_name = "TEXT", requires = "customer", conflicts_with = "files", help_heading = "One exchange")]
    pub(crate) reply: Option<String>,
    /// Only exchanges of this id; can be given several times.
    #[arg(long = "id", value_name = "ID", conflicts_with = "customer", help_heading = "Selection")]
    pub(crate) ids: Vec<String>,
    /// Show at most so many exchanges; the summary counts all of them.
    #[arg(long, value_name = "N", conflicts_with = "customer", help_heading = "Selection")]
    pub(crate) limit: Option<u64>,
    /// Colours: `auto` is on a terminal, unless NO_COLOR is set.
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Colour::Auto)]
    pub(crate) color: Colour,
    /// Language of the coach's note: en or es.
    #[arg(long, value_name = "CODE", default_value_t = Locale::English)]
    pub(crate) lang: Locale,
    #[command(flatten)]
    pub(crate) input: InputArguments,
    #[command(flatten)]
    pub(crate) run: RunArguments,
}

#[derive(Debug, Args)]
#[command(after_help = REPORT_DETAILS, mut_arg("output", |output| output.hide(true)))]
#[group(id = "written", required = true, multiple = true, args = ["html", "json", "csv"])]
pub(crate) struct ReportArguments {
    /// Files to read, one after the other; `-` is standard input.
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Page to write.
    #[arg(long, value_name = "FILE", help_heading = "Report")]
    pub(crate) html: Option<PathBuf>,
    /// Figures to write as JSON.
    #[arg(long, value_name = "FILE", help_heading = "Report")]
    pub(crate) json: Option<PathBuf>,
    /// Figures to write as CSV, one row a measure and period.
    #[arg(long, value_name = "FILE", help_heading = "Report")]
    pub(crate) csv: Option<PathBuf>,
    /// Language of the page: `en` or `es`.
    #[arg(long, value_name = "LANGUAGE", default_value = "en", help_heading = "Report")]
    pub(crate) lang: Locale,
    /// Title of the page.
    #[arg(long, value_name = "TEXT", help_heading = "Report")]
    pub(crate) title: Option<String>,
    /// What figures are followed over: `days`, `weeks`, `months`, or a number of conversations.
    #[arg(long, value_name = "PERIOD", default_value = "weeks", value_parser = period, help_heading = "Report")]
    pub(crate) period: Period,
    /// Order agents by mean empathy; without it by name, since a report is no ranking.
    #[arg(long, help_heading = "Report")]
    pub(crate) rank: bool,
    /// Corrections by reviewers, in JSON Lines.
    #[arg(long, value_name = "FILE", help_heading = "Report")]
    pub(crate) corrections: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) input: InputArguments,
    #[command(flatten)]
    pub(crate) run: RunArguments,
}

/// How files are read.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct InputArguments {
    /// Format of all files [default: by extension: .jsonl .json .ndjson, .csv .tsv, else text; jsonl for `-`].
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,
    /// CSV column of the customer's message [default: customer].
    #[arg(long, value_name = "NAME")]
    pub(crate) customer_column: Option<String>,
    /// CSV column of the reply; an empty cell is no reply [default: reply, where there is one].
    #[arg(long, value_name = "NAME")]
    pub(crate) reply_column: Option<String>,
    /// CSV column of the id [default: id, where there is one; else the row number, 1 below the header].
    #[arg(long, value_name = "NAME")]
    pub(crate) id_column: Option<String>,
    /// What stands between CSV fields: one character, or `tab` [default: a comma; a tab in .tsv].
    #[arg(long, value_name = "CHARACTER", value_parser = delimiter)]
    pub(crate) delimiter: Option<u8>,
}

/// How the work is done.
#[derive(Debug, Args)]
#[command(next_help_heading = "Run")]
pub(crate) struct RunArguments {
    /// The model to judge with: `accurate` takes some milliseconds a message, `fast` some tens of microseconds.
    #[arg(long, value_enum, value_name = "MODEL", default_value_t = Model::Accurate)]
    pub(crate) model: Model,
    /// A pack of your own, in TOML: phrases, names to ignore, thresholds, labels; can be given several times.
    #[arg(long = "pack", value_name = "FILE")]
    pub(crate) packs: Vec<PathBuf>,
    /// File to write [default: standard output].
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Threads to compute with; results do not depend on it [default: all cores].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
    /// Mask e-mail addresses, phone, card and document numbers, tokens in links, and names that are introduced, in all that
    /// is written; offsets stay true.
    #[arg(long)]
    pub(crate) redact: bool,
    /// Exit with 1 where any row could not be used, after all is written.
    #[arg(long)]
    pub(crate) strict: bool,
}

impl RunArguments {
    /// The analyzer that was asked for.
    pub(crate) fn analyzer(&self) -> Result<Analyzer, Failure> {
        let model = match self.model {
            Model::Accurate => ModelKind::Accurate,
            Model::Fast => ModelKind::Fast,
        };
        let mut builder = Analyzer::builder().model(model);
        for path in &self.packs {
            let text = std::fs::read_to_string(path)
                .map_err(|error| Failure::Usage(format!("cannot read the pack {}: {error}", path.display())))?;
            // Built alone first, so that its faults can be told with its name.
            let alone = Analyzer::builder().model(ModelKind::Fast).pack(text.as_str()).build();
            alone.map_err(|error| Failure::Usage(format!("the pack {} has faults:\n{error}", path.display())))?;
            builder = builder.pack(text);
        }
        if self.redact {
            builder = builder.redact(Redactor::new());
        }
        builder.build().map_err(|error| Failure::Usage(error.to_string()))
    }
}

/// The models of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Model {
    Accurate,
    Fast,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    Auto,
    Always,
    Never,
}

fn period(text: &str) -> Result<Period, String> {
    match text {
        "days" => Ok(Period::Days),
        "weeks" => Ok(Period::Weeks),
        "months" => Ok(Period::Months),
        number => match number.parse() {
            Ok(size @ 1..) => Ok(Period::Conversations(size)),
            _ => Err("neither days, weeks, months nor a number of conversations from 1".to_owned()),
        },
    }
}

fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        b"tab" | b"\\t" => Ok(b'\t'),
        [b'"' | b'\r' | b'\n'] => Err("quotes and line breaks have their own meaning in CSV".to_owned()),
        [byte] if byte.is_ascii() => Ok(*byte),
        _ => Err("not one ASCII character, nor `tab`".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_definitions_are_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn periods_are_of_time_or_of_conversations() {
        assert_eq!(period("months"), Ok(Period::Months));
        assert_eq!(period("20"), Ok(Period::Conversations(20)));
        for wrong in ["0", "-3", "years", "", "99999999999"] {
            assert!(period(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn delimiters_are_one_character() {
        assert_eq!(delimiter(";"), Ok(b';'));
        assert_eq!(delimiter("tab"), Ok(b'\t'));
        assert_eq!(delimiter("\t"), Ok(b'\t'));
        for wrong in ["", ";;", "\"", "\n", "¬"] {
            assert!(delimiter(wrong).is_err(), "{wrong:?}");
        }
    }
}
