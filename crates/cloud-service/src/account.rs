//! Accounts: people, their workspaces, how they sign in, what they may do.

pub mod access;
pub mod api_key;
pub mod erase;
pub mod mail_token;
pub mod member;
pub mod plan;
pub mod project;
pub mod registration;
pub mod session;
pub mod totp;
pub mod upkeep;
pub mod user;
pub mod workspace;

use crate::store::{Record, Table};

/// The tables of accounts.
pub const TABLES: [Table; 8] = [
    user::User::TABLE,
    registration::Registration::TABLE,
    workspace::Workspace::TABLE,
    member::Member::TABLE,
    session::Session::TABLE,
    api_key::ApiKey::TABLE,
    mail_token::MailToken::TABLE,
    project::Project::TABLE,
];
