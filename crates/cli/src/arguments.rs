//! What can be asked on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use types::geometry::Aspect;
use types::time::FrameRate;

/// Makes video ads from scripts, on your own machine, with the network off.
#[derive(Debug, Parser)]
#[command(name = "greenroom", version, propagate_version = true, arg_required_else_help = true)]
pub struct Arguments {
    /// Where projects, takes, voices and caches are kept [default: the system's place for application data]
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// The hosted service; nothing offline needs it
    #[arg(long, global = true, value_name = "URL")]
    pub service: Option<String>,
    /// Print one JSON value instead of text
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a finished ad from a script file
    Ad(AdArguments),
    /// Create, change and list projects
    #[command(subcommand)]
    Project(ProjectCommand),
    /// Write one exact frame of a project as a PNG
    Frame {
        /// The project
        id: String,
        /// The frame, counted from 0
        #[arg(long, value_name = "N")]
        at: i64,
        /// The file to write
        #[arg(long, value_name = "F.png")]
        out: PathBuf,
    },
    /// Export a project as a file
    Export {
        /// The project
        id: String,
        /// What to make; `greenroom presets` lists them
        #[arg(long, value_name = "P", default_value = "standard")]
        preset: String,
        /// The file to write
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Say what a media file is
    Probe {
        /// The file
        file: PathBuf,
    },
    /// List the draft actors
    Actors(ActorArguments),
    /// List and install voices
    Voices {
        /// Only voices of this language, as "de" or "pt-BR"
        #[arg(long, value_name = "TAG")]
        language: Option<String>,
        /// Only voices that can speak now
        #[arg(long)]
        installed: bool,
        /// Install one
        #[command(subcommand)]
        action: Option<VoiceCommand>,
    },
    /// List export presets and placements
    Presets,
    /// List the backups of the library, or go back to one
    #[command(subcommand)]
    Backup(BackupCommand),
    /// What Greenroom starts itself as, for media to be decoded in a process of its own
    #[command(hide = true)]
    Worker,
}

/// Make a finished ad from a script file.
#[derive(Debug, Args)]
pub struct AdArguments {
    /// The script: plain text or Markdown; first line hook, last line call to action
    pub script: PathBuf,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Who speaks: an id such as actor_001, or a name [default: one who speaks the language]
    #[arg(long, value_name = "ID")]
    pub actor: Option<String>,
    /// A photo as the actor instead
    #[arg(long, value_name = "PHOTO", conflicts_with = "actor")]
    pub portrait: Option<PathBuf>,
    /// The voice, such as espeak:de [default: the best one installed for the language]
    #[arg(long, value_name = "ID")]
    pub voice: Option<String>,
    /// Pace of the voice, 0.5 to 2
    #[arg(long, value_name = "RATE", default_value_t = 1.0)]
    pub rate: f32,
    /// Pitch of the voice in semitones, -12 to 12
    #[arg(long, value_name = "SEMITONES", default_value_t = 0.0, allow_hyphen_values = true)]
    pub pitch: f32,
    /// Shape of the picture: 9:16, 4:5, 1:1 or 16:9
    #[arg(long, value_name = "A", default_value = "9:16", value_parser = aspect)]
    pub aspect: Aspect,
    /// Frames a second: 24, 25, 29.97, 30, 60 …
    #[arg(long, value_name = "R", default_value = "30", value_parser = frame_rate)]
    pub fps: FrameRate,
    /// What to make; `greenroom presets` lists them
    #[arg(long, value_name = "P", default_value = "standard")]
    pub preset: String,
    /// Whose safe area titles and captions keep to; `greenroom presets` lists them
    #[arg(long, value_name = "P")]
    pub placement: Option<String>,
    /// Own footage or a photo to show over a line; may be given several times
    #[arg(long, value_name = "FILE")]
    pub media: Vec<PathBuf>,
    /// Own music, or a bed by id, or "none" [default: a bed]
    #[arg(long, value_name = "FILE")]
    pub music: Option<String>,
    /// How captions look; "none" leaves them out
    #[arg(long, value_name = "STYLE")]
    pub captions: Option<String>,
    /// Words over the first line [default: the first line]; "" leaves them out
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Words on the card at the end [default: the last line]; "" leaves the card out
    #[arg(long, value_name = "TEXT")]
    pub end_card: Option<String>,
    /// How a name is said, as WRITTEN=SPOKEN; may be given several times
    #[arg(long, value_name = "WRITTEN=SPOKEN", value_parser = respelling)]
    pub say: Vec<(String, String)>,
    /// Colour of the end card, as #rrggbb
    #[arg(long, value_name = "COLOR")]
    pub brand: Option<String>,
}

/// Create, change and list projects.
#[derive(Debug, Subcommand)]
pub enum ProjectCommand {
    /// Create a project
    New {
        /// What to call it
        name: String,
        /// Shape of the picture: 9:16, 4:5, 1:1 or 16:9
        #[arg(long, value_name = "A", default_value = "9:16", value_parser = aspect)]
        aspect: Aspect,
        /// Frames a second: 24, 25, 29.97, 30, 60 …
        #[arg(long, value_name = "R", default_value = "30", value_parser = frame_rate)]
        fps: FrameRate,
        /// Who speaks
        #[arg(long, value_name = "ID")]
        actor: Option<String>,
        /// The voice
        #[arg(long, value_name = "ID")]
        voice: Option<String>,
    },
    /// List projects, the last changed first
    List {
        /// Those put away instead
        #[arg(long)]
        archived: bool,
        /// Only those whose name has this in it
        #[arg(long, value_name = "TEXT")]
        search: Option<String>,
    },
    /// Show a project with its document
    Show {
        /// The project
        id: String,
    },
    /// Add media files to a project
    Import {
        /// The project
        id: String,
        /// The files
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Also read their sound and make proxies of heavy ones now, not when they are first needed
        #[arg(long)]
        prepare: bool,
    },
    /// Change the document by a file of edits: one edit or a list of them
    Edit {
        /// The project
        id: String,
        /// The file; "-" reads standard input
        edits: PathBuf,
    },
    /// Take the last edit back
    Undo {
        /// The project
        id: String,
    },
    /// Make the edit again that was taken back
    Redo {
        /// The project
        id: String,
    },
    /// Set the script
    Script {
        /// The project
        id: String,
        /// The script file
        file: PathBuf,
    },
    /// Make the draft from the script
    Draft {
        /// The project
        id: String,
    },
    /// Give a project another name
    Rename {
        /// The project
        id: String,
        /// What to call it
        name: String,
    },
    /// Put a project away, or take it back
    Archive {
        /// The project
        id: String,
        /// Take it back
        #[arg(long)]
        restore: bool,
    },
}

/// What to do with voices.
#[derive(Debug, Subcommand)]
pub enum VoiceCommand {
    /// Install a voice: shows its size, checks its checksum
    Install {
        /// The voice
        id: String,
        /// A folder that has its files already
        #[arg(long, value_name = "DIR")]
        from: Option<PathBuf>,
    },
}

/// What to do with backups.
#[derive(Debug, Subcommand)]
pub enum BackupCommand {
    /// List the backups, the newest first
    List,
    /// Put a backup in the place of the library; the present one is kept beside it
    Restore {
        /// Which, by its name in the list
        name: String,
    },
}

/// Filters of the actor list. A filter given several times lets any of its values pass.
#[derive(Debug, Default, Args)]
pub struct ActorArguments {
    /// woman, man or non_binary
    #[arg(long)]
    pub gender: Vec<String>,
    /// 18_24, 25_34 …
    #[arg(long)]
    pub age: Vec<String>,
    /// Ethnicity
    #[arg(long)]
    pub ethnicity: Vec<String>,
    /// Profession
    #[arg(long)]
    pub profession: Vec<String>,
    /// Setting: where the actor stands
    #[arg(long)]
    pub setting: Vec<String>,
    /// Style of dress
    #[arg(long)]
    pub style: Vec<String>,
    /// Kind of place
    #[arg(long)]
    pub environment: Vec<String>,
    /// A language the actor speaks
    #[arg(long)]
    pub language: Vec<String>,
    /// What the actor suits
    #[arg(long)]
    pub use_case: Vec<String>,
    /// Words in name or description
    #[arg(long)]
    pub search: Option<String>,
    /// Show how many actors each filter value has
    #[arg(long)]
    pub counts: bool,
}

fn aspect(text: &str) -> Result<Aspect, String> {
    Aspect::parse(text).ok_or_else(|| "use 9:16, 4:5, 1:1 or 16:9".to_owned())
}

fn frame_rate(text: &str) -> Result<FrameRate, String> {
    FrameRate::parse(text)
        .ok_or_else(|| "use a number of frames from 1 to 240, as 25, 29.97 or 30000/1001".to_owned())
}

fn respelling(text: &str) -> Result<(String, String), String> {
    let (written, spoken) = text.split_once('=').ok_or("write it as WRITTEN=SPOKEN")?;
    Ok((written.trim().to_owned(), spoken.trim().to_owned()))
}
