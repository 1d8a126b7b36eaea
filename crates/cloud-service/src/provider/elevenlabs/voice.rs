//! The voices of ElevenLabs, page by page.

use serde_json::Value;

use crate::provider::Fault;
use crate::provider::json::{list, text};
use crate::provider::wire::{ANSWER_BYTES_MAX, Answer, Link};

/// The most pages of a hundred that are read, however many there are.
const PAGES_MAX: usize = 100;

/// A voice as the provider tells of it. Texts are empty where it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProviderVoice {
    /// Its name in requests.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What it is like.
    pub description: String,
    /// `premade`, `cloned`, `professional` and so on.
    pub category: String,
    /// `female`, `male`, `neutral`.
    pub gender: String,
    /// Such as `american`.
    pub accent: String,
    /// Such as `narration`.
    pub use_case: String,
    /// Where a sample is heard.
    pub preview_url: Option<String>,
    /// Languages in which it was checked, as ISO 639-1 codes.
    pub languages: Vec<String>,
}

/// Reads all of them.
pub(super) async fn fetch(link: &Link) -> Result<Vec<ProviderVoice>, Fault> {
    let mut voices = Vec::new();
    let mut token: Option<String> = None;
    for _ in 0..PAGES_MAX {
        let mut query = vec![("page_size", "100"), ("include_total_count", "false")];
        if let Some(token) = &token {
            query.push(("next_page_token", token));
        }
        let request = link.get_with(&["v2", "voices"], &query);
        let read = |answer: &Answer| {
            let value = answer.json()?;
            value.get("voices")?.as_array()?;
            let page: Vec<ProviderVoice> = list(&value, "/voices").iter().filter_map(voice).collect();
            let more = value.get("has_more").and_then(Value::as_bool).unwrap_or(false);
            let next = text(&value, "/next_page_token").filter(|_| more).map(str::to_owned);
            Some((page, next))
        };
        let (page, next) = link.ask(request, ANSWER_BYTES_MAX, read).await?;
        voices.extend(page);
        match next {
            Some(next) => token = Some(next),
            None => break,
        }
    }
    Ok(voices)
}

/// A voice; one without a name is passed over.
fn voice(value: &Value) -> Option<ProviderVoice> {
    let say = |pointer| text(value, pointer).unwrap_or_default().to_owned();
    let checked =
        list(value, "/verified_languages").iter().filter_map(|language| text(language, "/language"));
    let labelled = text(value, "/labels/language");
    let mut languages: Vec<String> = Vec::new();
    for language in checked.chain(labelled) {
        if !languages.iter().any(|have| have == language) {
            languages.push(language.to_owned());
        }
    }
    Some(ProviderVoice {
        id: text(value, "/voice_id")?.to_owned(),
        name: text(value, "/name")?.to_owned(),
        description: say("/description"),
        category: say("/category"),
        gender: say("/labels/gender"),
        accent: say("/labels/accent"),
        use_case: say("/labels/use_case"),
        preview_url: text(value, "/preview_url").map(str::to_owned),
        languages,
    })
}
