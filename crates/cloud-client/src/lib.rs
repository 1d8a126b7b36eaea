//! cloud-client
