//! E-mail addresses and links that carry a token.

use crate::label::PrivateKind;
use crate::redact::Piece;

/// A part of a path from so many letters and digits on, both of them in it, is a token.
const TOKEN: usize = 16;

/// Adds what it finds; gives the places of all links and addresses, in which nothing else is looked for.
pub(super) fn find(text: &str, pieces: &mut Vec<Piece>) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    let ends = |character: char| character.is_whitespace() || matches!(character, '<' | '>' | '"' | '«' | '»' | '|');
    let mut start = 0;
    for chunk in text.split(ends) {
        let at = start;
        // What ends a chunk may be longer than one byte.
        start = text
            .get(at + chunk.len()..)
            .and_then(|rest| rest.chars().next())
            .map_or(text.len(), |end| at + chunk.len() + end.len_utf8());
        let link = ["https://", "http://", "www."].iter().filter_map(|scheme| chunk.find(scheme)).min();
        if let Some(from) = link {
            let body =
                chunk.get(from..).unwrap_or_default().trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'']);
            let place = (at + from, at + from + body.len());
            places.push(place);
            if let Some(hidden) = token(body) {
                pieces.push((place.0 + hidden, place.1, PrivateKind::Link));
            }
        } else {
            addresses(chunk, at, &mut places, pieces);
        }
    }
    places
}

/// Where the part of a link begins that must not be shown, where there is one.
fn token(link: &str) -> Option<usize> {
    let host = link.find("://").map_or(0, |at| at + 3);
    let rest = link.get(host..)?;
    let path = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    if rest.get(..path)?.contains('@') {
        return Some(host);
    }
    let tail = rest.get(path..)?;
    let is_token = |part: &str| {
        part.len() >= TOKEN
            && part.bytes().any(|b| b.is_ascii_digit())
            && part.bytes().any(|b| b.is_ascii_alphabetic())
            && !part.contains('-')
    };
    let carries = tail.contains('=') || tail.split(['/', '?', '#', '&', '.']).any(is_token);
    carries.then_some(host + path)
}

fn addresses(chunk: &str, at: usize, places: &mut Vec<(usize, usize)>, pieces: &mut Vec<Piece>) {
    let mut from = 0;
    for (sign, _) in chunk.match_indices('@') {
        if sign < from {
            continue;
        }
        let before = chunk.get(from..sign).unwrap_or_default();
        let is_local = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-' | '\'');
        let local = before.len()
            - before.rfind(|c| !is_local(c)).map_or(0, |last| {
                last + before.get(last..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
            });
        let after = chunk.get(sign + 1..).unwrap_or_default();
        let is_domain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
        let domain = after.get(..after.find(|c| !is_domain(c)).unwrap_or(after.len())).unwrap_or_default();
        let domain = domain.trim_end_matches(['.', '-']);
        let has_top = domain.rsplit_once('.').is_some_and(|(name, top)| {
            !name.is_empty() && top.chars().count() >= 2 && top.chars().all(char::is_alphabetic)
        });
        from = sign + 1;
        if local > 0 && has_top {
            let place = (at + sign - local, at + sign + 1 + domain.len());
            places.push(place);
            pieces.push((place.0, place.1, PrivateKind::Email));
            from = sign + 1 + domain.len();
        }
    }
}
