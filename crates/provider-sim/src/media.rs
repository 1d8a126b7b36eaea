//! Real media: speech, actors who speak, moving pictures, videos with another sound. One thing is made at a time, off
//! the threads that answer, and kept under a name that says all that shapes it.

pub mod clips;
pub mod lips;
pub mod listen;
pub mod recipe;
pub mod shot;
pub mod sound;
pub mod speech;
pub mod talk;
pub mod voices;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ::speech::voices::Voices;
use engine::cancel::Cancel;
use engine::error::EngineError;
use engine::session::Session;
use tokio::sync::Semaphore;

use crate::digest;
use crate::fetch::Reach;
use crate::job::{Failure, Reason};
use crate::media::recipe::{Made, Origin, Person, Recipe, Sound};
use crate::media::speech::Said;

/// Makes media. Copies are handles to the same one.
#[derive(Clone)]
pub struct Maker(Arc<Workshop>);

/// What media are made with.
pub struct Workshop {
    /// The engine.
    pub engine: Session,
    /// The voices of this machine.
    pub voices: Voices,
    folder: PathBuf,
    turn: Semaphore,
    cancel: Cancel,
}

impl Maker {
    /// A maker that keeps what it makes in `data`, with Piper voices from `voices`.
    ///
    /// # Errors
    /// When the folder cannot be made or GStreamer is not there.
    pub fn open(data: &Path, voices: Option<&Path>) -> Result<Self, EngineError> {
        let folder = data.join("media");
        std::fs::create_dir_all(folder.join("kept")).map_err(|error| EngineError::from_io(&folder, error))?;
        let voices_folder = voices.map_or_else(|| data.join("voices"), Path::to_owned);
        Ok(Self(Arc::new(Workshop {
            engine: Session::new(&data.join("cache"))?,
            voices: Voices::new(voices_folder, data.join("cache").join("speech")),
            folder,
            turn: Semaphore::new(1),
            cancel: Cancel::new(),
        })))
    }

    /// Gives up what is being made.
    pub fn stop(&self) {
        self.0.cancel.cancel();
    }

    /// The voices of this machine.
    pub fn voices(&self) -> &Voices {
        &self.0.voices
    }

    /// Makes what a recipe says, or finds it where it was made before.
    ///
    /// # Errors
    /// When something it needs cannot be fetched or is no media, or it cannot be made.
    pub async fn make(&self, recipe: &Recipe, reach: &Reach) -> Result<Made, Failure> {
        let recipe = self.gathered(recipe.clone(), reach).await?;
        self.work(move |workshop| workshop.make(&recipe)).await
    }

    /// Speaks a line, or finds it where it was spoken before.
    ///
    /// # Errors
    /// When the voice cannot speak it.
    pub async fn speak(&self, line: recipe::Speech) -> Result<Said, Failure> {
        self.work(move |workshop| speech::speak(workshop, &line)).await
    }

    /// Does work in its turn, off the threads that answer.
    ///
    /// # Errors
    /// What the work fails with.
    pub async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Workshop) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let gone = || Failure::new(Reason::Broken, "the simulator is being stopped");
        let _turn = self.0.turn.acquire().await.map_err(|_| gone())?;
        let workshop = Arc::clone(&self.0);
        tokio::task::spawn_blocking(move || work(&workshop)).await.map_err(|_| gone())?
    }

    /// Keeps bytes that a customer gave, and says by what name.
    ///
    /// # Errors
    /// When the disk does not take them.
    pub async fn keep(&self, bytes: Vec<u8>) -> std::io::Result<Origin> {
        let maker = self.clone();
        tokio::task::spawn_blocking(move || maker.keep_now(&bytes)).await?
    }

    /// Keeps bytes that are small, at once.
    ///
    /// # Errors
    /// When the disk does not take them.
    pub fn keep_now(&self, bytes: &[u8]) -> std::io::Result<Origin> {
        let name = digest::sha256_hex(bytes);
        let place = self.0.kept(&name);
        if !place.is_file() {
            let part = place.with_extension(format!("{}.part", crate::id::random(8, crate::id::HEX)));
            std::fs::write(&part, bytes)?;
            std::fs::rename(&part, &place)?;
        }
        Ok(Origin::Kept(name))
    }

    /// Something that was made, by its file's name.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn read(&self, file: &str) -> std::io::Result<Vec<u8>> {
        let plain = file.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.');
        if !plain {
            return Err(std::io::ErrorKind::NotFound.into());
        }
        tokio::fs::read(self.0.folder.join(file)).await
    }

    /// How large something is that was made, in bytes; 0 when it is not there.
    pub async fn size(&self, file: &str) -> u64 {
        tokio::fs::metadata(self.0.folder.join(file)).await.map_or(0, |metadata| metadata.len())
    }

    /// Something that a customer gave.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn read_kept(&self, name: &str) -> std::io::Result<Vec<u8>> {
        tokio::fs::read(self.0.kept(name)).await
    }

    /// The recipe with everything fetched that it needs.
    ///
    /// # Errors
    /// When something cannot be fetched.
    pub async fn gathered(&self, recipe: Recipe, reach: &Reach) -> Result<Recipe, Failure> {
        Ok(match recipe {
            Recipe::Speech(speech) => Recipe::Speech(speech),
            Recipe::Talk(mut talk) => {
                if let Person::Photo(photo) = &mut talk.person {
                    self.gather(photo, reach).await?;
                }
                self.gather_sound(&mut talk.sound, reach).await?;
                Recipe::Talk(talk)
            }
            Recipe::Shot(mut shot) => {
                for origin in shot.image.iter_mut().chain(&mut shot.extras) {
                    self.gather(origin, reach).await?;
                }
                Recipe::Shot(shot)
            }
            Recipe::Lips(mut lips) => {
                self.gather(&mut lips.video, reach).await?;
                self.gather_sound(&mut lips.sound, reach).await?;
                Recipe::Lips(lips)
            }
        })
    }

    async fn gather_sound(&self, sound: &mut Sound, reach: &Reach) -> Result<(), Failure> {
        match sound {
            Sound::Speech(_) => Ok(()),
            Sound::Recording(origin) => self.gather(origin, reach).await,
        }
    }

    async fn gather(&self, origin: &mut Origin, reach: &Reach) -> Result<(), Failure> {
        if let Origin::Url(url) = origin {
            let bytes = reach.fetch(url).await?;
            *origin =
                self.keep(bytes).await.map_err(|error| Failure::new(Reason::Broken, error.to_string()))?;
        }
        Ok(())
    }
}

impl Workshop {
    /// Makes what a recipe says. Everything it needs is here.
    fn make(&self, recipe: &Recipe) -> Result<Made, Failure> {
        if let Recipe::Speech(line) = recipe {
            let said = speech::speak(self, line)?;
            return Ok(Made { seconds: said.seconds(), file: said.file });
        }
        let name = name_of(recipe)?;
        let (file, note) = (format!("{name}.mp4"), self.folder.join(format!("{name}.json")));
        let known = std::fs::read(&note).ok().and_then(|bytes| serde_json::from_slice::<Made>(&bytes).ok());
        if let Some(made) = known.filter(|_| self.folder.join(&file).is_file()) {
            return Ok(made);
        }
        let path = self.folder.join(&file);
        let seconds = match recipe {
            Recipe::Talk(talk) => talk::make(self, talk, &path)?,
            Recipe::Shot(shot) => shot::make(self, shot, &path)?,
            Recipe::Lips(lips) => lips::make(self, lips, &path)?,
            Recipe::Speech(_) => 0.0,
        };
        let made = Made { file, seconds };
        write_note(&note, &made)?;
        Ok(made)
    }

    /// Where something that a customer gave lies.
    pub fn kept(&self, name: &str) -> PathBuf {
        self.folder.join("kept").join(name)
    }

    /// Where something that is made lies.
    pub fn place(&self, file: &str) -> PathBuf {
        self.folder.join(file)
    }

    /// The wish to stop.
    pub fn cancel(&self) -> &Cancel {
        &self.cancel
    }

    /// The file that an origin stands for.
    ///
    /// # Errors
    /// When it was not fetched.
    pub fn file_of(&self, origin: &Origin) -> Result<PathBuf, Failure> {
        match origin {
            Origin::Kept(name) => Ok(self.kept(name)),
            Origin::Url(url) => Err(Failure::new(Reason::Unreachable, format!("{url} was not fetched"))),
        }
    }
}

/// The name of what a recipe makes: SHA-256 of the recipe as JSON, and of how this version makes things.
pub fn name_of(recipe: &impl serde::Serialize) -> Result<String, Failure> {
    let text = serde_json::to_vec(&("provider-sim 1", recipe)).map_err(broken)?;
    Ok(digest::sha256_hex(&text))
}

/// Writes what is known of something that was made, whole or not at all.
pub fn write_note(path: &Path, note: &impl serde::Serialize) -> Result<(), Failure> {
    let part = path.with_extension("json.part");
    std::fs::write(&part, serde_json::to_vec(note).map_err(broken)?).map_err(broken)?;
    std::fs::rename(&part, path).map_err(broken)
}

/// Something of the simulator's own does not work.
pub fn broken(error: impl std::fmt::Display) -> Failure {
    Failure::new(Reason::Broken, error.to_string())
}
