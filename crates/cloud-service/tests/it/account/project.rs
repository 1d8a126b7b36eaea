//! Projects, as far as the service knows them.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Host, Told};

async fn make(service: &Host, token: &str, name: &str) -> Told {
    let body = json!({ "name": name, "description": "Product launch video for summer collection",
        "script": "Welcome to our amazing summer collection...",
        "settings": { "resolution": "1080p", "duration": 8, "aspectRatio": "16:9" } });
    service.ask(Method::POST, "/api/v1/projects", Some(token), Some(body)).await
}

fn path(made: &Told) -> String {
    format!("/api/v1/projects/{}", made.data()["projectId"].as_str().expect("the test made it so"))
}

#[tokio::test]
async fn a_project_is_made_and_listed_in_the_spec_s_forms() {
    let service = Host::on_disk().await;
    let (token, _) = service.signed_in("user@example.com").await;
    let made = make(&service, &token, "Summer Campaign Video").await;
    assert_eq!(made.status, 201);
    assert_eq!(
        (&made.data()["name"], &made.data()["status"]),
        (&json!("Summer Campaign Video"), &json!("draft"))
    );
    let listed = service.get("/api/v1/projects?page=1&limit=20&status=active", &token).await.data();
    let mut project = listed["projects"][0].clone();
    assert_eq!(project["id"], made.data()["projectId"]);
    assert_eq!(project["createdAt"], made.data()["createdAt"]);
    project.as_object_mut().unwrap().retain(|name, _| name != "id" && name != "createdAt");
    assert_eq!(
        project,
        json!({ "name": "Summer Campaign Video", "status": "draft", "videosGenerated": 0, "creditsUsed": 0,
                "creditsUsedMillicredits": 0 })
    );
    assert_eq!(listed["pagination"], json!({ "page": 1, "limit": 20, "total": 1, "totalPages": 1 }));
}

#[tokio::test]
async fn pages_are_turned_newest_first() {
    let service = Host::start().await;
    let (token, _) = service.signed_in("user@example.com").await;
    for name in ["One", "Two", "Three"] {
        make(&service, &token, name).await;
        service.wait(1);
    }
    let page = service.get("/api/v1/projects?page=2&limit=2", &token).await.data();
    assert_eq!(page["projects"].as_array().unwrap().len(), 1);
    assert_eq!(page["projects"][0]["name"], "One");
    assert_eq!(page["pagination"], json!({ "page": 2, "limit": 2, "total": 3, "totalPages": 2 }));
}

#[tokio::test]
async fn a_project_is_changed_put_away_and_deleted() {
    let service = Host::start().await;
    let (token, _) = service.signed_in("user@example.com").await;
    let made = make(&service, &token, "Mine").await;
    let change = json!({ "name": "Yours", "script": null, "status": "archived" });
    let changed = service.ask(Method::PATCH, &path(&made), Some(&token), Some(change)).await.data();
    assert_eq!((&changed["name"], &changed["script"]), (&json!("Yours"), &Value::Null));
    assert_eq!(changed["settings"]["resolution"], "1080p");
    let active = service.get("/api/v1/projects?status=active", &token).await.data();
    assert_eq!(active["pagination"]["total"], 0);
    assert_eq!(service.ask(Method::DELETE, &path(&made), Some(&token), None).await.status, 200);
    assert_eq!(service.get(&path(&made), &token).await.status, 404);
}

#[tokio::test]
async fn another_workspace_s_project_is_not_there() {
    let service = Host::start().await;
    let (mine, _) = service.signed_in("me@example.com").await;
    let (other, _) = service.signed_in("other@example.com").await;
    let path = path(&make(&service, &other, "Theirs").await);
    for (method, body) in
        [(Method::GET, None), (Method::PATCH, Some(json!({ "name": "Mine" }))), (Method::DELETE, None)]
    {
        let told = service.ask(method, &path, Some(&mine), body).await;
        assert_eq!((told.status, told.code().as_str()), (404, "NOT_FOUND"));
    }
    assert_eq!(service.get(&path, &other).await.data()["name"], "Theirs");
    assert_eq!(service.get("/api/v1/projects", &mine).await.data()["pagination"]["total"], 0);
}

#[tokio::test]
async fn what_no_page_has_is_refused_by_name() {
    let service = Host::start().await;
    let (token, _) = service.signed_in("user@example.com").await;
    for (query, field) in [
        ("page=0", "page"),
        ("limit=101", "limit"),
        ("page=x", "page"),
        ("status=gone", "status"),
        ("sort=a", "sort"),
    ] {
        let told = service.get(&format!("/api/v1/projects?{query}"), &token).await;
        assert_eq!(told.status, 400, "{query}");
        assert_eq!(told.json()["error"]["details"]["field"], field, "{query}: {}", told.text);
    }
}
