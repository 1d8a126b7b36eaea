//! Bytes of our own that a provider wants in the request itself: sounds to transcribe, samples of a voice, stills.

use async_trait::async_trait;

use crate::guard::Guard;
use crate::provider::{Fault, FaultKind};

/// Bytes and what they are.
#[derive(Clone, PartialEq, Eq)]
pub struct Held {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Their type, such as `audio/wav`.
    pub media_type: String,
}

/// Where the bytes behind an address of this service's own store come from.
#[async_trait]
pub trait Source: Send + Sync {
    /// The bytes; a fault where they are not to be had, or are more than `bytes_max`.
    async fn read(&self, address: &str, bytes_max: usize) -> Result<Held, Fault>;
}

/// Over HTTP, for which the store's host and port must be among the guard's allowed ones or be public.
#[async_trait]
impl Source for Guard {
    async fn read(&self, address: &str, bytes_max: usize) -> Result<Held, Fault> {
        let fault = |message: String| Fault { kind: FaultKind::Broken, message };
        let checked = self.check(address).map_err(|err| fault(err.to_string()))?;
        let mut response = self.get(&checked, &[]).await.map_err(|err| fault(err.to_string()))?;
        if !response.status().is_success() {
            let status = response.status().as_u16();
            return Err(Fault { kind: FaultKind::Expired, message: format!("our store answers {status}") });
        }
        let media_type = response.headers().get("content-type").and_then(|value| value.to_str().ok());
        let media_type = media_type.unwrap_or("application/octet-stream").to_owned();
        let mut bytes = Vec::new();
        while let Some(piece) =
            response.chunk().await.map_err(|_| fault("our store stopped in between".to_owned()))?
        {
            if bytes.len().saturating_add(piece.len()) > bytes_max {
                let message = format!("more than {bytes_max} bytes, which is too much to send");
                return Err(Fault { kind: FaultKind::Rejected, message });
            }
            bytes.extend_from_slice(&piece);
        }
        Ok(Held { bytes, media_type })
    }
}
