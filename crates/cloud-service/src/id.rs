//! Names of things, each of a type of its own so that none is taken for another.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::moment::Moment;
use crate::store::Key;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new one. Later ones sort after earlier ones.
            pub fn new(now: Moment) -> Self {
                Self(fresh(now))
            }

            /// As the only part of a key.
            pub fn key(self) -> Key {
                Key::new().id(self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(formatter)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )*};
}

ids! {
    /// A person with an account.
    UserId;
    /// A team, to which everything belongs that costs or is made.
    WorkspaceId;
    /// A signed-in device: a family of refresh tokens.
    SessionId;
    /// A key for programs.
    ApiKeyId;
    /// Metadata of a project.
    ProjectId;
    /// Something asked for.
    GenerationId;
    /// Several generations asked for together.
    BatchId;
    /// One submission to one provider.
    AttemptId;
    /// Credits granted together.
    LotId;
    /// Credits held for a generation.
    HoldId;
    /// A signed price.
    QuoteId;
    /// A thing in the object store.
    ObjectId;
    /// A voice of the user's own.
    CloneId;
    /// A place that hears of events.
    WebhookId;
    /// A file on its way here.
    UploadId;
    /// A message, an event's delivery, an entry in a log.
    EntryId;
}

/// A new UUIDv7.
fn fresh(now: Moment) -> Uuid {
    let milliseconds = u64::try_from(now.0).unwrap_or(0);
    let nanoseconds = u32::try_from(milliseconds % 1000).unwrap_or(0) * 1_000_000;
    Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, milliseconds / 1000, nanoseconds))
}
