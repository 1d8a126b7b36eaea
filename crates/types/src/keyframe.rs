//! Values that change over a clip.

use serde::{Deserialize, Serialize};

/// A value over the length of a clip: one value, or keyframes with a curve between them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Animated {
    /// The same all the time.
    Fixed(f32),
    /// Keyframes in rising order of time, at least one.
    Keys(Vec<Keyframe>),
}

/// A value at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Keyframe {
    /// Frames (on a sound track: samples) from the start of the clip.
    pub at: i64,
    /// The value there.
    pub value: f32,
    /// How the value goes on to the next keyframe.
    #[serde(default)]
    pub curve: Curve,
}

/// The way from one keyframe to the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Curve {
    /// In a straight line.
    #[default]
    Linear,
    /// Stays, then jumps.
    Hold,
    /// Starts and ends gently.
    Ease,
}

impl Curve {
    /// The share of the way done after the share `t` of the time; both from 0 to 1.
    pub fn eased(self, t: f32) -> f32 {
        match self {
            Self::Linear => t,
            Self::Hold => 0.0,
            Self::Ease => t * t * (3.0 - 2.0 * t),
        }
    }
}

impl Animated {
    /// The value `at` frames (or samples) after the clip's start. Before the first keyframe it is the first
    /// value, after the last the last.
    pub fn at(&self, at: i64) -> f32 {
        let keys = match self {
            Self::Fixed(value) => return *value,
            Self::Keys(keys) => keys,
        };
        let next = keys.partition_point(|key| key.at <= at);
        match (next.checked_sub(1).and_then(|index| keys.get(index)), keys.get(next)) {
            (Some(from), Some(to)) => {
                let t = (at - from.at) as f32 / (to.at - from.at) as f32;
                from.value + (to.value - from.value) * from.curve.eased(t)
            }
            (Some(only), None) | (None, Some(only)) => only.value,
            (None, None) => 0.0,
        }
    }

    /// Whether every value is a finite number from `low` to `high` and the keyframes are in order.
    pub fn is_within(&self, low: f32, high: f32) -> bool {
        let fits = |value: f32| value.is_finite() && (low..=high).contains(&value);
        match self {
            Self::Fixed(value) => fits(*value),
            Self::Keys(keys) => {
                !keys.is_empty()
                    && keys.iter().all(|key| fits(key.value))
                    && keys.is_sorted_by(|a, b| a.at < b.at)
            }
        }
    }

    /// The same curve seen from `by` frames later, as the second half of a split clip needs it.
    pub fn shifted(&self, by: i64) -> Self {
        match self {
            Self::Fixed(value) => Self::Fixed(*value),
            Self::Keys(keys) => {
                Self::Keys(keys.iter().map(|key| Keyframe { at: key.at - by, ..*key }).collect())
            }
        }
    }

    /// The keyframe at exactly `at`.
    pub fn key_at(&self, at: i64) -> Option<&Keyframe> {
        self.keys().iter().find(|key| key.at == at)
    }

    /// The last keyframe before `at`.
    pub fn key_before(&self, at: i64) -> Option<&Keyframe> {
        self.keys().iter().rev().find(|key| key.at < at)
    }

    /// The first keyframe after `at`.
    pub fn key_after(&self, at: i64) -> Option<&Keyframe> {
        self.keys().iter().find(|key| key.at > at)
    }

    /// Every keyframe; none where the value is the same all the time.
    pub fn keys(&self) -> &[Keyframe] {
        match self {
            Self::Fixed(_) => &[],
            Self::Keys(keys) => keys,
        }
    }

    /// With another value: everywhere where it is the same all the time, else in the keyframe at `at`, which is added
    /// where there is none.
    pub fn with_value(&self, at: i64, value: f32) -> Self {
        match self {
            Self::Fixed(_) => Self::Fixed(value),
            Self::Keys(_) => self.with_key(at, value),
        }
    }

    /// With a keyframe of that value at `at`. A new one goes on as the one before it does.
    pub fn with_key(&self, at: i64, value: f32) -> Self {
        let mut keys = self.keys().to_vec();
        match keys.binary_search_by_key(&at, |key| key.at) {
            Ok(index) => {
                if let Some(key) = keys.get_mut(index) {
                    key.value = value;
                }
            }
            Err(index) => {
                let curve = self.key_before(at).map_or(Curve::default(), |key| key.curve);
                keys.insert(index, Keyframe { at, value, curve });
            }
        }
        Self::Keys(keys)
    }

    /// Without the keyframe at `at`. Without its last one the value stays what that was.
    pub fn without_key(&self, at: i64) -> Self {
        let keys: Vec<Keyframe> = self.keys().iter().filter(|key| key.at != at).copied().collect();
        if keys.is_empty() { Self::Fixed(self.at(at)) } else { Self::Keys(keys) }
    }

    /// With another way on from the keyframe at `at`; the same where there is none.
    pub fn with_curve(&self, at: i64, curve: Curve) -> Self {
        let with = |key: &Keyframe| if key.at == at { Keyframe { curve, ..*key } } else { *key };
        match self {
            Self::Fixed(value) => Self::Fixed(*value),
            Self::Keys(keys) => Self::Keys(keys.iter().map(with).collect()),
        }
    }
}
