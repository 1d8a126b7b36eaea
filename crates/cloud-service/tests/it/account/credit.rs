//! Credits: what there is, how it came, and what the months and the plans bring.

use cloud_service::account::plan::{Tier, month_after};
use cloud_service::account::{upkeep, user, workspace};
use cloud_service::ledger;
use cloud_service::moment::Moment;
use cloud_service::store;
use serde_json::json;

use crate::support::{Host, told};

#[tokio::test]
async fn credits_and_their_history_are_told_exactly() {
    let service = Host::start().await;
    let (token, _) = service.signed_in("user@example.com").await;
    let credits = service.get("/api/v1/credits", &token).await.data();
    assert_eq!((&credits["available"], &credits["availableMillicredits"]), (&json!(10), &json!(10_000)));
    assert_eq!(credits["lots"][0]["expiresAt"], credits["currentPeriodEnd"]);
    let history = service.get("/api/v1/credits/history", &token).await.data();
    assert_eq!(history["pagination"]["total"], 1);
    let first = &history["transfers"][0];
    assert_eq!((&first["reason"], &first["availableChange"]), (&json!("grant"), &json!(10)));
}

#[tokio::test]
async fn each_month_brings_its_own_credits_and_takes_the_old_ones() {
    let service = Host::start().await;
    let (token, _) = service.signed_in("user@example.com").await;
    service.wait(70 * 86_400_000);
    let monthly = service.running.app.catalogue.get().monthly();
    store::write(&service.running.app.store, move |tables| upkeep::run(tables, monthly)).await.unwrap();
    let (token, _) = (crate::support::tokens(&service.login("user@example.com").await).0, token);
    let credits = service.get("/api/v1/credits", &token).await.data();
    assert_eq!(credits["available"], 10);
    let app = &service.running.app;
    assert!(store::read(&app.store, |tables| Ok(ledger::verify(tables)?)).unwrap().is_empty());
}

#[tokio::test]
async fn going_to_and_fro_between_plans_grants_nothing_twice() {
    let service = Host::start().await;
    service.account("user@example.com").await;
    let tiers = [Tier::Pro, Tier::Free, Tier::Starter, Tier::Pro];
    let monthly = service.running.app.catalogue.get().monthly();
    let available = store::write(&service.running.app.store, move |tables| {
        let email = user::Email::parse("user@example.com")?;
        let home = user::find(tables, &email)?.expect("an account").home;
        for tier in tiers {
            workspace::change_tier(tables, home, tier, monthly)?;
        }
        Ok(ledger::balance(tables, home)?.available)
    })
    .await
    .unwrap();
    assert_eq!(available.0, 200_000);
}

#[tokio::test]
async fn a_plan_holds_for_who_is_signed_in_at_once() {
    let service = Host::start().await;
    let (token, _) = service.signed_in("user@example.com").await;
    assert_eq!(service.get("/api/v1/me", &token).await.data()["subscriptionTier"], "free");
    let file = std::fs::read(service.folder.path().join("admin.json")).unwrap();
    let place: serde_json::Value = serde_json::from_slice(&file).unwrap();
    let grant = json!({ "email": "user@example.com", "credits": "2.5", "tier": "pro" });
    let url = format!("{}/admin/grant", place["url"].as_str().unwrap());
    let request = service.client.post(&url).bearer_auth(place["token"].as_str().unwrap()).json(&grant);
    assert_eq!(told(request).await.status, 200);
    let me = service.get("/api/v1/me", &token).await.data();
    assert_eq!((&me["subscriptionTier"], &me["creditsRemaining"]), (&json!("pro"), &json!(202.5)));
    let stranger = service.client.post(&url).bearer_auth("guess").json(&grant);
    assert_eq!(told(stranger).await.status, 401);
}

#[test]
fn a_month_later_is_the_same_day_or_the_last() {
    let day = |text: &str| Moment(day_of(text));
    assert_eq!(month_after(day("2027-01-31")), day("2027-02-28"));
    assert_eq!(month_after(day("2028-01-31")), day("2028-02-29"));
    assert_eq!(month_after(day("2027-12-15")), day("2028-01-15"));
}

fn day_of(text: &str) -> i64 {
    let parts: Vec<i64> = text.split('-').map(|part| part.parse().expect("the test made it so")).collect();
    // Days since 1970 of a civil date (Howard Hinnant's `days_from_civil`).
    let (year, month, day) = (parts[0] - i64::from(parts[1] <= 2), parts[1], parts[2]);
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
    days * 86_400_000
}
