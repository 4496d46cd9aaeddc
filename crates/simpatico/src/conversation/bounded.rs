//! Lists that keep their newest entries, so that a session's memory has an end.

use std::collections::VecDeque;

/// The newest entries of a list, and how many older ones were left out.
#[derive(Clone, Debug)]
pub(crate) struct Bounded<T> {
    kept: VecDeque<T>,
    limit: usize,
    left_out: usize,
}

impl<T> Bounded<T> {
    /// Keeps at most `limit` entries.
    pub(crate) fn new(limit: usize) -> Self {
        Self { kept: VecDeque::new(), limit, left_out: 0 }
    }

    pub(crate) fn push(&mut self, entry: T) {
        if self.kept.len() == self.limit {
            self.kept.pop_front();
            self.left_out += 1;
        }
        self.kept.push_back(entry);
    }

    /// The entry of this number, counted from the first ever pushed.
    pub(crate) fn get_mut(&mut self, number: usize) -> Option<&mut T> {
        self.kept.get_mut(number.checked_sub(self.left_out)?)
    }

    pub(crate) fn last_mut(&mut self) -> Option<&mut T> {
        self.kept.back_mut()
    }

    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator {
        self.kept.iter()
    }

    pub(crate) fn iter_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut T> {
        self.kept.iter_mut()
    }

    pub(crate) fn left_out(&self) -> usize {
        self.left_out
    }
}

impl<T: Clone> Bounded<T> {
    pub(crate) fn to_vec(&self) -> Vec<T> {
        self.kept.iter().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_entries_leave_and_are_counted() {
        let mut list = Bounded::new(3);
        (0..5).for_each(|entry| list.push(entry));
        assert_eq!((list.to_vec(), list.left_out()), (vec![2, 3, 4], 2));
        assert_eq!((list.get_mut(1).copied(), list.get_mut(2).copied()), (None, Some(2)));
        assert_eq!((list.get_mut(4).copied(), list.get_mut(5).copied()), (Some(4), None));
    }
}
