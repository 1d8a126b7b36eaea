//! The screens.

pub mod actors;
pub mod brand;
pub mod closing;
pub mod editor;
pub mod export;
pub mod home;
pub mod new_ad;
pub mod queue;
pub mod settings;
pub mod voices;
