//! Mail: one `.eml` a message in a folder.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use lettre::Message;
use lettre::message::header::{ContentTransferEncoding, ContentType};
use lettre::message::{Body, Mailbox};

use crate::account::user::Email;
use crate::id::EntryId;
use crate::moment::Moment;
use crate::refusal::Refusal;

/// Something to be sent. The text is ASCII and has nothing in it that somebody else wrote, so nobody can use us to
/// send their words; lines are short, so that links stand in the file as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// To whom.
    pub to: Email,
    /// What about.
    pub subject: &'static str,
    /// What it says.
    pub text: String,
}

/// Where mail goes.
#[derive(Clone, Debug)]
pub struct Mail {
    folder: PathBuf,
    from: Mailbox,
    /// How many were written, so that the names of two in one millisecond are in order.
    written: Arc<AtomicU64>,
}

impl Mail {
    /// Into a folder, from somebody.
    ///
    /// # Errors
    /// Where `from` is no address for mail.
    pub fn into_folder(folder: PathBuf, from: &str) -> Result<Self, lettre::address::AddressError> {
        Ok(Self { folder, from: from.parse()?, written: Arc::default() })
    }

    /// Sends a letter: it is on the disk, whole, before this returns.
    ///
    /// # Errors
    /// Where the disk does not let us.
    pub async fn send(&self, letter: Letter, now: Moment) -> Result<(), Refusal> {
        let mail = self.clone();
        let sent = tokio::task::spawn_blocking(move || mail.write(letter, now)).await;
        sent.map_err(|_| Refusal::internal())?
    }

    fn write(&self, letter: Letter, now: Moment) -> Result<(), Refusal> {
        let bytes = self.message(letter, now)?;
        let count = self.written.fetch_add(1, Ordering::Relaxed);
        let name = format!("{:013}-{count:06}-{}", now.0, EntryId::new(now));
        let part = self.folder.join(format!("{name}.part"));
        let write = || {
            fs::create_dir_all(&self.folder)?;
            let mut file = fs::File::create(&part)?;
            file.write_all(&bytes)?;
            file.sync_all()?;
            fs::rename(&part, self.folder.join(format!("{name}.eml")))
        };
        write().map_err(|error: std::io::Error| {
            tracing::error!(%error, "a mail could not be written");
            Refusal::internal()
        })
    }

    fn message(&self, letter: Letter, now: Moment) -> Result<Vec<u8>, Refusal> {
        let fault = |error: &dyn std::fmt::Display| {
            tracing::error!(%error, "a mail could not be made");
            Refusal::internal()
        };
        let to: Mailbox = letter.to.as_str().parse().map_err(|error| fault(&error))?;
        let date = SystemTime::UNIX_EPOCH + Duration::from_millis(now.0.max(0).unsigned_abs());
        let text = letter.text.replace('\n', "\r\n");
        if !text.is_ascii() {
            return Err(fault(&"its text is not ASCII"));
        }
        // The library would wrap lines over 76 characters, and a link with them; mail allows 998.
        let encoding = ContentTransferEncoding::SevenBit;
        let body = Body::dangerous_pre_encoded(text.into_bytes(), encoding);
        let message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .date(date)
            .message_id(Some(format!("<{}@greenroom>", EntryId::new(now))))
            .subject(letter.subject)
            .header(ContentType::TEXT_PLAIN)
            .body(body)
            .map_err(|error| fault(&error))?;
        Ok(message.formatted())
    }
}
