//! Rows by the thousand: enough to keep all cores at work, few enough to hold in memory whatever the size of the file.

use std::io::BufRead;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::{self, JoinHandle};

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator as _, ParallelIterator as _};

use crate::failure::Failure;
use crate::input::record::{Content, Record, Records};
use crate::input::row::{Parser, Row, RowError};
use crate::input::source::Sources;

/// A batch is full at so many rows or bytes, whichever comes first. A result is some twenty times as long as its row,
/// and the results of a batch are in memory together.
const ROWS: usize = 1024;
const BYTES: u64 = 4 * 1024 * 1024;

/// Consecutive rows of one file.
#[derive(Debug)]
pub(crate) struct Batch {
    /// Name of the file.
    pub(crate) source: Arc<str>,
    parser: Arc<Parser>,
    records: Vec<Record>,
    /// Number of the first row in its file, from 1.
    first: u64,
    /// Bytes read from the file for this batch.
    pub(crate) bytes: u64,
}

impl Batch {
    /// The rows, taken apart on all cores, in their order.
    pub(crate) fn rows(&self) -> impl IndexedParallelIterator<Item = Result<Row, RowError>> {
        let parse = |(number, record)| self.parser.parse(record, self.first + number as u64);
        self.records.par_iter().enumerate().map(parse)
    }
}

/// Reads files on a thread of its own, one batch ahead of whoever works on them.
pub(crate) struct Batches {
    receiver: Receiver<Result<Batch, Failure>>,
    reader: Option<JoinHandle<()>>,
}

impl Batches {
    /// Begins to read.
    pub(crate) fn start(sources: Sources) -> Self {
        // One batch may wait while one is worked on and one is read: three in memory at most.
        let (sender, receiver) = sync_channel(1);
        let read_all = move || {
            for source in &sources.list {
                let send = |batch| sender.send(Ok(batch)).is_ok();
                let name = Arc::from(source.name.as_str());
                match source.open().and_then(|(records, parser)| read(records, parser, &name, send)) {
                    Ok(true) => {}
                    Ok(false) => return,
                    Err(failure) => {
                        let _ = sender.send(Err(failure));
                        return;
                    }
                }
            }
        };
        // Not joined where the work ends early: it may wait for input that never comes.
        Self { receiver, reader: Some(thread::spawn(read_all)) }
    }

    /// The next batch; `None` when all is read.
    pub(crate) fn next(&mut self) -> Result<Option<Batch>, Failure> {
        match self.receiver.recv() {
            Ok(outcome) => outcome.map(Some),
            Err(_) => match self.reader.take().map(JoinHandle::join) {
                Some(Err(_)) => Err(Failure::Work("the reading thread broke off".to_owned())),
                _ => Ok(None),
            },
        }
    }
}

/// Reads a file to its end; false where `send` wants no more.
fn read<R: BufRead>(
    mut records: Records<R>,
    parser: Parser,
    source: &Arc<str>,
    mut send: impl FnMut(Batch) -> bool,
) -> Result<bool, Failure> {
    let parser = Arc::new(parser);
    let mut first = 1;
    // A header counts with the first batch.
    let mut reported = 0;
    loop {
        let mut rows = Vec::new();
        let mut is_ended = false;
        while rows.len() < ROWS && records.consumed() - reported < BYTES {
            match records.next().map_err(|error| Failure::reading(source, &error))? {
                Some(record) if is_blank(&record, &parser) => {}
                Some(record) => rows.push(record),
                None => {
                    is_ended = true;
                    break;
                }
            }
        }
        let count = rows.len() as u64;
        let bytes = records.consumed() - reported;
        let batch = Batch { source: Arc::clone(source), parser: Arc::clone(&parser), records: rows, first, bytes };
        if count > 0 && !send(batch) {
            return Ok(false);
        }
        if is_ended {
            return Ok(true);
        }
        first += count;
        reported += bytes;
    }
}

/// True for what stands between rows. A line of blanks is one in text and JSON Lines, but a field in CSV.
fn is_blank(record: &Record, parser: &Parser) -> bool {
    match (&record.content, parser) {
        (Content::Whole(bytes), Parser::Csv(_)) => bytes.is_empty(),
        (Content::Whole(bytes), _) => bytes.trim_ascii().is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, BufReader, Read};
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;
    use crate::input::record::RECORD_LIMIT;
    use crate::input::row::Subject;

    /// A file without an end, which counts what was read of it.
    struct Endless {
        line: &'static [u8],
        at: usize,
        total: Arc<AtomicU64>,
    }

    impl Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            for byte in &mut *buffer {
                *byte = self.line[self.at];
                self.at = (self.at + 1) % self.line.len();
            }
            self.total.fetch_add(buffer.len() as u64, Ordering::SeqCst);
            Ok(buffer.len())
        }
    }

    static LONG: [u8; 1 << 20] = {
        let mut line = [b'x'; 1 << 20];
        line[(1 << 20) - 1] = b'\n';
        line
    };

    fn endless(line: &'static [u8], limit: usize) -> (Records<BufReader<Endless>>, Arc<AtomicU64>) {
        let total = Arc::new(AtomicU64::new(0));
        let reader = BufReader::with_capacity(1 << 16, Endless { line, at: 0, total: Arc::clone(&total) });
        (Records::lines(reader, limit), total)
    }

    #[test]
    fn what_is_read_ahead_does_not_grow_with_the_file() {
        let (records, total) = endless(b"Where is my parcel?\n", RECORD_LIMIT);
        let (sender, receiver) = sync_channel(1);
        let reading = thread::spawn(move || {
            read(records, Parser::Text, &Arc::from("x"), |batch| sender.send(batch).is_ok()).unwrap()
        });
        for number in 0..20 {
            let batch = receiver.recv().unwrap();
            assert_eq!(batch.first, 1 + number * ROWS as u64);
            assert_eq!(batch.records.len(), ROWS);
            thread::sleep(std::time::Duration::from_millis(5));
            // This batch and those before it, one that waits, one that is read, and the reader's own buffer.
            let most = (number + 3) * batch.bytes + (1 << 16);
            assert!(total.load(Ordering::SeqCst) <= most, "{} of {most} bytes", total.load(Ordering::SeqCst));
        }
        drop(receiver);
        assert!(!reading.join().unwrap(), "reading ends when nobody wants more");
    }

    #[test]
    fn long_rows_fill_a_batch_by_their_bytes() {
        let (records, _) = endless(&LONG, RECORD_LIMIT);
        let mut sizes = Vec::new();
        read(records, Parser::Text, &Arc::from("x"), |batch| {
            sizes.push((batch.records.len(), batch.bytes));
            sizes.len() < 3
        })
        .unwrap();
        assert_eq!(sizes, [(4, BYTES); 3]);
    }

    #[test]
    fn rows_too_long_to_keep_fill_a_batch_too() {
        let (records, _) = endless(&LONG, 1000);
        let mut rows = Vec::new();
        read(records, Parser::Text, &Arc::from("x"), |batch| {
            rows.extend(batch.records);
            false
        })
        .unwrap();
        assert_eq!(rows.len(), 4);
        assert!(rows.iter().all(|record| record.content == Content::TooLong));
    }

    #[test]
    fn blank_lines_are_no_rows_and_count_as_lines() {
        let text = b"\n  \t\r\none\n\n\r\ntwo\n\n";
        let mut found = Vec::new();
        read(Records::lines(&text[..], 100), Parser::Text, &Arc::from("x"), |batch| {
            found.extend(batch.rows().map(|row| row.unwrap()).map(|row| (row.line, row.subject)).collect::<Vec<_>>());
            true
        })
        .unwrap();
        let message = |text: &str| Subject::Exchange { customer: text.to_owned(), reply: None, turns_before: 0 };
        assert_eq!(found, [(3, message("one")), (6, message("two"))]);
    }

    #[test]
    fn an_empty_file_gives_no_batch() {
        for text in ["", "\n\n", " \r\n"] {
            assert!(
                read(Records::lines(text.as_bytes(), 100), Parser::Text, &Arc::from("x"), |_| panic!("a batch"))
                    .unwrap()
            );
        }
    }
}
