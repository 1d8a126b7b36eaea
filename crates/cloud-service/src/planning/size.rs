//! Sizes of pictures.

use crate::catalogue::model::{Model, Offer};
use crate::provider::Size;
use crate::refusal::{Kind, Refusal};

use super::routes::Chosen;
use super::{Planner, Wish};

impl Planner<'_> {
    /// The size of the picture: what was asked for, where the plan and the model have it.
    pub(super) fn size(
        &self,
        wish: &Wish,
        chosen: &Chosen<'_>,
        warnings: &mut Vec<String>,
    ) -> Result<Size, Refusal> {
        let plan = self.rules()?;
        let (resolutions, aspects) = offered(chosen.first)
            .ok_or_else(|| Refusal::field("model", format!("{} makes no pictures.", chosen.first.name)))?;
        let lines = match &wish.resolution {
            Some(text) => lines(text).ok_or_else(|| {
                Refusal::field("settings.resolution", "A resolution is a number of lines such as 1080p.")
            })?,
            None => plan.lines_max.min(1080),
        };
        if lines > plan.lines_max {
            let message = format!("The {} plan makes at most {}p.", plan.name, plan.lines_max);
            return Err(Refusal::new(Kind::Forbidden, "PLAN_LIMIT", message));
        }
        let mut sizes: Vec<u32> = resolutions.iter().filter_map(|text| self::lines(text)).collect();
        sizes.sort_unstable();
        let fitting = sizes.iter().copied().filter(|offered| *offered <= lines).max();
        let made = fitting.or_else(|| sizes.first().copied()).unwrap_or(lines);
        if made != lines && wish.resolution.is_some() {
            warnings.push(format!("{} makes {made}p, not {lines}p.", chosen.first.name));
        }
        if !aspects.is_empty() && !aspects.contains(&wish.aspect) {
            let message = format!("{} makes {}.", chosen.first.name, aspects.join(", "));
            return Err(Refusal::field("settings.aspectRatio", message));
        }
        shape(&wish.aspect, made)
            .ok_or_else(|| Refusal::field("settings.aspectRatio", "An aspect is two numbers such as 9:16."))
    }
}

fn offered(model: &Model) -> Option<(&[String], &[String])> {
    match &model.offer {
        Offer::Video(video) => Some((&video.resolutions, &video.aspects)),
        Offer::Avatar(avatar) => Some((&avatar.resolutions, &avatar.aspects)),
        _ => None,
    }
}

/// The lines of a resolution: the pixels of its shorter side.
fn lines(text: &str) -> Option<u32> {
    match text.to_ascii_lowercase().as_str() {
        "4k" => Some(2160),
        "2k" => Some(1440),
        other => {
            other.strip_suffix('p').unwrap_or(other).parse().ok().filter(|lines| (100..=4320).contains(lines))
        }
    }
}

/// A size of an aspect whose shorter side has so many pixels, both even.
fn shape(aspect: &str, lines: u32) -> Option<Size> {
    let (across, down) = aspect.split_once(':')?;
    let (across, down): (u32, u32) = (across.parse().ok()?, down.parse().ok()?);
    if !(1..=100).contains(&across) || !(1..=100).contains(&down) {
        return None;
    }
    let even = |pixels: u32| pixels.div_ceil(2) * 2;
    let long = |of: u32, to: u32| even(lines * of / to);
    Some(if across >= down {
        Size { width: long(across, down), height: even(lines) }
    } else {
        Size { width: even(lines), height: long(down, across) }
    })
}
