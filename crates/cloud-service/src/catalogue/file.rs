//! The catalogue's files: where they are and how they are read.

use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::CatalogueError;
use super::look::Look;
use super::model::Model;
use super::plan::{House, Plan};

/// The largest file that is read, in bytes.
const FILE_BYTES_MAX: u64 = 4 << 20;

/// Every file, with the text in the program.
const FILES: &[(&str, &str, Content)] = &[
    ("video.toml", include_str!("../../catalogue/video.toml"), Content::Models),
    ("actors.toml", include_str!("../../catalogue/actors.toml"), Content::Models),
    ("sound.toml", include_str!("../../catalogue/sound.toml"), Content::Models),
    ("plans.toml", include_str!("../../catalogue/plans.toml"), Content::Plans),
    ("looks.toml", include_str!("../../catalogue/looks.toml"), Content::Looks),
];

#[derive(Clone, Copy)]
enum Content {
    Models,
    Plans,
    Looks,
}

/// A file's text.
pub(super) struct Text {
    name: &'static str,
    text: String,
    content: Content,
}

/// What is in all of them.
pub(super) struct Parts {
    pub(super) models: Vec<Model>,
    pub(super) plans: Vec<Plan>,
    pub(super) house: House,
    pub(super) looks: Vec<Look>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ModelsFile {
    model: Vec<Model>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlansFile {
    house: House,
    plan: Vec<Plan>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LooksFile {
    #[serde(default)]
    look: Vec<Look>,
}

/// The files in the program.
pub(super) fn embedded() -> Vec<Text> {
    let text = |(name, text, content): &(&'static str, &str, Content)| Text {
        name,
        text: (*text).to_owned(),
        content: *content,
    };
    FILES.iter().map(text).collect()
}

/// The files of a folder, and those in the program that it has not.
pub(super) fn from_folder(folder: &Path) -> Result<Vec<Text>, CatalogueError> {
    let mut texts = embedded();
    let unreadable = |name: &str, why: String| CatalogueError::Unreadable { file: name.to_owned(), why };
    if !folder.is_dir() {
        return Err(unreadable(&folder.display().to_string(), "it is not a folder".to_owned()));
    }
    for text in &mut texts {
        let path = folder.join(text.name);
        match std::fs::metadata(&path) {
            Ok(found) if found.len() > FILE_BYTES_MAX => {
                return Err(unreadable(text.name, format!("it is larger than {FILE_BYTES_MAX} bytes")));
            }
            Ok(_) => {
                text.text =
                    std::fs::read_to_string(&path).map_err(|err| unreadable(text.name, err.to_string()))?;
            }
            Err(err) if err.kind() == std::io::ErrorKind::NotFound => {}
            Err(err) => return Err(unreadable(text.name, err.to_string())),
        }
    }
    Ok(texts)
}

/// Reads all of them.
pub(super) fn parse(texts: &[Text]) -> Result<Parts, CatalogueError> {
    let (mut models, mut looks, mut plans) = (Vec::new(), Vec::new(), None);
    for text in texts {
        match text.content {
            Content::Models => models.extend(read::<ModelsFile>(text)?.model),
            Content::Plans => plans = Some(read::<PlansFile>(text)?),
            Content::Looks => looks.extend(read::<LooksFile>(text)?.look),
        }
    }
    let Some(PlansFile { house, plan }) = plans else {
        return Err(CatalogueError::Faults(vec!["there are no plans".to_owned()]));
    };
    Ok(Parts { models, plans: plan, house, looks })
}

/// A hash of all of them.
pub(super) fn version(texts: &[Text]) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        // Lengths stand between, so that no two sets of files give the same bytes.
        hash.update((text.text.len() as u64).to_le_bytes());
        hash.update(&text.text);
    }
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

fn read<T: DeserializeOwned>(text: &Text) -> Result<T, CatalogueError> {
    let form =
        |why: String| CatalogueError::Form { file: text.name.to_owned(), why: why.trim().replace('\n', " ") };
    toml::from_str(&text.text).map_err(|err| form(err.to_string()))
}
