//! `greenroom-cloud admin`: asks the service that has the data folder open.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use clap::{Args, Subcommand};
use cloud_service::account::plan::Tier;
use cloud_service::serve::admin_file;
use serde::Deserialize;
use serde_json::{Value, json};

/// What can be asked.
#[derive(Subcommand)]
pub enum Admin {
    /// Grant credits, or put an account on another plan.
    Grant(Grant),
    /// Count the ledger again.
    VerifyLedger(Common),
    /// List jobs that have not ended.
    Jobs(Common),
    /// Sign with new keys from now on.
    RotateKeys(Common),
}

/// What all of them take.
#[derive(Args)]
pub struct Common {
    /// The service's data folder.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Answer with one JSON value.
    #[arg(long)]
    json: bool,
}

/// Who is granted what.
#[derive(Args)]
pub struct Grant {
    #[command(flatten)]
    common: Common,
    /// The account's address.
    #[arg(long)]
    email: String,
    /// Credits, up to three decimals.
    #[arg(long)]
    credits: Option<String>,
    /// The plan: free, starter, pro or enterprise.
    #[arg(long)]
    tier: Option<Tier>,
}

/// What the service refused with.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Refused {
    /// Its code.
    pub code: String,
    message: String,
}

/// What was answered says by itself that something is wrong.
#[derive(Debug, thiserror::Error)]
#[error("the ledger does not hold")]
pub struct AlreadySaid;

#[derive(Deserialize)]
struct Where {
    url: String,
    token: String,
}

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As one JSON value in a line.
    Json,
    /// For people.
    Text,
}

/// Asks, and says what was answered; also in which form that was wanted.
pub fn run(admin: Admin) -> (anyhow::Result<()>, Form) {
    let (common, path, body) = match admin {
        Admin::Grant(grant) => {
            let body = json!({ "email": grant.email, "credits": grant.credits, "tier": grant.tier });
            (grant.common, "/admin/grant", body)
        }
        Admin::VerifyLedger(common) => (common, "/admin/verify-ledger", json!({})),
        Admin::Jobs(common) => (common, "/admin/jobs", json!({})),
        Admin::RotateKeys(common) => (common, "/admin/rotate-keys", json!({})),
    };
    let form = if common.json { Form::Json } else { Form::Text };
    (ask(&common.data, path, &body).and_then(|answer| show(&answer, form)), form)
}

fn ask(folder: &Path, path: &str, body: &Value) -> anyhow::Result<Value> {
    let file = admin_file(folder);
    let text = fs::read(&file).with_context(|| {
        format!("no service has {} open: start it with `greenroom-cloud serve --data`", folder.display())
    })?;
    let Where { url, token } =
        serde_json::from_slice(&text).with_context(|| format!("{} is damaged", file.display()))?;
    // Only loopback is asked, without encryption; the library wants to be told with what it would encrypt.
    drop(rustls::crypto::ring::default_provider().install_default());
    let client = reqwest::blocking::Client::builder().timeout(Duration::from_secs(60)).no_proxy().build()?;
    let answer: Value = client
        .post(format!("{url}{path}"))
        .bearer_auth(token)
        .json(body)
        .send()
        .context("the service does not answer: is it running?")?
        .json()?;
    if let Some(error) = answer.get("error") {
        let text = |name: &str| error.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        return Err(Refused { code: text("code"), message: text("message") }.into());
    }
    Ok(answer.get("data").cloned().unwrap_or_default())
}

/// Writes an answer. A ledger that does not hold is a fault, whatever the form.
fn show(answer: &Value, form: Form) -> anyhow::Result<()> {
    match form {
        Form::Json => super::say(answer),
        Form::Text => super::tell(&serde_json::to_string_pretty(answer)?),
    }
    if answer.get("holds") == Some(&Value::Bool(false)) {
        return Err(AlreadySaid.into());
    }
    Ok(())
}
