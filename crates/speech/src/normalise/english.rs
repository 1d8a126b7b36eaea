//! How English reads what is not plain words.

use super::Pause;
use super::Place;
use super::tokens::Written;

pub fn read(place: Place<'_>, _language: &str) -> String {
    place.word.to_owned()
}

pub fn pause(written: &[Written<'_>], index: usize) -> Pause {
    written.get(index).map(|w| w.pause()).unwrap_or_default()
}
