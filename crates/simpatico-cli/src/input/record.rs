//! Where one row ends and the next begins, in memory that does not grow with the file or its longest line.

use std::io::{self, BufRead};

/// Longest row that is read; longer ones are errors in their place.
pub(crate) const RECORD_LIMIT: usize = 16 * 1024 * 1024;

/// A row as it stands in the file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Record {
    /// Number of its first line, from 1.
    pub(crate) line: u64,
    pub(crate) content: Content,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// All of it, without the line break at its end.
    Whole(Vec<u8>),
    /// Longer than the limit; nothing of it was kept.
    TooLong,
    /// A quote opened in it and the file ended before the quote was closed.
    Unclosed,
}

/// Walks over the rows of a file.
pub(crate) struct Records<R> {
    reader: R,
    boundary: Boundary,
    limit: usize,
    line: u64,
    consumed: u64,
}

impl<R: BufRead> Records<R> {
    /// One row a line.
    pub(crate) fn lines(reader: R, limit: usize) -> Self {
        Self { reader, boundary: Boundary::LineFeed, limit, line: 1, consumed: 0 }
    }

    /// Rows of CSV, which may hold line breaks between quotes.
    pub(crate) fn quoted(reader: R, delimiter: u8, limit: usize) -> Self {
        let quotes = Quotes { delimiter, place: Place::FieldStart, is_after_return: false };
        Self { reader, boundary: Boundary::Quotes(quotes), limit, line: 1, consumed: 0 }
    }

    /// Bytes read so far.
    pub(crate) fn consumed(&self) -> u64 {
        self.consumed
    }

    /// The next row; `None` at the end of the file.
    pub(crate) fn next(&mut self) -> io::Result<Option<Record>> {
        let line = self.line;
        let mut bytes = Vec::new();
        let mut length = 0_usize;
        let mut is_ended = false;
        while !is_ended {
            let buffer = match self.reader.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if buffer.is_empty() {
                break;
            }
            let scan = self.boundary.scan(buffer);
            let taken = scan.end.unwrap_or(buffer.len());
            length = length.saturating_add(taken);
            // A line break of one or two bytes does not count against the limit; whether these are one is seen below.
            if length <= self.limit + 2 {
                bytes.extend_from_slice(buffer.get(..taken).unwrap_or_default());
            } else {
                bytes = Vec::new();
            }
            self.reader.consume(taken);
            self.consumed += taken as u64;
            self.line += scan.line_breaks;
            is_ended = scan.end.is_some();
        }
        if length == 0 {
            return Ok(None);
        }
        let is_open = self.boundary.close();
        let kept = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
        let kept = kept.strip_suffix(b"\r").unwrap_or(kept).len();
        let content = if length > self.limit + 2 || kept > self.limit {
            Content::TooLong
        } else if is_open {
            Content::Unclosed
        } else {
            bytes.truncate(kept);
            Content::Whole(bytes)
        };
        Ok(Some(Record { line, content }))
    }
}

/// What ends a row.
enum Boundary {
    LineFeed,
    Quotes(Quotes),
}

struct Scan {
    /// Bytes up to and with the end of the row, where it is among them.
    end: Option<usize>,
    line_breaks: u64,
}

impl Boundary {
    fn scan(&mut self, bytes: &[u8]) -> Scan {
        match self {
            Self::LineFeed => {
                let end = bytes.iter().position(|&byte| byte == b'\n').map(|at| at + 1);
                Scan { end, line_breaks: u64::from(end.is_some()) }
            }
            Self::Quotes(quotes) => quotes.scan(bytes),
        }
    }

    /// Makes ready for the next row; true where a quote was still open.
    fn close(&mut self) -> bool {
        match self {
            Self::LineFeed => false,
            Self::Quotes(quotes) => std::mem::replace(&mut quotes.place, Place::FieldStart) == Place::Quoted,
        }
    }
}

/// The ends of CSV rows, under the rules of the `csv` crate, which takes their fields apart later but would hold a row of
/// any length in memory: a quote opens at the start of a field only, two quotes inside are one, and both `\r` and `\n`
/// end a row, so that `\r\n` leaves an empty one behind, to be skipped.
struct Quotes {
    delimiter: u8,
    place: Place,
    is_after_return: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    FieldStart,
    Plain,
    Quoted,
    QuoteInQuoted,
}

impl Quotes {
    fn scan(&mut self, bytes: &[u8]) -> Scan {
        let mut line_breaks = 0;
        for (at, &byte) in bytes.iter().enumerate() {
            let is_break = matches!(byte, b'\r' | b'\n');
            if is_break && !(byte == b'\n' && self.is_after_return) {
                line_breaks += 1;
            }
            self.is_after_return = byte == b'\r';
            self.place = match (self.place, byte) {
                (Place::Quoted, b'"') => Place::QuoteInQuoted,
                (Place::Quoted, _) | (Place::FieldStart | Place::QuoteInQuoted, b'"') => Place::Quoted,
                _ if is_break => return Scan { end: Some(at + 1), line_breaks },
                _ if byte == self.delimiter => Place::FieldStart,
                _ => Place::Plain,
            };
        }
        Scan { end: None, line_breaks }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Read};

    use super::*;

    fn all<R: BufRead>(mut records: Records<R>) -> Vec<(u64, Content)> {
        let mut found = Vec::new();
        while let Some(record) = records.next().unwrap() {
            found.push((record.line, record.content));
        }
        found
    }

    fn whole(text: &str) -> Content {
        Content::Whole(text.as_bytes().to_vec())
    }

    #[test]
    fn lines_end_at_both_kinds_of_breaks_and_at_the_end_of_the_file() {
        let found = all(Records::lines(&b"one\r\n\ntwo\rand a half\nthree"[..], 100));
        assert_eq!(found, [(1, whole("one")), (2, whole("")), (3, whole("two\rand a half")), (4, whole("three"))]);
        assert_eq!(all(Records::lines(&b""[..], 100)), []);
    }

    #[test]
    fn line_breaks_in_quotes_belong_to_the_row() {
        let text = "a,\"one\r\ntwo, \"\"three\"\"\n\"\r\nb\"b,\"\"\nc,'\"'\rd";
        let found: Vec<_> = all(Records::quoted(text.as_bytes(), b',', 100));
        let rows = [(1, "a,\"one\r\ntwo, \"\"three\"\"\n\""), (4, ""), (4, "b\"b,\"\""), (5, "c,'\"'"), (6, "d")];
        assert_eq!(found, rows.map(|(line, text)| (line, whole(text))));
    }

    #[test]
    fn rows_end_where_the_csv_crate_ends_them() {
        // Every text of six of these bytes, so that each pair of states and bytes occurs.
        let alphabet = [b'a', b',', b'"', b'\n', b'\r'];
        for code in 0..alphabet.len().pow(6) {
            let text: Vec<u8> =
                (0..6).map(|place| alphabet[code / alphabet.len().pow(place) % alphabet.len()]).collect();
            let fields = |bytes: &[u8]| -> Vec<csv::ByteRecord> {
                csv::ReaderBuilder::new()
                    .has_headers(false)
                    .flexible(true)
                    .from_reader(bytes)
                    .into_byte_records()
                    .map(Result::unwrap)
                    .collect()
            };
            let found = all(Records::quoted(&text[..], b',', 100));
            if found.iter().any(|(_, content)| *content == Content::Unclosed) {
                continue;
            }
            let mine: Vec<csv::ByteRecord> = found
                .iter()
                .filter_map(|(_, content)| match content {
                    Content::Whole(bytes) if !bytes.is_empty() => Some(fields(bytes)),
                    _ => None,
                })
                .flatten()
                .collect();
            assert_eq!(mine, fields(&text), "{:?}", String::from_utf8_lossy(&text));
        }
    }

    #[test]
    fn a_quote_that_is_never_closed_is_named() {
        let found = all(Records::quoted(&b"a,b\n1,\"two\nthree"[..], b',', 100));
        assert_eq!(found, [(1, whole("a,b")), (2, Content::Unclosed)]);
    }

    #[test]
    fn rows_above_the_limit_leave_their_place_and_the_next_ones_are_read() {
        let found = all(Records::lines(&b"12345\r\n123456\n12345678901234567890\nend"[..], 5));
        assert_eq!(found, [(1, whole("12345")), (2, Content::TooLong), (3, Content::TooLong), (4, whole("end"))]);
        let found = all(Records::quoted(&b"\"1\n2\n3\n4\n5\"\na,b"[..], b',', 5));
        assert_eq!(found, [(1, Content::TooLong), (6, whole("a,b"))]);
    }

    #[test]
    fn a_line_larger_than_memory_needs_none() {
        // 64 GiB would not fit; 1 GiB is enough to see that nothing is kept, and soon read.
        let line = std::io::repeat(b'x').take(1 << 30).chain(&b"\nshort\n"[..]);
        let mut records = Records::lines(BufReader::with_capacity(1 << 20, line), 1000);
        assert_eq!(records.next().unwrap().unwrap().content, Content::TooLong);
        assert_eq!(records.next().unwrap().unwrap().content, whole("short"));
        assert_eq!(records.consumed(), (1 << 30) + 7);
    }

    #[test]
    fn rows_do_not_depend_on_how_the_bytes_arrive() {
        let text = "a,\"one\r\ntwo\"\r\nthree,\"fo\"\"ur\"\nfive\r\n";
        for capacity in 1..text.len() {
            let reader = BufReader::with_capacity(capacity, text.as_bytes());
            assert_eq!(all(Records::quoted(reader, b',', 100)), all(Records::quoted(text.as_bytes(), b',', 100)));
        }
    }
}
