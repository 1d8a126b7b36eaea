//! Sizes of pictures in the words of providers: aspects such as `16:9`, resolutions such as `1080p`.

use crate::provider::Size;

/// The offered aspect nearest to that of the size; none where nothing is offered.
pub(crate) fn aspect<S: AsRef<str>>(size: Size, offered: &[S]) -> Option<&str> {
    let wanted = f64::from(size.width.max(1)) / f64::from(size.height.max(1));
    let distance = |ratio: f64| (ratio.ln() - wanted.ln()).abs();
    let known = offered.iter().filter_map(|name| Some((name.as_ref(), ratio(name.as_ref())?)));
    known.min_by(|(_, one), (_, other)| distance(*one).total_cmp(&distance(*other))).map(|(name, _)| name)
}

/// The least resolution that is offered and no smaller than the size; the largest where none is.
pub(crate) fn resolution<S: AsRef<str>>(size: Size, offered: &[S]) -> Option<&str> {
    let wanted = size.width.min(size.height);
    let mut known: Vec<(&str, u32)> =
        offered.iter().filter_map(|name| Some((name.as_ref(), lines(name.as_ref())?))).collect();
    known.sort_by_key(|(_, lines)| *lines);
    known.iter().find(|(_, lines)| *lines >= wanted).or(known.last()).map(|(name, _)| *name)
}

/// Lines of a picture by the name of its resolution: `1080p`, `768P`, `2K`, `4k`.
pub(crate) fn lines(name: &str) -> Option<u32> {
    match name.to_ascii_lowercase().as_str() {
        "2k" => Some(1440),
        "4k" => Some(2160),
        name => name.strip_suffix('p')?.parse().ok().filter(|lines| *lines > 0),
    }
}

/// Width over height of an aspect's name.
pub(crate) fn ratio(name: &str) -> Option<f64> {
    let (across, down) = name.split_once(':')?;
    let (across, down): (u16, u16) = (across.parse().ok()?, down.parse().ok()?);
    (across > 0 && down > 0).then(|| f64::from(across) / f64::from(down))
}
