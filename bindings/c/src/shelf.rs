//! What laid-out results point to.

use std::any::Any;
use std::ptr;

use crate::text::simpatico_str;

/// Lists and values that keep their places as long as the shelf stands.
#[derive(Debug, Default)]
pub(crate) struct Shelf(Vec<Box<dyn Any>>);

impl Shelf {
    /// Keeps a list; gives its address and length.
    pub(crate) fn list<T: 'static>(&mut self, list: impl IntoIterator<Item = T>) -> (*const T, usize) {
        let list: Vec<T> = list.into_iter().collect();
        let place = (list.as_ptr(), list.len());
        if !list.is_empty() {
            self.0.push(Box::new(list));
        }
        place
    }

    /// Keeps a value where there is one; gives its address, or NULL.
    pub(crate) fn one<T: 'static>(&mut self, value: Option<T>) -> *const T {
        value.map_or(ptr::null(), |value| self.list([value]).0)
    }

    /// Keeps where a text lies, where there is one.
    pub(crate) fn name(&mut self, text: Option<&str>) -> *const simpatico_str {
        self.one(text.map(simpatico_str::from))
    }
}

/// Where a value lies within a result, or NULL.
pub(crate) fn address<T>(value: &Option<T>) -> *const T {
    value.as_ref().map_or(ptr::null(), ptr::from_ref)
}
