//! What the user likes and whose ads these are, as the library keeps it.

use serde::Serialize;
use serde::de::DeserializeOwned;
use store::error::StoreError;
use store::table::Tables;
use types::brand::BrandKit;
use types::preferences::Preferences;
use types::project::ProjectSettings;

use crate::error::StudioError;
use crate::studio::Studio;

/// Names in the settings table.
const PREFERENCES: &str = "preferences";
const BRAND: &str = "brand";

/// The most favourites of one sort.
const FAVOURITES_MAX: usize = 2_000;
/// The most characters of an id, a name, an address.
const CHARACTERS_MAX: usize = 500;
/// The most bytes of a path: more than any system takes.
const PATH_BYTES_MAX: usize = 32 * 1024;

impl Studio {
    /// What the user likes; the defaults where nothing was ever kept, or a later version wrote something else.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn preferences(&self) -> Result<Preferences, StudioError> {
        self.library.read(|tables| Ok(kept(tables, PREFERENCES)?.or_default()))
    }

    /// Keeps what the user likes.
    ///
    /// # Errors
    /// When a list or a text is longer than any can be, the folder for exports is no whole path, or the library cannot
    /// be written.
    pub fn set_preferences(&self, preferences: &Preferences) -> Result<(), StudioError> {
        let mut preferences = preferences.clone();
        for favourites in [&preferences.actors, &preferences.voices] {
            let fits = favourites.len() <= FAVOURITES_MAX && favourites.iter().all(|id| is_short(id));
            fits.then_some(())
                .ok_or_else(|| StudioError::Invalid("there are too many favourites".to_owned()))?;
        }
        preferences.exports_folder = checked_path(preferences.exports_folder, "the folder for exports")?;
        self.keep(PREFERENCES, &preferences)
    }

    /// Remembers what an ad is made with, so that the next one begins so. What cannot be remembered is no failure of
    /// the ad.
    pub(crate) fn remember(&self, settings: &ProjectSettings) {
        let remembered = self.library.write(|tables| {
            // What a later version wrote is not written over in passing.
            let Some(mut preferences) = kept::<Preferences>(tables, PREFERENCES)?.unless_foreign() else {
                return Ok(());
            };
            if preferences.last_used.as_ref() == Some(settings) {
                return Ok(());
            }
            preferences.last_used = Some(settings.clone());
            tables.settings_mut().set(PREFERENCES, &preferences)
        });
        if let Err(error) = remembered.map_err(|error: StoreError| error.to_string()) {
            tracing::warn!(%error, "what an ad was made with could not be remembered");
        }
    }

    /// The brand kit; the default one where none was ever kept, or a later version wrote something else.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn brand(&self) -> Result<BrandKit, StudioError> {
        self.library.read(|tables| Ok(kept(tables, BRAND)?.or_default()))
    }

    /// Keeps the brand kit.
    ///
    /// # Errors
    /// When a text is longer than any can be, the logo's path is no whole one, or the library cannot be written.
    pub fn set_brand(&self, brand: &BrandKit) -> Result<(), StudioError> {
        let mut brand = brand.clone();
        let texts =
            [&brand.name, &brand.title_font, &brand.caption_font, &brand.call_to_action, &brand.address];
        if !texts.into_iter().all(|text| is_short(text)) {
            return Err(StudioError::Invalid(format!(
                "a text of a brand has at most {CHARACTERS_MAX} characters"
            )));
        }
        brand.logo = checked_path(brand.logo, "the logo")?;
        self.keep(BRAND, &brand)
    }

    fn keep<T: Serialize>(&self, name: &str, value: &T) -> Result<(), StudioError> {
        self.library.write(|tables| Ok(tables.settings_mut().set(name, value)?))
    }
}

/// What the library has under a name.
enum Kept<T> {
    Nothing,
    Known(T),
    /// Something this version cannot read.
    Foreign,
}

fn kept<T: DeserializeOwned>(tables: &Tables<'_>, name: &str) -> Result<Kept<T>, StoreError> {
    match tables.settings().get(name) {
        Ok(None) => Ok(Kept::Nothing),
        Ok(Some(value)) => Ok(Kept::Known(value)),
        Err(StoreError::Json(error)) => {
            tracing::warn!(name, %error, "a setting of another version is left alone");
            Ok(Kept::Foreign)
        }
        Err(error) => Err(error),
    }
}

impl<T: Default> Kept<T> {
    fn or_default(self) -> T {
        self.unless_foreign().unwrap_or_default()
    }

    fn unless_foreign(self) -> Option<T> {
        match self {
            Self::Nothing => Some(T::default()),
            Self::Known(value) => Some(value),
            Self::Foreign => None,
        }
    }
}

fn is_short(text: &str) -> bool {
    text.len() <= 4 * CHARACTERS_MAX && text.chars().count() <= CHARACTERS_MAX
}

/// A whole path; none where the text is empty.
fn checked_path(path: Option<String>, what: &str) -> Result<Option<String>, StudioError> {
    let Some(path) = path.filter(|path| !path.trim().is_empty()) else { return Ok(None) };
    let whole =
        std::path::Path::new(&path).is_absolute() && path.len() <= PATH_BYTES_MAX && !path.contains('\0');
    if whole {
        Ok(Some(path))
    } else {
        Err(StudioError::Invalid(format!("{what} is named by its whole path")))
    }
}
