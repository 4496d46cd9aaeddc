//! Where rows come from.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::arguments::InputArguments;
use crate::failure::{Failure, name_of};
use crate::input::record::{Content, RECORD_LIMIT, Records};
use crate::input::row::{Columns, Parser, csv_fields};

/// Bytes asked of a file at once: enough that the time goes into reading, not into asking.
const BUFFER: usize = 256 * 1024;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// How rows stand in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    // Not documented for clap, which would then spread every option of the help over three lines.
    Jsonl,
    Csv,
    Text,
}

/// The files of a command line, in their order.
#[derive(Debug)]
pub(crate) struct Sources {
    pub(crate) list: Vec<Source>,
}

/// A file, or standard input.
#[derive(Debug)]
pub(crate) struct Source {
    /// `None` is standard input.
    path: Option<PathBuf>,
    pub(crate) name: String,
    format: Format,
    wanted: Wanted,
}

/// What is looked for in a CSV file.
#[derive(Clone, Debug, Default)]
struct Wanted {
    delimiter: u8,
    customer: Option<String>,
    reply: Option<String>,
    id: Option<String>,
}

impl Sources {
    /// Looks at all files before the first one is read: a wrong name should not cost an hour of work on the others.
    pub(crate) fn try_new(paths: &[PathBuf], arguments: &InputArguments) -> Result<Self, Failure> {
        let mut list = Vec::new();
        for path in paths {
            if path.as_os_str() == "-" {
                if list.iter().any(|source: &Source| source.path.is_none()) {
                    return Err(Failure::Usage("standard input (-) can be read once only".to_owned()));
                }
            } else {
                let metadata = fs::metadata(path).map_err(|error| Failure::reading(&name_of(path), &error))?;
                if metadata.is_dir() {
                    return Err(Failure::Work(format!("cannot read {}: is a directory", name_of(path))));
                }
            }
            list.push(Source::new(path, arguments));
        }
        Ok(Self { list })
    }

    /// Bytes of all files together, where that is known.
    pub(crate) fn size(&self) -> Option<u64> {
        let sizes = self.list.iter().map(|source| {
            let metadata = fs::metadata(source.path.as_ref()?).ok()?;
            metadata.is_file().then_some(metadata.len())
        });
        sizes.sum()
    }

    /// Refuses to write over a file that is still to be read.
    pub(crate) fn check_output(&self, output: &Path) -> Result<(), Failure> {
        let Ok(output) = fs::canonicalize(output) else { return Ok(()) };
        if !fs::metadata(&output).is_ok_and(|metadata| metadata.is_file()) {
            return Ok(());
        }
        let is_same = |source: &&Source| {
            source.path.as_ref().is_some_and(|path| fs::canonicalize(path).is_ok_and(|path| path == output))
        };
        match self.list.iter().find(is_same) {
            Some(source) => {
                Err(Failure::Usage(format!("--output would overwrite {}, which is to be read", source.name)))
            }
            None => Ok(()),
        }
    }
}

impl Source {
    fn new(path: &Path, arguments: &InputArguments) -> Self {
        let is_standard = path.as_os_str() == "-";
        let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
        let by_name = match extension.as_deref() {
            _ if is_standard => Format::Jsonl,
            Some("jsonl" | "json" | "ndjson") => Format::Jsonl,
            Some("csv" | "tsv") => Format::Csv,
            _ => Format::Text,
        };
        let separator = if extension.as_deref() == Some("tsv") { b'\t' } else { b',' };
        Self {
            path: (!is_standard).then(|| path.to_owned()),
            name: if is_standard { "standard input".to_owned() } else { name_of(path) },
            format: arguments.format.unwrap_or(by_name),
            wanted: Wanted {
                delimiter: arguments.delimiter.unwrap_or(separator),
                customer: arguments.customer_column.clone(),
                reply: arguments.reply_column.clone(),
                id: arguments.id_column.clone(),
            },
        }
    }

    /// Opens it and reads the header where there is one.
    pub(crate) fn open(&self) -> Result<(Records<impl BufRead + use<>>, Parser), Failure> {
        let fail = |error: io::Error| Failure::reading(&self.name, &error);
        let reader: Box<dyn Read> = match &self.path {
            Some(path) => Box::new(File::open(path).map_err(fail)?),
            None => Box::new(io::stdin()),
        };
        self.begin(BufReader::with_capacity(BUFFER, reader))
    }

    fn begin<R: BufRead>(&self, mut reader: R) -> Result<(Records<impl BufRead + use<R>>, Parser), Failure> {
        let fail = |error: io::Error| Failure::reading(&self.name, &error);
        let mut start = Vec::new();
        reader.by_ref().take(BYTE_ORDER_MARK.len() as u64).read_to_end(&mut start).map_err(fail)?;
        if start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff") {
            return Err(Failure::Work(format!("cannot read {}: it is UTF-16; save it as UTF-8", self.name)));
        }
        if start == BYTE_ORDER_MARK {
            start.clear();
        }
        let reader = Cursor::new(start).chain(reader);
        match self.format {
            Format::Jsonl => Ok((Records::lines(reader, RECORD_LIMIT), Parser::JsonLines)),
            Format::Text => Ok((Records::lines(reader, RECORD_LIMIT), Parser::Text)),
            Format::Csv => {
                let mut records = Records::quoted(reader, self.wanted.delimiter, RECORD_LIMIT);
                let columns = self.header(&mut records)?;
                Ok((records, Parser::Csv(columns)))
            }
        }
    }

    fn header<R: BufRead>(&self, records: &mut Records<R>) -> Result<Columns, Failure> {
        let name = &self.name;
        let bytes = loop {
            match records.next().map_err(|error| Failure::reading(name, &error))?.map(|record| record.content) {
                Some(Content::Whole(bytes)) if bytes.is_empty() => {}
                Some(Content::Whole(bytes)) => break bytes,
                Some(Content::TooLong | Content::Unclosed) => {
                    return Err(Failure::Work(format!("cannot read {name}: its first row is no CSV header")));
                }
                None => return Err(Failure::Usage(format!("{name} is empty; a CSV file needs a header"))),
            }
        };
        let fields = csv_fields(&bytes, self.wanted.delimiter).unwrap_or_default();
        let columns: Vec<String> = fields.iter().map(|field| String::from_utf8_lossy(field).into_owned()).collect();
        self.wanted.find(&columns).map_err(|problem| Failure::Usage(format!("{name} {problem}")))
    }
}

impl Wanted {
    fn find(&self, columns: &[String]) -> Result<Columns, String> {
        let place = |name: &str| {
            let mut places = columns.iter().enumerate().filter(|(_, column)| *column == name).map(|(place, _)| place);
            match (places.next(), places.next()) {
                (Some(_), Some(_)) => Err(format!("has the column {name:?} more than once")),
                (place, _) => Ok(place),
            }
        };
        let required = |name: &str, option: &str| match place(name)? {
            Some(place) => Ok(place),
            None => Err(format!("has no column {name:?}; {}", self.advice(columns, option))),
        };
        let optional = |name: &Option<String>, usual: &str, option: &str| match name {
            Some(name) => required(name, option).map(Some),
            None => place(usual),
        };
        let customer = required(self.customer.as_deref().unwrap_or("customer"), "--customer-column")?;
        let reply = optional(&self.reply, "reply", "--reply-column")?;
        let id = optional(&self.id, "id", "--id-column")?;
        Ok(Columns { delimiter: self.delimiter, count: columns.len(), customer, reply, id })
    }

    /// What to change on the command line.
    fn advice(&self, columns: &[String], option: &str) -> String {
        if let [only] = columns {
            let others = [(b',', ","), (b';', "';'"), (b'\t', "tab")];
            let fits = |(byte, _): &&(u8, &str)| *byte != self.delimiter && only.contains(char::from(*byte));
            if let Some((_, delimiter)) = others.iter().find(fits) {
                return format!("its only column is {only:?}: try --delimiter {delimiter}");
            }
        }
        let mut seen = HashSet::new();
        let names: Vec<String> =
            columns.iter().filter(|column| seen.insert(*column)).map(|column| format!("{column:?}")).collect();
        format!("it has {}: name one with {option}", names.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, arguments: &InputArguments) -> Source {
        Source::new(Path::new(path), arguments)
    }

    fn columns(header: &[u8], arguments: &InputArguments) -> Result<Columns, String> {
        match source("x.csv", arguments).begin(header).map(|(_, parser)| parser) {
            Ok(Parser::Csv(columns)) => Ok(columns),
            Ok(other) => panic!("{other:?}"),
            Err(failure) => Err(failure.to_string()),
        }
    }

    #[test]
    fn formats_follow_the_extension_unless_given() {
        let none = InputArguments::default();
        let format = |path| source(path, &none).format;
        for path in ["a.jsonl", "a.b.JSON", "/x/a.ndjson", "-"] {
            assert_eq!(format(path), Format::Jsonl, "{path}");
        }
        assert_eq!(format("a.csv"), Format::Csv);
        assert_eq!(format("a.TSV"), Format::Csv);
        assert_eq!(source("a.TSV", &none).wanted.delimiter, b'\t');
        for path in ["a.txt", "a", ".csv", "jsonl"] {
            assert_eq!(format(path), Format::Text, "{path}");
        }
        let text = InputArguments { format: Some(Format::Text), ..InputArguments::default() };
        assert_eq!(source("a.jsonl", &text).format, Format::Text);
        assert_eq!(source("-", &text).format, Format::Text);
    }

    #[test]
    fn columns_are_found_by_name() {
        let none = InputArguments::default();
        let found = columns(b"\n\xef", &none).unwrap_err();
        assert!(found.contains("no column \"customer\""), "{found}");
        let found = columns(b"\xef\xbb\xbf\"reply\",\"x, y\",customer\r\na,b,c", &none);
        assert_eq!(found, Ok(Columns { delimiter: b',', count: 3, customer: 2, reply: Some(0), id: None }));
        let named = InputArguments {
            customer_column: Some("b".to_owned()),
            id_column: Some("a".to_owned()),
            delimiter: Some(b';'),
            ..InputArguments::default()
        };
        assert_eq!(
            columns(b"a;b", &named),
            Ok(Columns { delimiter: b';', count: 2, customer: 1, reply: None, id: Some(0) })
        );
    }

    #[test]
    fn columns_that_do_not_exist_are_answered_with_those_that_do() {
        let none = InputArguments::default();
        let answer = columns(b"ticket,message,answer", &none).unwrap_err();
        assert_eq!(
            answer,
            "x.csv has no column \"customer\"; it has \"ticket\", \"message\", \"answer\": name one with --customer-column"
        );
        let reply = InputArguments { reply_column: Some("answer".to_owned()), ..InputArguments::default() };
        assert!(columns(b"customer", &reply).unwrap_err().contains("name one with --reply-column"));
        assert!(columns(b"customer,reply,customer", &none).unwrap_err().contains("more than once"));
        assert!(columns(b"id;customer;reply", &none).unwrap_err().contains("try --delimiter ';'"));
        assert!(columns(b"id\tcustomer", &none).unwrap_err().contains("try --delimiter tab"));
        assert!(columns(b"", &none).unwrap_err().contains("needs a header"));
    }

    #[test]
    fn other_encodings_are_named() {
        let failure =
            source("x.txt", &InputArguments::default()).begin(&b"\xff\xfeH\0i\0"[..]).map(|_| ()).unwrap_err();
        assert!(failure.to_string().contains("UTF-16"), "{failure}");
    }

    #[test]
    fn files_shorter_than_a_byte_order_mark_are_read() {
        let source = source("x.txt", &InputArguments::default());
        for (text, expected) in
            [(&b""[..], None), (b"a", Some(&b"a"[..])), (b"\xef\xbb\xbf", None), (b"\xef\xbb\xbfb", Some(b"b"))]
        {
            let (mut records, _) = source.begin(text).map_err(|failure| failure.to_string()).unwrap();
            let found = records.next().unwrap().map(|record| record.content);
            assert_eq!(found, expected.map(|bytes| Content::Whole(bytes.to_vec())));
        }
    }
}
